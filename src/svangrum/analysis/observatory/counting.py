"""From counts as the engine gives them to the cells that may be shown."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from svangrum.analysis.disclosure import LEAST, Line, is_sensitive, withheld
from svangrum.analysis.observatory.cells import ALL, DIMENSIONS, MUNICIPALITY, REGION, UNKNOWN, WINNER, Cell
from svangrum.analysis.observatory.observed import MEASURES, TENDERS
from svangrum.competition.winner_kinds import SOLE_TRADER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from svangrum.analysis.disclosure import Key

Row = dict[str, Any]
_GROUP = ("country", "year", "status", "currency")
_REST = "rest"
"""What is in a county but in no municipality: never shown as a figure of its own."""


def cells(source: str, counted: Mapping[str, Sequence[Row]]) -> tuple[Cell, ...]:
    """The cells of one source. ``counted``: for each dimension the rows of ``observed.by_dimension``."""
    rows = {dimension: list(counted[dimension]) for dimension in DIMENSIONS}
    rows[WINNER] = few_sole_traders_unnamed(rows[WINNER])
    found = [
        _cell(source, dimension, row, hidden=(dimension, row["member"]) in hidden)
        for group in _groups(rows).values()
        for hidden in [_withheld(group)]
        for (dimension, _member), row in group.items()
    ]
    return tuple(sorted(found, key=order))


def order(cell: Cell) -> tuple[object, ...]:
    """The total order that cells lie in."""
    place = (cell.source, cell.country, cell.dimension, cell.year, cell.member, cell.status)
    return (*place, cell.currency or "")


def few_sole_traders_unnamed(rows: Iterable[Row]) -> list[Row]:
    """Sole traders are counted as winners of unknown kind where they are fewer than five.

    ``unknown`` holds others too, so nobody can tell from it whether there was one. Totals stay.
    """
    rows = list(rows)
    won: dict[tuple[object, ...], int] = defaultdict(int)
    for row in rows:
        if row["member"] == SOLE_TRADER:
            won[_about(row)] += row["procurements"]
    merged: dict[tuple[object, ...], Row] = {}
    for row in rows:
        few = row["member"] == SOLE_TRADER and won[_about(row)] < LEAST
        _add(merged, {**row, "member": UNKNOWN if few else row["member"]})
    return list(merged.values())


def _about(row: Row) -> tuple[object, ...]:
    return row["country"], row["year"], row["status"]


def _add(merged: dict[tuple[object, ...], Row], row: Row) -> None:
    key = (*(row[name] for name in _GROUP), row["member"])
    held = merged.setdefault(key, row)
    if held is not row:
        for name in MEASURES:
            held[name] += row[name]


def _groups(rows: Mapping[str, Iterable[Row]]) -> dict[tuple[object, ...], dict[Key, Row]]:
    """Rows that add up to one whole, by dimension and member."""
    groups: dict[tuple[object, ...], dict[Key, Row]] = defaultdict(dict)
    for dimension, found in rows.items():
        for row in found:
            groups[tuple(row[name] for name in _GROUP)][dimension, row["member"]] = row
    return groups


def _withheld(group: Mapping[Key, Row]) -> frozenset[Key]:
    """The cells of a group whose value may not be shown."""
    sensitive = [key for key, row in group.items() if is_sensitive(row["valued"], row["persons_valued"])]
    if not sensitive:
        return frozenset()
    sums = {key: int(row["value"]) for key, row in group.items()}
    rests = dict(_rests(group))
    return withheld({**sums, **rests}, [*_wholes(group), *_counties(group, rests)], sensitive, tuple(rests))


def _wholes(group: Mapping[Key, Row]) -> Iterator[Line]:
    for dimension in DIMENSIONS[1:]:
        yield Line((ALL, ALL), tuple(key for key in group if key[0] == dimension))


def _counties(group: Mapping[Key, Row], rests: Mapping[Key, int]) -> Iterator[Line]:
    """Swedish counties: what their municipalities bought, and the rest."""
    for county, parts in _municipalities(group).items():
        rest = (_REST, county)
        yield Line((REGION, county), (*parts, *([rest] if rest in rests else [])))


def _rests(group: Mapping[Key, Row]) -> Iterator[tuple[Key, int]]:
    for county, parts in _municipalities(group).items():
        whole = group[REGION, county]
        if whole["valued"] > sum(group[part]["valued"] for part in parts):
            yield (_REST, county), int(whole["value"]) - sum(int(group[part]["value"]) for part in parts)


def _municipalities(group: Mapping[Key, Row]) -> dict[str, list[Key]]:
    found: dict[str, list[Key]] = defaultdict(list)
    for key in group:
        if key[0] == MUNICIPALITY and key[1] != UNKNOWN:
            found[key[1][:2]].append(key)
    return found


def _cell(source: str, dimension: str, row: Row, *, hidden: bool) -> Cell:
    told = {name: row[name] for name in ("procurements", "lots", "tenders_sum", "review_known", "reviewed")}
    about = {name: row[name] for name in ("country", "year", "member", "status", "currency")}
    return Cell(
        source=source,
        dimension=dimension,
        tenders=tuple(row[name] for name in TENDERS),
        valued=0 if hidden else row["valued"],
        value=None if hidden else int(row["value"]),
        **told,
        **about,
    )
