"""What the tests of the pages share."""

from __future__ import annotations

from pathlib import Path

import pytest

import svangrum.web

QUESTION = {
    "what": "lokalvård i två förskolor",
    "kind": "tjanster",
    "value": "1 200 000",
    "months": "24",
    "municipality": "Exempelstad",
    "buyer": "kommun",
    "contract": "no",
    "same_kind": "0",
    "as_of": "2026-11-23",
}


@pytest.fixture
def question() -> dict[str, str]:
    """A whole question about a purchase of a municipality that does not exist."""
    return dict(QUESTION)


@pytest.fixture(scope="session")
def stylesheet() -> str:
    return (Path(svangrum.web.__file__).parent / "static" / "svangrum.css").read_text("utf-8")
