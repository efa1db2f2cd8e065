"""Where: the municipalities on a map and in a table, the counties, and who buys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.utils.safestring import mark_safe

from svangrum.analysis.observatory.cells import UHM, UNTOLD
from svangrum.analysis.observatory.sums import CLAUSES, DOUBTED, RESERVED, grouped, of_status, told
from svangrum.core.codes import municipalities
from svangrum.documents.estimates import Estimate, estimate_chart
from svangrum.documents.sweden_map import Fill, Place, swatch, sweden_map
from svangrum.web.observatory.asking import HOME
from svangrum.web.observatory.figures import Figure, Table, Told, charts
from svangrum.web.observatory.written import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from svangrum.analysis.observatory.cells import Cell, Observatory
    from svangrum.web.observatory.asking import Asked
    from svangrum.web.observatory.written import Writer

_PLACED = {UHM}
"""Sources that tell which municipality bought."""
_NAMED = 40
"""So many municipalities of a fill are named beside the map; more stand in the table."""


@dataclass(frozen=True)
class Key:
    """What a fill means: a piece of it, the words, how many, and which ones when they are few."""

    swatch: str
    label: str
    count: str
    names: str


@dataclass(frozen=True)
class Map:
    drawing: str
    keys: tuple[Key, ...]
    table: Table


@dataclass(frozen=True)
class _Counts:
    every: int
    reserved: int
    doubted: int
    clause: int
    untold: int

    @property
    def fill(self) -> Fill:
        """The strongest that holds."""
        if self.reserved:
            return Fill.SOLID
        if self.doubted:
            return Fill.DOTTED
        if self.clause:
            return Fill.STRIPED
        return Fill.PALE if self.every else Fill.EMPTY


def places(observatory: Observatory, asked: Asked, writer: Writer) -> Told:
    regions = observatory.cells(asked.source, asked.country, asked.years, "region")
    buyers = observatory.cells(asked.source, asked.country, asked.years, "buyer")
    figures = (_members("region", regions, writer), _members("buyer", buyers, writer))
    drawn = _drawn(asked)
    return Told(
        headline=_headline(observatory, asked, writer),
        lead=(writer.words("observed.map.as-buyers"),) if drawn else (),
        figures=tuple(one for one in figures if one.tables[0].rows),
        method=(
            writer.words(f"observed.source.{asked.source}.limits"),
            *((writer.words("observed.map.method"),) if drawn else ()),
            writer.words("observed.method.verdict"),
            writer.words(asked.law),
        ),
        dimensions=("municipality", "region", "buyer") if drawn else ("region", "buyer"),
    )


def _drawn(asked: Asked) -> bool:
    """Whether there is a map: of Sweden, from a source that tells which municipality bought."""
    return asked.country == HOME and asked.source in _PLACED


def sweden(observatory: Observatory, asked: Asked, writer: Writer) -> Map | None:
    """The map and the table beneath it; None where there is none to draw."""
    if not _drawn(asked):
        return None
    counts = _by_municipality(observatory, asked)
    title = writer.words("observed.map.title", **writer.asked(asked))
    shown = [Place(code, found.fill, _says(code, found, writer)) for code, found in counts.items()]
    keys = tuple(_key(fill, counts, writer) for fill in reversed(Fill))
    desc = " ".join(f"{key.label}: {key.count}." for key in keys)
    drawing = mark_safe(sweden_map(shown, title=title, desc=desc))  # noqa: S308 - it escapes every text
    return Map(drawing, tuple(key for key in keys if key.count != "0"), _table(counts, title, writer))


def _headline(observatory: Observatory, asked: Asked, writer: Writer) -> str:
    if asked.country != HOME:
        return writer.words("observed.map.headline-elsewhere", **writer.asked(asked))
    if not _drawn(asked):
        return writer.words("observed.map.headline-unplaced")
    counts = _by_municipality(observatory, asked)
    with_reserved = sum(found.fill == Fill.SOLID for found in counts.values())
    period = writer.period(asked.years)
    if not with_reserved:
        return writer.words("observed.map.headline-none", all=len(counts), period=period)
    return writer.words("observed.map.headline", places=with_reserved, all=len(counts), period=period)


def _by_municipality(observatory: Observatory, asked: Asked) -> dict[str, _Counts]:
    """Every municipality of Sweden by its code, also those that have no cell."""
    found = grouped(observatory.cells(asked.source, asked.country, asked.years, "municipality"), lambda one: one.member)
    return {one.code: _counts(found.get(one.code, [])) for one in municipalities() if not one.fictional}


def _counts(cells: Sequence[Cell]) -> _Counts:
    several = (of_status(cells, statuses).procurements for statuses in (RESERVED, DOUBTED, CLAUSES, (UNTOLD,)))
    return _Counts(told(cells).procurements, *several)


def _says(code: str, found: _Counts, writer: Writer) -> str:
    name = writer.member("municipality", code)
    match found.fill:
        case Fill.SOLID:
            return writer.words("observed.map.says-solid", name=name, reserved=found.reserved, all=found.every)
        case Fill.DOTTED:
            return writer.words("observed.map.says-dotted", name=name, doubted=found.doubted, all=found.every)
        case Fill.STRIPED:
            return writer.words("observed.map.says-striped", name=name, clause=found.clause, all=found.every)
        case Fill.PALE:
            return writer.words("observed.map.says-pale", name=name, all=found.every)
        case Fill.EMPTY:
            return writer.words("observed.map.says-empty", name=name)


def _key(fill: Fill, counts: Mapping[str, _Counts], writer: Writer) -> Key:
    codes = [code for code, found in counts.items() if found.fill == fill]
    names = sorted((writer.member("municipality", code) for code in codes), key=by_name)
    return Key(
        swatch=mark_safe(swatch(fill)),  # noqa: S308 - it holds no text
        label=writer.words(f"observed.fill.{fill}"),
        count=writer.number(len(codes)),
        names=", ".join(names) if len(names) <= _NAMED else "",
    )


def _table(counts: Mapping[str, _Counts], title: str, writer: Writer) -> Table:
    """The municipalities with most reserved first, then by name."""
    named = {writer.member("municipality", code): found for code, found in counts.items()}
    order = sorted(named, key=lambda name: (-named[name].reserved, -named[name].doubted, by_name(name)))
    return _rows("municipality", title, {name: named[name] for name in order}, writer)


def _rows(first: str, title: str, named: Mapping[str, _Counts], writer: Writer) -> Table:
    """Employment clauses, and what the source is silent on, stand only where there are any."""
    clause = ("clause",) if any(found.clause for found in named.values()) else ()
    untold = ("untold",) if any(found.untold for found in named.values()) else ()
    columns = ("reserved", "doubted", *clause, "procurements", *untold)
    return Table(
        title,
        tuple(writer.words(f"observed.column.{one}") for one in (first, *columns)),
        tuple((name, *_row(found, columns, writer)) for name, found in named.items()),
    )


def _row(found: _Counts, columns: Sequence[str], writer: Writer) -> tuple[str, ...]:
    """Nothing is known to be reserved or not where the source is silent on all: dashes, no noughts."""
    counts = {"reserved": found.reserved, "doubted": found.doubted, "clause": found.clause}
    known = {name: count if found.every else None for name, count in counts.items()}
    told_of = {**known, "procurements": found.every, "untold": found.untold}
    return tuple(writer.number(told_of[column]) for column in columns)


def _members(dimension: str, cells: Sequence[Cell], writer: Writer) -> Figure:
    """Counties, or kinds of buyers: how many of theirs are reserved, most first."""
    counted = {str(member): _counts(found) for member, found in grouped(cells, lambda one: one.member).items()}
    order = sorted(counted, key=lambda member: (-counted[member].reserved, -counted[member].every))
    bars = [
        Estimate(
            writer.member(dimension, member),
            writer.words("observed.map.bar", reserved=counted[member].reserved, all=counted[member].every),
            float(counted[member].reserved),
        )
        for member in order
        if counted[member].reserved
    ]
    title = writer.words(f"observed.map.{dimension}-title")
    named = {writer.member(dimension, member): counted[member] for member in order}
    return Figure(
        code={"region": "lan", "buyer": "kopare"}[dimension],
        heading=writer.words(f"observed.map.{dimension}"),
        charts=charts(
            partial(estimate_chart, bars), dimension, title, " ".join(f"{one.name}: {one.says}." for one in bars)
        )
        if bars
        else (),
        caption=writer.words("observed.map.caption", reserved=sum(one.reserved for one in counted.values())),
        tables=(_rows(dimension, title, named, writer),),
    )
