"""Competition: how many tenders reserved lots got, and all others, on one axis and by CPV division."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from svangrum.analysis.observatory.cells import LAST, UNTOLD
from svangrum.analysis.observatory.sums import RESERVED, grouped, in_groups, of_status, told
from svangrum.competition.shares import interval
from svangrum.documents.columns import Column, Panel, column_chart
from svangrum.documents.estimates import Estimate, estimate_chart
from svangrum.web.observatory.figures import Figure, Table, Told, charts
from svangrum.web.observatory.written import FEW, NOT_TOLD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from svangrum.analysis.observatory.cells import Cell, Observatory
    from svangrum.analysis.observatory.sums import Sum
    from svangrum.web.observatory.asking import Asked
    from svangrum.web.observatory.written import Writer

_DRAWN = 10
"""So many CPV divisions stand in the chart, those with most reserved lots."""
_NO_EMPTY = {"uhm"}
"""Sources without procurements that got no tender."""


def competition(observatory: Observatory, asked: Asked, writer: Writer) -> Told:
    cells = observatory.cells(asked.source, asked.country, asked.years, "all")
    by_division = observatory.cells(asked.source, asked.country, asked.years, "cpv")
    groups = {name: found for name, found in in_groups(cells).items() if found.counted or name != "clause"}
    untold = of_status(cells, (UNTOLD,)).procurements
    figures = (_distribution(groups, asked, writer), _few(groups, writer), _divisions(by_division, writer))
    limits = writer.words(f"observed.source.{asked.source}.limits")
    return Told(
        headline=_headline(cells, groups, asked, writer),
        lead=tuple(_lead(cells, groups, asked, writer)),
        figures=figures if told(cells).procurements else (),
        method=(
            *(() if untold else (limits,)),
            writer.words("observed.competition.method"),
            writer.words("observed.competition.alike"),
            writer.words("observed.method.interval"),
            writer.words("observed.method.verdict"),
            writer.words(asked.law),
        ),
        dimensions=("all", "cpv"),
    )


def _headline(cells: Sequence[Cell], groups: dict[str, Sum], asked: Asked, writer: Writer) -> str:
    reserved, other = groups["reserved"], groups["other"]
    if not told(cells).procurements:
        return writer.words("observed.competition.headline-untold", **writer.asked(asked))
    if not reserved.counted:
        return writer.words("observed.competition.headline-none", **writer.asked(asked))
    return writer.words(
        "observed.competition.headline",
        few=reserved.few,
        of=reserved.counted,
        share=writer.part(other.few, other.counted),
    )


def _lead(cells: Sequence[Cell], groups: dict[str, Sum], asked: Asked, writer: Writer) -> Iterator[str]:
    reserved, other = groups["reserved"], groups["other"]
    if of_status(cells, (UNTOLD,)).procurements:
        yield writer.words(f"observed.source.{asked.source}.limits")
    if not told(cells).procurements:
        return
    if reserved.median is not None and other.median is not None:
        medians = {"reserved": _tenders(reserved.median), "other": _tenders(other.median)}
        yield writer.words("observed.competition.medians", **medians)
    if reserved.procurements:
        yield _known(cells, reserved, writer)
    yield writer.words("observed.competition.no-effect")
    if asked.source in _NO_EMPTY:
        yield _empty(groups, writer)


def _known(cells: Sequence[Cell], reserved: Sum, writer: Writer) -> str:
    """How many of the reserved have a number of tenders, and that the others are no random part of them."""
    counts = {"counted": reserved.counted, "lots": reserved.lots, "procurements": reserved.procurements}
    says = [writer.words("observed.competition.known", **counts)]
    by_status = [of_status(cells, (status,)) for status in RESERVED]
    without = sum(max(one.procurements - one.lots, 0) for one in by_status)
    if without:
        says.append(writer.words("observed.competition.without", without=without))
    if without or reserved.counted < reserved.lots:
        says.append(writer.words("observed.competition.not-at-random"))
    return " ".join(says)


def _empty(groups: dict[str, Sum], writer: Writer) -> str:
    """That the source has hardly any lots without tenders, and what the chart's nought is where it has some."""
    says = [writer.words("observed.competition.no-empty")]
    reserved, other = groups["reserved"].tenders[0], groups["other"].tenders[0]
    if reserved or other:
        says.insert(0, writer.words("observed.competition.zero", reserved=reserved, other=other))
    return " ".join(says)


def _tenders(number: int) -> str:
    return f"{LAST}+" if number >= LAST else str(number)


def _distribution(groups: dict[str, Sum], asked: Asked, writer: Writer) -> Figure:
    first = 0 if any(one.tenders[0] for one in groups.values()) else 1
    ticks = tuple(_tenders(number) for number in range(first, LAST + 1))
    panels = [_panel(name, found, first, writer) for name, found in groups.items() if found.counted]
    title = writer.words("observed.competition.chart-title", **writer.asked(asked))
    desc = " ".join(
        f"{writer.words(f'observed.group.{name}')}: {_few_says(one, writer)}" for name, one in groups.items()
    )
    axis = writer.words("observed.competition.axis")
    rows = tuple((tick, *_cells(number, groups, writer)) for number, tick in enumerate(ticks, first))
    return Figure(
        code="fordelning",
        heading=writer.words("observed.competition.distribution"),
        charts=charts(partial(column_chart, panels, ticks=ticks, axis=axis), "tenders", title, desc),
        caption=writer.words("observed.competition.chart-caption"),
        tables=(Table(title, _distribution_head(groups, writer), rows),),
    )


def _panel(name: str, found: Sum, first: int, writer: Writer) -> Panel:
    columns = tuple(Column(lots / found.counted, _label(lots, found.counted, writer)) for lots in found.tenders[first:])
    few = found.counted < FEW
    says = writer.words("observed.competition.lots-few" if few else "observed.competition.lots", lots=found.counted)
    return Panel(writer.words(f"observed.group.{name}"), says, columns, hollow=name == "other")


def _label(lots: int, of: int, writer: Writer) -> str:
    if not lots:
        return ""
    return writer.number(lots if of < FEW else round(lots / of * 100))


def _cells(number: int, groups: dict[str, Sum], writer: Writer) -> Iterator[str]:
    for found in groups.values():
        yield writer.number(found.tenders[number])
        yield writer.part(found.tenders[number], found.counted)


def _distribution_head(groups: dict[str, Sum], writer: Writer) -> tuple[str, ...]:
    names = [writer.words(f"observed.group.{name}") for name in groups]
    share = writer.words("observed.column.share")
    return (writer.words("observed.column.tenders"), *(column for name in names for column in (name, share)))


def _few(groups: dict[str, Sum], writer: Writer) -> Figure:
    bars = [
        _estimate(writer.words(f"observed.group.{name}"), found, writer, name == "other")
        for name, found in groups.items()
    ]
    title = writer.words("observed.competition.few-title")
    rows = tuple(
        (
            writer.words(f"observed.group.{name}"),
            writer.number(found.procurements),
            writer.number(found.counted),
            writer.number(found.few),
            writer.part(found.few, found.counted),
            writer.within(found.few, found.counted),
        )
        for name, found in groups.items()
    )
    head = ("group", "procurements", "lots", "few", "share", "between")
    return Figure(
        code="ett-anbud",
        heading=writer.words("observed.competition.few"),
        charts=charts(partial(estimate_chart, bars), "few", title, " ".join(f"{one.name}: {one.says}" for one in bars)),
        caption=writer.words("observed.competition.few-caption"),
        tables=(Table(title, tuple(writer.words(f"observed.column.{one}") for one in head), rows),),
    )


def _estimate(name: str, found: Sum, writer: Writer, hollow: bool) -> Estimate:  # noqa: FBT001 - named where it is used
    if not found.counted:
        return Estimate(name, writer.words("observed.none-counted"), None)
    low, high = interval(found.few, found.counted)
    return Estimate(name, _few_says(found, writer), found.few / found.counted, low, high, hollow)


def _few_says(found: Sum, writer: Writer) -> str:
    if not found.counted:
        return writer.words("observed.none-counted")
    if found.counted < FEW:
        return writer.part(found.few, found.counted)
    return writer.words(
        "observed.competition.few-says",
        share=writer.share(found.few, found.counted),
        between=writer.between(found.few, found.counted),
        few=found.few,
        of=found.counted,
    )


def _divisions(cells: Sequence[Cell], writer: Writer) -> Figure:
    """Every division in the table; in the chart those where something reserved has a known number of tenders."""
    found = {str(code): in_groups(several) for code, several in grouped(cells, lambda one: one.member).items()}
    most = sorted(found, key=lambda code: -found[code]["reserved"].counted)[:_DRAWN]
    drawn = [
        bar
        for code in most
        if found[code]["reserved"].counted
        for bar in _pair(writer.member("cpv", code), found[code], writer)
    ]
    title = writer.words("observed.competition.divisions-title")
    rows = tuple((writer.member("cpv", code), *_division_row(groups, writer)) for code, groups in found.items())
    head = ("cpv", "reserved-procurements", "reserved-lots", "reserved-few", "other-lots", "other-few", "other-median")
    desc = " ".join(f"{one.name}: {one.says}" for one in drawn)
    return Figure(
        code="cpv",
        heading=writer.words("observed.competition.divisions"),
        says=(writer.words("observed.competition.divisions-says"),),
        charts=charts(partial(estimate_chart, drawn), "divisions", title, desc) if drawn else (),
        caption=writer.words("observed.competition.divisions-caption"),
        tables=(Table(title, tuple(writer.words(f"observed.column.{one}") for one in head), rows),),
    )


def _pair(name: str, groups: dict[str, Sum], writer: Writer) -> Iterator[Estimate]:
    """Reserved above all others, under the division's name."""
    reserved, other = groups["reserved"], groups["other"]
    low, high = interval(reserved.few, reserved.counted)
    says = writer.words("observed.competition.division-reserved", says=_few_says(reserved, writer))
    yield Estimate(name, says, reserved.few / reserved.counted, low, high)
    if other.counted:
        low, high = interval(other.few, other.counted)
        says = writer.words("observed.competition.division-other", says=_few_says(other, writer))
        yield Estimate("", says, other.few / other.counted, low, high, hollow=True)


def _division_row(groups: dict[str, Sum], writer: Writer) -> Iterator[str]:
    reserved, other = groups["reserved"], groups["other"]
    yield writer.number(reserved.procurements)
    yield writer.number(reserved.counted)
    yield writer.number(reserved.few)
    yield writer.number(other.counted)
    yield writer.part(other.few, other.counted)
    yield _tenders(other.median) if other.median is not None else NOT_TOLD
