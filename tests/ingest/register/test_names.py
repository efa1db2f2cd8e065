"""A list beside the register: numbers decide, names propose."""

from __future__ import annotations

import pytest

from svangrum.ingest.register.names import Entry, Verdict, beside, plain_name
from svangrum.ingest.register.rows import ListedRow
from tests.ingest.register.made import a_number

REGISTER = [
    Entry("1", a_number(1), "Kooperativet Björken ekonomisk förening"),
    Entry("2", a_number(2), "Björkens Kafé AB"),
    Entry("3", a_number(3), "Stiftelsen Ekbackens Verkstäder"),
]


@pytest.mark.parametrize(
    ("orgnr", "name", "verdict", "entries"),
    [
        (a_number(1), "Vad som helst", Verdict.KNOWN, ["1"]),
        (a_number(9), "Helt nytt AB", Verdict.NEW, []),
        (a_number(9), "Kooperativet Björken ek. för.", Verdict.SAME_NAME, ["1"]),
        (a_number(9), "BJORKENS CAFE AB", Verdict.NEW, []),
        (a_number(9), "Bjorkens kafe", Verdict.SAME_NAME, ["2"]),
        (None, "Björken, kooperativet", Verdict.NO_NUMBER, ["1"]),
        (None, "Ekbackens verkstäder", Verdict.NO_NUMBER, ["3"]),
        (None, "Granens Snickeri", Verdict.NO_NUMBER, []),
    ],
)
def test_what_a_row_is_beside_the_register(orgnr: str | None, name: str, verdict: Verdict, entries: list[str]) -> None:
    (told,) = beside([ListedRow(2, orgnr, name)], REGISTER)

    assert (told.verdict, [entry.id for entry in told.entries]) == (verdict, entries)


def test_a_name_alone_never_links_however_alike() -> None:
    (told,) = beside([ListedRow(2, None, "Björkens Kafé AB")], REGISTER)

    assert told.verdict is Verdict.NO_NUMBER
    assert told.entries[0].id == "2"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Björken AB (publ)", "bjorken"),
        ("Björken ek för", "Björken ekonomisk förening"),
        ("Stiftelsen Björken", "BJÖRKEN, STIFTELSE"),
        ("Björken AB i likvidation", "Björken"),
    ],
)
def test_legal_form_and_accents_do_not_tell_names_apart(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other)


def test_a_name_of_a_legal_form_alone_is_still_a_name() -> None:
    assert plain_name("AB") == "ab"
