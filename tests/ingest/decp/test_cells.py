"""Cells to values: by stated rules, and never with anything but a value or a reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.ingest.decp import cells
from svangrum.ingest.decp.cells import Unread
from svangrum.ingest.decp.rows import _READERS


@pytest.mark.parametrize(
    ("offers", "plausible"), [(-1, False), (0, False), (1, True), (99, True), (998, True), (999, False), (9999, False)]
)
def test_a_count_of_tenders_is_plausible_or_not(offers, plausible):
    assert cells.is_plausible_count(offers) is plausible


@pytest.mark.parametrize(
    ("euros", "plausible"),
    [
        ("-2676107", False),
        ("0", False),
        ("1", False),
        ("1.01", True),
        ("41000.5", True),
        ("99999", True),
        ("999999", False),
        ("999999.99", False),
        ("999998", True),
        ("9999999998", True),
        ("9999999999", False),
        ("12311111111", False),
    ],
)
def test_a_value_is_plausible_or_not(euros, plausible):
    assert cells.is_plausible_value(cells.cents(euros)) is plausible


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("41000.5", Decimal("41000.5")),
        ("41 000,50 €", Decimal("41000.50")),
        ("137614.0", Decimal(137614)),
        ("1.5e3", Decimal(1500)),
        ("NC", None),
        ("NaN", None),
        ("", None),
        ("1.000,50", Unread("cell.not-a-number")),
    ],
)
def test_numbers_as_they_are_written(written, read):
    assert cells.number(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-05-02", date(2024, 5, 2)),
        ("2024-05-02T00:00:00", date(2024, 5, 2)),
        ("nan", None),
        ("02/05/2024", Unread("cell.not-a-date")),
        ("1999-12-31", Unread("cell.far-day")),
    ],
)
def test_days_as_they_are_written(written, read):
    assert cells.day(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Marché réservé", {"reserved"}),
        ("MARCHE RESERVE; Clause sociale", {"reserved", "social_clause"}),
        ("Critère social|Clause sociale", {"social_criterion", "social_clause"}),
        ("Pas de considération sociale", set()),
        ("Sans objet", set()),
        ("", None),
        ("NC", None),
        ("Réservé", Unread("cell.unknown-word")),
    ],
)
def test_social_considerations(written, read):
    assert cells.considerations(written) == read


@pytest.mark.parametrize("written", ["21690123100011", "216 901 231 00011", "21690123100011.0"])
def test_a_siret_has_fourteen_digits(written):
    assert cells.siret(written) == "21690123100011"


def test_a_nought_that_a_spreadsheet_took_is_given_back():
    assert cells.siret("5650171100115") == "05650171100115"


def test_a_contract_has_the_number_that_the_consolidated_table_gives_it():
    assert cells.contract_number("2022VI/2022.242, A") == "2022VI_2022_242__A"


@given(st.sampled_from(sorted(_READERS)), st.text(max_size=60))
def test_any_cell_is_a_value_or_a_reason(name, cell):
    read = _READERS[name](cell)

    assert not isinstance(read, Unread) or read.startswith("cell.")


@given(st.decimals(-(10**12), 10**12, places=2))
def test_cents_are_exact(euros):
    assert cells.cents(str(euros)) == int(euros * 100)
