"""Every citation in the content leads somewhere: to a paragraph in its act, or to a source that is known."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from svangrum.core.parameters import parameters
from svangrum.core.sources import Citation, Source, acts, cite, sources
from tests.harness.repository import DATA, nothing
from tests.harness.statutes import stands, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LISTS = {"rests", "cite", "warning_rests", "law", "directive", "chapter-19", "direct-award", "concession"}
"""Keys of the content files that hold citations."""
EXTENTS = {"whole", "part", "secondhand"}


def cited_in(branch: Any, *, held: bool = False) -> Iterator[str]:
    """The places that a file cites."""
    if isinstance(branch, dict):
        for key, one in branch.items():
            yield from cited_in(one, held=held or key in LISTS)
    elif isinstance(branch, list):
        for one in branch:
            yield from cited_in(one, held=held)
    elif held and isinstance(branch, str):
        yield branch


@cache
def places() -> frozenset[str]:
    files = [path for folder in ("guide", "texts") for path in (DATA / folder).rglob("*.yaml")]
    return frozenset(
        place
        for path in files
        for place in cited_in(yaml.safe_load(path.read_text("utf-8")))
        if place in sources() or any(f"{place} ".startswith(f"{act} ") for act in acts())
    )


@cache
def citations() -> frozenset[Citation]:
    of_values = {dated.citation for one in parameters().values() for dated in one.values}
    return frozenset(one for one in {cite(place) for place in places()} | of_values if isinstance(one, Citation))


def test_the_content_cites_acts_and_sources() -> None:
    assert len(citations()) > 50
    assert any(isinstance(cite(place), Source) for place in places())


def test_every_source_has_an_address_a_day_and_how_much_was_read() -> None:
    faulty = [
        one.code
        for one in sources().values()
        if not re.fullmatch(r"https?://[^\s]+", one.url) or one.extent not in EXTENTS or not one.publisher
    ]

    nothing(faulty)


def test_no_source_is_there_that_nothing_cites() -> None:
    files = [path for path in DATA.rglob("*.yaml") if path.parent.name != "sources"]
    used = {word for path in files for word in re.findall(r"[\w-]+", path.read_text("utf-8"))}

    nothing(sorted(sources().keys() - used))


@pytest.mark.shared
def test_every_cited_paragraph_stands_in_its_act(shared: Path) -> None:
    missing = [
        f"{one.act} {one.section}"
        for one in sorted(citations(), key=str)
        if (text := text_of(shared, one.act)) is not None and one.section and not stands(text, one.section)
    ]

    nothing(missing)
