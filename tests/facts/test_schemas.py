"""``docs/methods/facts.md`` and the tables say the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from svangrum.facts.quality import quality_counts
from svangrum.facts.schemas import ALL_TABLES, FACT_TABLES, MEASURES
from svangrum.facts.tables import make_table
from svangrum.ingest.layouts import LAYOUTS

if TYPE_CHECKING:
    from svangrum.facts.columns import Table

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "methods" / "facts.md").read_text("utf-8")
TYPES = {"string": "text", "int64": "whole number", "bool": "yes/no", "date32[day]": "day"}
Row = tuple[str, str, str, str, str]


def documented(table: str) -> list[Row]:
    """The rows of the table under ``## <table>``: column, type, unit, source, meaning."""
    section = re.search(rf"(?ms)^## `{table}`\n(.*?)(?=^## |\Z)", PAGE)
    assert section is not None, table
    lines = [line for line in section[1].splitlines() if line.startswith("| `")]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]  # type: ignore[misc]


@pytest.mark.parametrize("table", ALL_TABLES.values(), ids=lambda table: table.name)
def test_every_column_is_documented_as_it_is(table: Table) -> None:
    written = [(column.strip("`"), kind, unit) for column, kind, unit, _, _ in documented(table.name)]

    assert written == [
        (column.name, TYPES[str(column.type)] + (", may be null" if column.nullable else ""), column.unit)
        for column in table.columns
    ]


@pytest.mark.parametrize("table", FACT_TABLES)
def test_the_source_of_a_column_is_the_header_it_is_read_from(table: str) -> None:
    (layout,) = [layout for layout in LAYOUTS if layout.table == table]
    headers = {field.name: field.header for field in layout.fields}

    for column, _, _, source, _ in documented(table):
        name = column.strip("`").removeprefix("stated_")
        if name in headers:
            assert headers[name] in source, f"{table}.{name}"


@pytest.mark.parametrize("table", ALL_TABLES.values(), ids=lambda table: table.name)
def test_every_column_says_what_it_means(table: Table) -> None:
    assert all(len(meaning) > 5 for *_, meaning in documented(table.name))


@pytest.mark.parametrize("table", FACT_TABLES.values(), ids=lambda table: table.name)
def test_the_order_is_total(table: Table) -> None:
    assert set(table.order) <= set(table.names)
    assert table.order[0] == "procurement_id"


def test_measures_are_columns() -> None:
    assert all(measure in ALL_TABLES[table].names for table, measure in MEASURES.items())


def test_empty_tables_have_nothing_to_tell() -> None:
    empty = {name: make_table(table, {column: [] for column in table.names}) for name, table in FACT_TABLES.items()}

    assert set(quality_counts(empty).values()) == {0}
