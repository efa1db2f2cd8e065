from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from svangrum.guide.library import library
from svangrum.guide.search import search

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yaml").read_text("utf-8"))
LEAST = 0.9
"""Share of the queries whose page is among the first three."""


def first_three(query: str, language: str) -> list[str]:
    return [f"{one.entry.kind}/{one.entry.code}" for one in search(query, language=language)[:3]]


@pytest.mark.parametrize("language", QUERIES)
def test_what_people_look_for_is_among_the_first_three(language: str) -> None:
    missed = {
        query: first_three(query, language)
        for query, wanted in QUERIES[language].items()
        if wanted not in first_three(query, language)
    }

    assert len(missed) <= (1 - LEAST) * len(QUERIES[language]), missed


COMMON_ENOUGH = {"anbud", "matchningsansvarig"}
"""Terms whose word stands in so many titles that others come first."""


def test_everything_that_can_be_found_is_found_by_its_own_title() -> None:
    lost = [
        entry.code
        for entry in library()
        if entry.kind in {"question", "example", "term"}
        and (entry.kind, entry.code)
        not in {(one.entry.kind, one.entry.code) for one in search(entry.title.sv, language="sv")[:5]}
    ]

    assert set(lost) <= COMMON_ENOUGH, lost


@pytest.mark.parametrize("query", ["", "och att", "???", "xyzzyx"])
def test_nothing_to_go_by_finds_nothing(query: str) -> None:
    assert search(query, language="sv") == ()


def test_the_same_query_gives_the_same_answer() -> None:
    assert search("reservera lokalt", language="sv") == search("reservera lokalt", language="sv")
