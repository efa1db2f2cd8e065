"""The overview: how many are reserved, what the flag got wrong, year by year and country by country."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from django.utils.html import format_html

from svangrum.analysis.observatory.cells import CLAUSE, GENUINE, MIS_SET, MISSED, SOCIAL, UHM, UNCLEAR, UNTOLD
from svangrum.analysis.observatory.sums import CLAUSES, DOUBTED, RESERVED, grouped, of_status, told, total
from svangrum.competition.shares import interval
from svangrum.documents.estimates import Estimate, estimate_chart
from svangrum.documents.multiples import Small, multiples_chart
from svangrum.web.observatory.figures import Figure, Table, Told, charts
from svangrum.web.observatory.written import FEW, NOT_TOLD, by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from svangrum.analysis.observatory.cells import Cell, Observatory
    from svangrum.web.observatory.asking import Asked
    from svangrum.web.observatory.written import Writer

STATUSES = (GENUINE, MISSED, UNCLEAR, MIS_SET, CLAUSE, SOCIAL, UNTOLD)
_KEPT = 16
_NO_CLAUSES = {UHM}
"""Sources that do not say which contracts have an employment clause."""


def start(observatory: Observatory, asked: Asked, writer: Writer) -> Told:
    cells = observatory.cells(asked.source, asked.country, asked.years, "all")
    known = told(cells).procurements
    figures = [_statuses(cells, asked, writer), _years(cells, asked, writer)] if known else []
    if len(observatory.countries(asked.source)) > 1:
        figures.append(_countries(observatory, asked.source, writer))
    return Told(
        headline=_headline(cells, asked, writer),
        lead=tuple(_lead(cells, asked, writer)),
        figures=tuple(figures),
        method=(
            *((writer.words(f"observed.source.{asked.source}.limits"),) if known else ()),
            writer.words("observed.start.method"),
            writer.words(asked.law),
            writer.words("observed.method.verdict"),
            writer.words("observed.method.interval"),
            writer.words("observed.method.errors"),
        ),
        dimensions=("all",),
    )


def _headline(cells: Sequence[Cell], asked: Asked, writer: Writer) -> str:
    reserved, every = of_status(cells, RESERVED).procurements, told(cells).procurements
    said = writer.asked(asked)
    if every == 0:
        return writer.words("observed.start.headline-untold", all=total(cells).procurements, **said)
    if reserved == 0:
        return writer.words("observed.start.headline-none", all=every, **said)
    code = "observed.start.headline-one" if reserved == 1 else "observed.start.headline"
    return writer.words(code, all=every, reserved=reserved, **said)


def _lead(cells: Sequence[Cell], asked: Asked, writer: Writer) -> Iterator[str]:
    reserved, every = of_status(cells, RESERVED).procurements, told(cells).procurements
    untold = of_status(cells, (UNTOLD,)).procurements
    if not every:
        yield writer.words(f"observed.source.{asked.source}.limits")
        return
    if untold:
        yield writer.words("observed.start.untold", untold=untold)
    if reserved:
        yield _how_sure(cells, reserved, every, writer)
    counts = {status: of_status(cells, (status,)).procurements for status in STATUSES}
    yield writer.words(
        "observed.start.flag", missed=counts["missed"], misset=counts["mis-set"], unclear=counts["unclear"]
    )
    if asked.source in _NO_CLAUSES:
        yield writer.words("observed.start.no-clauses", social=counts["social"])
    else:
        share = writer.part(counts["clause"], every)
        yield writer.words("observed.start.clauses", clause=counts["clause"], share=share)


def _how_sure(cells: Sequence[Cell], reserved: int, every: int, writer: Writer) -> str:
    """How rare, what chance alone may do, how many if all that is unclear were reserved, and that signs err."""
    between = writer.between(reserved, every)
    says = [writer.words("observed.start.share", of=writer.one_in(reserved, every), between=between)]
    unclear = of_status(cells, (UNCLEAR,)).procurements
    if unclear:
        says.append(writer.words("observed.start.with-unclear", reserved=reserved, most=reserved + unclear))
    says.append(writer.words("observed.start.sign-errors"))
    return format_html('{} <a href="#raknat">{}</a>', " ".join(says), writer.words("observed.start.sign-errors-link"))


def _statuses(cells: Sequence[Cell], asked: Asked, writer: Writer) -> Figure:
    every = told(cells).procurements
    found = {status: of_status(cells, (status,)).procurements for status in STATUSES}
    counts = {status: count for status, count in found.items() if count or status in (*RESERVED, *DOUBTED)}
    names = {status: writer.words(f"observed.status.{status}") for status in counts}
    drawn = {status: count for status, count in counts.items() if status in (*RESERVED, *DOUBTED)}
    bars = [
        Estimate(names[status], writer.number(count), float(count), hollow=status not in RESERVED)
        for status, count in drawn.items()
    ]
    desc = " ".join(f"{names[status]}: {writer.number(count)}." for status, count in drawn.items())
    title = writer.words("observed.start.statuses-title")
    shares = {status: writer.part(count, every) if status != UNTOLD else NOT_TOLD for status, count in counts.items()}
    rows = [(names[status], writer.number(count), shares[status]) for status, count in counts.items()]
    rest = total(cells).procurements - sum(counts.values())
    rows.append((writer.words("observed.status.other"), writer.number(rest), writer.part(rest, every)))
    return Figure(
        code="krysset",
        heading=writer.words("observed.start.statuses"),
        says=(writer.words("observed.start.statuses-says"),),
        charts=charts(partial(estimate_chart, bars), "statuses", title, desc) if any(drawn.values()) else (),
        caption=writer.words("observed.start.statuses-caption", all=every, **writer.asked(asked)),
        tables=(Table(title, _head(writer, "status", "procurements", "share"), tuple(rows)),),
    )


def _years(cells: Sequence[Cell], asked: Asked, writer: Writer) -> Figure:
    by_year = [(int(str(year)), found) for year, found in grouped(cells, lambda one: one.year).items()]
    bars, rows = [], []
    for year, found in by_year:
        reserved, doubted = of_status(found, RESERVED).procurements, of_status(found, DOUBTED).procurements
        clause, every = of_status(found, CLAUSES).procurements, told(found).procurements
        share, between = writer.part(reserved, every), writer.within(reserved, every)
        low, high = interval(reserved, every)
        says = _year_says(reserved, every, writer)
        bars.append(Estimate(str(year), says, reserved / every if every else None, low, high))
        counts = (every, reserved, doubted) + ((clause,) if asked.source not in _NO_CLAUSES else ())
        rows.append((str(year), *_known(counts, writer), share, between))
    title = writer.words("observed.start.years-title", **writer.asked(asked))
    desc = " ".join(f"{one.name}: {one.says}" for one in bars)
    clauses = () if asked.source in _NO_CLAUSES else ("clause",)
    return Figure(
        code="ar",
        heading=writer.words("observed.start.years"),
        says=(writer.words("observed.start.one-year"),) if len(by_year) == 1 else (),
        charts=charts(partial(estimate_chart, bars), "years", title, desc),
        caption=writer.words("observed.start.years-caption", all=told(cells).procurements, **writer.asked(asked)),
        tables=(
            Table(
                title,
                _head(writer, "year", "procurements", "reserved", "doubted", *clauses, "share", "between"),
                tuple(rows),
            ),
        ),
    )


def _known(counts: tuple[int, ...], writer: Writer) -> Iterator[str]:
    """How many there are of which something is told, and counts among them: dashes where there are none."""
    every, *parts = counts
    yield writer.number(every)
    for part in parts:
        yield writer.number(part if every else None)


def _year_says(reserved: int, every: int, writer: Writer) -> str:
    if every < FEW:
        return writer.part(reserved, every)
    share, between = writer.share(reserved, every), writer.between(reserved, every)
    return writer.words("observed.start.year", share=share, between=between, reserved=reserved, all=every)


@lru_cache(maxsize=_KEPT)
def _countries(observatory: Observatory, source: str, writer: Writer) -> Figure:
    """Every country of the source over all its years, in the order of their names. Kept: it is much to read."""
    known = {writer.country(code): code for code in observatory.countries(source)}
    years = sorted({year for code in known.values() for year in observatory.years(source, code)})
    smalls, rows = [], []
    for name, code in sorted(known.items(), key=lambda item: by_name(item[0])):
        cells = observatory.cells(source, code, tuple(years), "all")
        by_year = grouped(cells, lambda one: one.year)
        shares = tuple(_share(by_year.get(year, [])) for year in years)
        reserved, every = of_status(cells, RESERVED).procurements, told(cells).procurements
        if every:
            smalls.append(Small(name, writer.part(reserved, every), shares))
        rows.append((name, *_known((every, reserved), writer), writer.part(reserved, every)))
    title = writer.words("observed.start.countries-title", period=writer.period(years))
    desc = " ".join(f"{one.name}: {one.says}." for one in smalls)
    return Figure(
        code="lander",
        heading=writer.words("observed.start.countries"),
        says=(writer.words("observed.start.countries-says"),),
        charts=charts(partial(multiples_chart, smalls, years=years), "countries", title, desc) if smalls else (),
        caption=writer.words("observed.start.countries-caption", count=len(smalls)),
        tables=(Table(title, _head(writer, "country", "procurements", "reserved", "share"), tuple(rows)),),
    )


def _share(cells: Sequence[Cell]) -> float | None:
    every = told(cells).procurements
    return of_status(cells, RESERVED).procurements / every if every else None


def _head(writer: Writer, *columns: str) -> tuple[str, ...]:
    return tuple(writer.words(f"observed.column.{one}") for one in columns)
