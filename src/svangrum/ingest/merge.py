"""Readings of several files to the four tables of facts, whatever order they came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from svangrum.facts.refusals import Refusal
from svangrum.facts.schemas import FACT_TABLES
from svangrum.facts.tables import make_table
from svangrum.ingest.layouts import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from svangrum.ingest.readings import Columns, FileReading

# What one file must cover alone. One procurement may have values of several titles: call-offs stand under its id
_COVERS = {
    "procurements": ("procurement_id",),
    "lots": ("procurement_id", "lot_id"),
    "winners": ("procurement_id", "lot_id"),
    "values": ("procurement_id", "title"),
}
# What makes two rows of one file the same. Winners without names may be alike and still be two
_SAME = {
    "procurements": ("procurement_id",),
    "lots": ("procurement_id", "lot_id"),
    "values": ("procurement_id", "buyer_name", "buyer_orgnr", "title", "value_ore"),
}


@dataclass(frozen=True)
class Merged:
    """The tables of facts (Arrow) and the rows that more than one place states."""

    tables: Mapping[str, Any]
    refusals: tuple[Refusal, ...]


def merge(files: Sequence[FileReading]) -> Merged:
    """Put the files together.

    Where two files hold the same procurement or lot, the fuller file is kept (then the one whose hash sorts
    first), so that the order in which the files were given never matters.
    """
    ranked = sorted(files, key=lambda one: (-one.rows, one.sha256))
    stacks = {layout.table: _stack(ranked, layout.table) for layout in LAYOUTS}
    refusals: list[Refusal] = []
    for table, stack in stacks.items():
        repeated = _repeated(table, stack)
        refusals += [_refusal(table, stack, index, reason) for index, reason in sorted(repeated.items())]
        stacks[table] = _without(stack, set(repeated))
    _join(stacks)
    tables = {name: make_table(FACT_TABLES[name], stack) for name, stack in stacks.items()}
    return Merged(tables, tuple(refusals))


def _stack(files: Sequence[FileReading], table: str) -> Columns:
    """All rows of one table, file after file, with where each stands."""
    names = {column.name for column in FACT_TABLES[table].columns}
    names |= {one.name for layout in LAYOUTS if layout.table == table for one in layout.fields}
    stack: Columns = {name: [] for name in (*sorted(names), "sheet")}
    for file in files:
        for reading in file.sheets:
            if reading.table == table:
                rows = reading.columns.get("row", [])
                count = len(rows)
                held: Columns = {**reading.columns, "source_row": rows}
                held |= {"source": [file.source] * count, "sheet": [reading.sheet] * count}
                for name, values in stack.items():
                    values.extend(held.get(name) or [None] * count)
    return stack


def _repeated(table: str, stack: Columns) -> dict[int, str]:
    """Rows that state again what another row states: index to reason."""
    return {**_elsewhere(table, stack), **_again(table, stack)}


def _elsewhere(table: str, stack: Columns) -> dict[int, str]:
    """Rows about what a file before this one already covers."""
    owners: dict[object, str] = {}
    found = {}
    for index, key in enumerate(zip(*(stack[name] for name in _COVERS[table]), strict=True)):
        if owners.setdefault(key, stack["source"][index]) != stack["source"][index]:
            found[index] = "row.elsewhere"
    return found


def _again(table: str, stack: Columns) -> dict[int, str]:
    """Rows that repeat one in the same file. Of a procurement advertised twice the first day is kept."""
    if table not in _SAME:
        return {}
    order: Sequence[int] = range(len(stack["source"]))
    if table == "procurements":
        order = sorted(order, key=lambda index: stack["published"][index])
    seen: set[object] = set()
    found = {}
    for index in order:
        key = (stack["source"][index], *(stack[name][index] for name in _SAME[table]))
        if key in seen:
            found[index] = "row.repeated"
        seen.add(key)
    return found


def _refusal(table: str, stack: Columns, index: int, reason: str) -> Refusal:
    return Refusal(
        source=stack["source"][index],
        reason=reason,
        table=table,
        sheet=stack["sheet"][index],
        row=stack["source_row"][index],
        column="Upphandlings-ID",
        detail=stack["procurement_id"][index],
    )


def _without(stack: Columns, left_out: set[int]) -> Columns:
    if not left_out:
        return stack
    kept = [index for index in range(len(stack["source"])) if index not in left_out]
    return {name: [values[index] for index in kept] for name, values in stack.items()}


# What a lot takes from its procurement: the procurement table wins
_TAKEN = (
    "published",
    "title",
    "buyer_name",
    "buyer_orgnr",
    "buyer_sector",
    "buyer_subsector",
    "kind",
    "cpv",
    "legal_basis",
    "directive_governed",
    "procedure",
    "contract_form",
    "dynamic_purchasing",
    "has_lots",
    "reserved_participation",
    "reserved_execution",
)
_KEPT_AS_STATED = ("cpv", "directive_governed", "procedure", "contract_form")


def _join(stacks: dict[str, Columns]) -> None:
    procurements = stacks["procurements"]
    place = {identity: index for index, identity in enumerate(procurements["procurement_id"])}
    for table in ("lots", "winners", "values"):
        stack = stacks[table]
        at = [place.get(identity) for identity in stack["procurement_id"]]
        stack["has_procurement"] = [index is not None for index in at]
        if table == "lots":
            _take(stack, procurements, at)
        if table == "values":
            _compare(stack, procurements, at)


def _take(lots: Columns, procurements: Columns, at: Sequence[int | None]) -> None:
    for name in _KEPT_AS_STATED:
        lots[f"stated_{name}"] = lots[name]
    for name in _TAKEN:
        own, taken = lots[name], procurements[name]
        lots[name] = [own[row] if index is None else taken[index] for row, index in enumerate(at)]


def _compare(values: Columns, procurements: Columns, at: Sequence[int | None]) -> None:
    for told, names in (("buyer_agrees", ("buyer_orgnr", "buyer_name")), ("title_agrees", ("title",))):
        values[told] = [
            None if index is None else any(_same(values[n][row], procurements[n][index]) for n in names)
            for row, index in enumerate(at)
        ]


def _same(one: object, other: object) -> bool:
    return one is not None and one == other
