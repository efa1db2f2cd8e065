"""Numbers made for the tests never meet in a database that several processes write to."""

from __future__ import annotations

from pathlib import Path

from svangrum.core.orgnr import NumberKind, classify_number
from tests.records import numbers
from tests.records.numbers import a_number, begin_series, series_of

BROWSER = Path(__file__).parents[1] / "browser"


def test_each_is_an_organisations_and_another(monkeypatch):
    monkeypatch.setattr(numbers, "_place", numbers._place)
    begin_series("one")
    first = [a_number() for _ in range(3)]
    begin_series("another")
    second = [a_number() for _ in range(3)]
    assert len({*first, *second}) == 6
    assert {classify_number(one) for one in (*first, *second)} == {NumberKind.ORGANISATION}


def test_what_is_made_for_pages_of_the_same_site_has_series_of_its_own():
    made = [f"tests.browser.{path.stem}:make" for path in (*BROWSER.glob("made_*.py"), BROWSER / "kept.py")]
    made.append("tests.web.inhabited:make")
    assert len({series_of(name) for name in made}) == len(made) > 5
