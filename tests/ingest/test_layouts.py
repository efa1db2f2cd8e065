"""A table is known by its header, whatever its order and form."""

from __future__ import annotations

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.ingest.layouts import LAYOUTS, LOTS, PROCUREMENTS, WINNERS, Layout, layout_of, places

HEADERS = {layout.table: [field.header for field in layout.fields] for layout in LAYOUTS}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.table)
@pytest.mark.parametrize("form", ["{}", "{}, Summa", "{}*", "\ufeff{}", " {}  "])
def test_a_table_is_known_by_its_measure(layout: Layout, form: str) -> None:
    header = [form.format(name) if name == layout.measure else name for name in HEADERS[layout.table]]

    assert layout_of(header) is layout
    assert places(layout, header, path="a.csv").keys() == {field.name for field in layout.fields}


@pytest.mark.parametrize(
    "header",
    [
        ["Upphandlings-ID", "År"],
        ["Antal anbud", "Antal upphandlingar"],
        ["Antal anbud", "Namn för leverantör", "Kontrakterad"],
        ["Uppskattat värde", "Upphandlings-ID"],
    ],
    ids=["no measure", "two measures", "losers too", "another table"],
)
def test_other_tables_are_not_taken_for_one_of_these(header: list[str]) -> None:
    assert layout_of(header) is None


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.table)
def test_columns_are_found_in_any_order(layout: Layout) -> None:
    header = HEADERS[layout.table][::-1]

    where = places(layout, header, path="a.csv")

    assert all(header[where[field.name]] == field.header for field in layout.fields)


def test_every_missing_column_is_named() -> None:
    header = [name for name in HEADERS["lots"] if name not in {"År", "Typ av avtal"}]

    with pytest.raises(SvangrumError) as caught:
        places(LOTS, header, path="anbud.xlsx")

    assert caught.value.code == "ingest.columns-missing"
    assert caught.value.values == {"path": "anbud.xlsx", "columns": "År, Typ av avtal"}


def test_a_column_that_stands_twice_is_refused() -> None:
    with pytest.raises(SvangrumError) as caught:
        places(LOTS, [*HEADERS["lots"], "År"], path="anbud.xlsx")

    assert (caught.value.code, caught.value.values["columns"]) == ("ingest.column-twice", "År")


@pytest.mark.parametrize(
    ("layout", "header"),
    [
        (PROCUREMENTS, "Reserverat genomförande"),
        (WINNERS, "Organisationsnummer för leverantör"),
        (WINNERS, "Kontrakterad"),
    ],
)
def test_a_column_that_one_form_lacks_may_be_missing(layout: Layout, header: str) -> None:
    rest = [name for name in HEADERS[layout.table] if name != header]

    assert len(places(layout, rest, path="a.csv")) == len(rest)
