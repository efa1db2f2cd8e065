"""Rows of one contract to what it is now: one source, its lots apart, its modifications taken together."""

from __future__ import annotations

from collections import namedtuple
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from svangrum.facts.decp import CONTRACTS
from svangrum.ingest.decp.people import PERSON
from svangrum.ingest.decp.rows import STAGED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

_CUT = 200
"""Some platforms cut the object of a contract at 256 letters: so long a beginning is the whole."""

Row: Any = namedtuple("Row", STAGED.names)  # type: ignore[misc]  # noqa: PYI024 - the schema has its types
_CARRIED = tuple(name for name in CONTRACTS.names if name in STAGED.names)
_carried = attrgetter(*_CARRIED)
_by_contract = attrgetter("contract_id")


def contracts(rows: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """The rows of ``CONTRACTS`` that rows in the order of ``contract_id`` give, each with its number of ``sources``."""
    for _, told in groupby(rows, key=_by_contract):
        yield from _contract(list(told))


def _contract(rows: list[Any]) -> Iterator[dict[str, Any]]:
    """One row, or one for each lot: rows that share a number and differ in what they buy."""
    sources = len({row.source for row in rows})
    for number, lot in enumerate(_lots(_of_fullest_source(rows)), start=1):
        yield {**_lot(lot, number), "sources": sources}


def _of_fullest_source(rows: list[Any]) -> list[Any]:
    """The rows of the file that tells most, among equals the latest state; then any, but always the same."""
    sources = {row.source for row in rows}
    if len(sources) == 1:
        return rows
    told = {source: [row for row in rows if row.source == source] for source in sources}
    best = max(told, key=lambda source: (max((row.filled, row.notified) for row in told[source]), source))
    return told[best]


def _lots(rows: list[Any]) -> list[list[Any]]:
    """The rows parted by title, where a title that was cut is the same as the whole."""
    titles = sorted({row.title or "" for row in rows})
    if len(titles) == 1:
        return [rows]
    lot_of: dict[str, str] = {}
    for title in reversed(titles):
        whole = next((other for other in lot_of.values() if len(title) >= _CUT and other.startswith(title)), title)
        lot_of[title] = whole
    wholes = sorted({whole for whole in lot_of.values() if whole})
    lot_of[""] = wholes[0]
    return [[row for row in rows if lot_of[row.title or ""] == whole] for whole in wholes]


def _lot(rows: Sequence[Any], number: int) -> dict[str, Any]:
    states = sorted({_state(row) for row in rows})
    now = [row for row in rows if _state(row) == states[-1]]
    head = min(now, key=lambda row: (-row.filled, -len(row.title or ""), row.source_row))
    notified = min(row.notified for row in rows)
    return {
        **dict(zip(_CARRIED, _carried(head), strict=True)),
        "lot": number,
        "notified": notified,
        "year": notified.year,
        "modifications": len(states) - 1,
        "modified": states[-1][1] if len(states) > 1 else None,
        **_holders(now),
    }


def _state(row: Any) -> tuple[int, date]:  # noqa: ANN401 - see Row
    return row.modification, row.notified


def _holders(rows: Iterable[Any]) -> dict[str, Any]:
    """Each holder once, in an order of their own; people and those who may be have only a place among them."""
    told: dict[int, tuple[Any, ...]] = {}
    for row in rows:
        if row.holder_mark is not None:
            one = (row.holder_name, row.holder_number, row.holder_number_kind, row.holder_category, row.holder_kind)
            before = told.setdefault(row.holder_mark, one)
            if before != one:
                told[row.holder_mark] = max(before, one, key=_order)
    held = sorted(told.values(), key=_order) if len(told) > 1 else list(told.values())
    names, numbers, number_kinds, categories, kinds = zip(*held, strict=True) if held else ((),) * 5
    return {
        "holders": len(held),
        "persons": kinds.count(PERSON),
        "holder_names": list(names),
        "holder_ids": list(numbers),
        "holder_id_kinds": list(number_kinds),
        "holder_categories": list(categories),
        "holder_kinds": list(kinds),
    }


def _order(told: tuple[Any, ...]) -> tuple[tuple[bool, str], ...]:
    return tuple((cell is not None, cell or "") for cell in told)
