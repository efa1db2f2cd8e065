"""One cell, one value, or a reason."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.ingest import cells
from svangrum.ingest.cells import CellError

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2021, 5, 28)


@pytest.mark.parametrize("nothing", ["", "  ", "-", "Uppgift saknas", "uppgift saknas "])
@pytest.mark.parametrize(
    "read",
    [
        cells.read_text,
        cells.read_orgnr,
        cells.read_code,
        cells.read_kind,
        cells.read_contract_form,
        cells.read_size,
        cells.read_legal_basis,
        cells.read_cpv,
        cells.read_day,
        cells.read_year,
        cells.read_whole,
        cells.read_ore,
    ],
)
def test_what_is_not_stated_is_nothing(read: Callable[[Any], object], nothing: str) -> None:
    assert read(nothing) is None


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (cells.read_text, 45.0, "45"),
        (cells.read_text, " \u00a0x ", "x"),
        (cells.read_orgnr, 2120000142.0, "2120000142"),
        (cells.read_orgnr, "212000-0142", "2120000142"),
        (cells.read_orgnr, "162120000142", "2120000142"),
        (cells.read_orgnr, "SE212000014201", "2120000142"),
        (
            cells.read_code,
            "Förhandlat förfarande med föregående annonsering",
            "forhandlat-forfarande-med-foregaende-annonsering",
        ),
        (cells.read_code, "Statligt ägd organisation", "statligt-agd-organisation"),
        (cells.read_kind, "Byggentreprenader", "byggentreprenad"),
        (cells.read_kind, "tjänster ", "tjanster"),
        (cells.read_contract_form, "Ramavtal", "framework"),
        (cells.read_size, "Medelstort företag (50-249 anställda)", "medelstora"),
        (cells.read_size, "Mikroföretag", "mikro"),
        (cells.read_size, "Stora företag", "stora"),
        (cells.read_legal_basis, "Direktiv 2014/24/EU", "2014/24/EU"),
        (cells.read_cpv, "92311000 Konstverk", "92311000"),
        (cells.read_cpv, "03110000-5", "03110000"),
        (cells.read_cpv, 3110000.0, "03110000"),
        (cells.read_day, DAY, DAY),
        (cells.read_day, datetime(2021, 5, 28, 23, 59), DAY),  # noqa: DTZ001 - a workbook has no time zones
        (cells.read_day, "2021-05-28", DAY),
        (cells.read_day, "2021-05-28T00:30:00+02:00", DAY),
        (cells.read_day, 44344.0, DAY),
        (cells.read_year, "2021", 2021),
        (cells.read_whole, 3.0, 3),
        (cells.read_whole, "1 200", 1200),
        (cells.read_whole, "3,0", 3),
        (cells.read_ore, 1140000.0, 114_000_000),
        (cells.read_ore, 0.29, 29),
        (cells.read_ore, "1 140 000,50", 114_000_050),
        (cells.read_ore, "1140000.0", 114_000_000),
        (cells.read_ore, 6e9, 600_000_000_000),
    ],
)
def test_what_is_stated_is_read(read: Callable[[Any], object], cell: object, value: object) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell", "reason"),
    [
        (cells.read_text, "x" * 2001, "too-long"),
        (cells.read_orgnr, "2331000180", "not-orgnr"),
        (cells.read_orgnr, "000101-0000", "person"),
        (cells.read_orgnr, "Personuppgift", "masked"),
        (cells.read_public_text, "Tolkning för 000101-0000", "person"),
        (cells.read_kind, "Inget", "unknown-word"),
        (cells.read_contract_form, "Avtal", "unknown-word"),
        (cells.read_size, "Jättar", "unknown-word"),
        (cells.read_cpv, "9231100 Konst", "not-cpv"),
        (cells.read_day, "28/5 2021", "not-a-date"),
        (cells.read_day, "2021-02-30", "not-a-date"),
        (cells.read_day, "0021-05-28", "not-a-date"),
        (cells.read_day, float("nan"), "not-a-date"),
        (cells.read_day, float("inf"), "not-a-date"),
        (cells.read_day, 32_873.0, "not-a-date"),
        (cells.read_day, 73_416.0, "not-a-date"),
        (cells.read_year, 21.0, "not-a-year"),
        (cells.read_whole, 2.5, "not-whole"),
        (cells.read_whole, True, "not-whole"),
        (cells.read_whole, float("nan"), "not-whole"),
        (cells.read_whole, "tre", "not-whole"),
        (cells.read_whole, -1.0, "negative"),
        (cells.read_whole, 1e7, "too-large"),
        (cells.read_ore, -1.0, "money.negative"),
        (cells.read_ore, "-1", "money.negative"),
        (cells.read_ore, 1e13, "money.too-large"),
        (cells.read_ore, float("inf"), "money.unreadable"),
        (cells.read_ore, "1.140", "money.ambiguous"),
        (cells.read_ore, "mycket", "money.unreadable"),
    ],
)
def test_what_cannot_be_read_has_a_reason(read: Callable[[Any], object], cell: object, reason: str) -> None:
    with pytest.raises(CellError) as caught:
        read(cell)

    assert caught.value.reason == f"cell.{reason}"


@pytest.mark.parametrize(
    ("cell", "flag"),
    [
        ("True", True),
        (True, True),
        ("Ja", True),
        ("Direktivstyrd", True),
        ("False", False),
        (False, False),
        ("nej", False),
        ("Inte direktivstyrd ", False),
        ("", None),
        ("Uppgift saknas", None),
    ],
)
def test_flags(cell: str | bool, flag: bool | None) -> None:  # noqa: FBT001 - what is tested
    assert cells.read_flag(cell, header="Direktivstyrd") is flag


def test_a_flag_that_says_something_else_is_not_taken_for_yes() -> None:
    with pytest.raises(CellError):
        cells.read_flag("Kanske direktivstyrd", header="Direktivstyrd")


@pytest.mark.parametrize(
    ("level", "cell", "code"),
    [
        ("section", "N Uthyrning", "N"),
        ("division", "71 Järnmalmsgruvor", "71"),
        ("subclass", "71121 Tekniska konsulter", "71121"),
        ("subclass", "2102 Skogsskötselföretag", "02102"),
        ("group", "0 Uppgift saknas", None),
    ],
)
def test_industry_codes(level: str, cell: str, code: str | None) -> None:
    assert cells.read_sni(cell, level=level) == code


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_survives_each_form(day: date) -> None:
    serial = float((day - date(1899, 12, 30)).days)

    assert {cells.read_day(day.isoformat()), cells.read_day(day), cells.read_day(serial)} == {day}


@given(st.integers(0, 10**14))
def test_kronor_survive_as_text_and_as_number(ore: int) -> None:
    text = f"{Decimal(ore) / 100:.2f}"

    assert cells.read_ore(text) == ore
    assert cells.read_ore(float(text)) == ore
