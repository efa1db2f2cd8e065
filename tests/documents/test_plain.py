from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from svangrum.core.findings import Outcome
from svangrum.documents.marks import MARKS
from svangrum.documents.plain import WIDTH, as_text
from tests.documents.reading import unsaid
from tests.documents.sample import english, hostile, swedish


@pytest.mark.parametrize("answer", [swedish(), english()])
def test_the_terminal_says_everything_the_page_says(answer: Any) -> None:
    shown = replace(
        answer, open=replace(answer.open, table=()), reserved=replace(answer.reserved, table=())
    )  # the table is the page's; the dots and the sentence carry it here

    assert unsaid(shown, as_text(answer)) == []


def test_no_line_is_wider_than_the_terminal() -> None:
    wide = [line for line in as_text(swedish()).splitlines() if len(line) > WIDTH and "://" not in line]

    assert wide == []


def test_the_headline_comes_first_and_the_sources_last() -> None:
    lines = as_text(swedish()).splitlines()

    assert lines[0] == swedish().headline
    assert lines[-1].endswith(swedish().sources[-1].text)


def test_what_to_watch_out_for_stands_under_when_it_bites() -> None:
    said = as_text(swedish())
    told = ("Se upp för", "När du skriver dokumenten", "Räkna andelen", "Ställa krav", "Om något blir fel")

    assert [said.index(one) for one in told] == sorted(said.index(one) for one in told)
    assert all(said.count(one) == 1 for one in told)


def test_twenty_purchases_stand_in_a_row() -> None:
    rows = [line for line in as_text(swedish()).splitlines() if "●" in line and "×" in line]

    assert [row.count("×") - 1 for row in rows] == [4, 10]
    assert [row.count("●") - 1 for row in rows] == [16, 10]


def test_what_somebody_typed_cannot_steer_the_terminal() -> None:
    said = as_text(replace(swedish(), what=hostile() + "\x1b[2J\x07"))

    assert not [one for one in said if ord(one) < 32 and one != "\n"]
    assert '#panic("nej")' in said


def test_every_outcome_has_a_mark_of_its_own() -> None:
    assert set(MARKS) == set(Outcome)
    assert len(set(MARKS.values())) == len(Outcome)
