"""A browser in plain words, and what of it stays the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.web.signing_in.browsers import described, fingerprint
from tests.web.signing_in.steps import FIREFOX, SAFARI

EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0"
ANDROID = "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (FIREFOX, "firefox windows"),
        (SAFARI, "safari iphone"),
        (EDGE, "edge windows"),
        (ANDROID, "chrome android"),
        ("", "unknown unknown"),
        ("curl/8.5", "unknown unknown"),
    ],
)
def test_the_usual_browsers_are_known(header, told) -> None:
    assert described(header) == told


@given(st.text())
def test_nothing_of_the_header_itself_is_kept(header) -> None:
    told = described(header)

    assert described(told) == told
    assert len(told.split(" ")) == 2


def test_a_new_version_is_the_same_browser_and_another_system_is_not(rf) -> None:
    def marked(header: str) -> str:
        return fingerprint(rf.get("/", headers={"user-agent": header}))

    assert marked(FIREFOX) == marked(FIREFOX.replace("145", "146"))
    assert marked(FIREFOX) != marked(FIREFOX.replace("Windows NT", "Macintosh"))
