"""The observatory's figures as text for people: a table for each source and country, with what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.analysis.observatory.sums import DOUBTED, GROUPS, grouped, of_status
from svangrum.competition.shares import interval
from svangrum.core.codes import cpv_table, municipalities
from svangrum.core.language import has_words, words, write_country, write_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from svangrum.analysis.observatory.cells import Cell, Observatory
    from svangrum.analysis.observatory.sums import Sum

_COLUMNS = ("procurements", "counted", "few", "median", "reviewed", "value")
_GROUPS = {**GROUPS, "doubted": DOUBTED}


def as_text(observatory: Observatory, cells: Sequence[Cell], dimension: str, language: str, *, query: bool) -> str:
    """Tables, how to read them, the query when asked for, and the attributions."""
    parts = [[words("observatory.shipped", language)]] if observatory.shipped else []
    for source, country in sorted({(cell.source, cell.country) for cell in cells}):
        several = [cell for cell in cells if (cell.source, cell.country) == (source, country)]
        parts.append(list(_table(source, country, several, dimension, language)))
    parts.append([words("observatory.reading", language), words("observatory.no-effect", language)])
    sources = tuple(dict.fromkeys(cell.source for cell in cells))
    if query:
        parts += [[observatory.query(dimension, source)] for source in sources]
    parts.append(list(observatory.attributions))
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _table(source: str, country: str, cells: Sequence[Cell], dimension: str, language: str) -> Iterator[str]:
    years = sorted({cell.year for cell in cells})
    period = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
    named = write_country(country, language) if country.isupper() else words("observed.unknown", language)
    yield words(
        "observatory.table",
        language,
        source=words(f"observed.source.{source}.name", language),
        country=named,
        period=period,
    )
    yield words(f"observed.source.{source}.limits", language)
    yield ""
    yield from _aligned(
        [
            ["", "", *(words(f"observatory.column.{name}", language) for name in _COLUMNS)],
            *_rows(cells, dimension, language),
        ]
    )


def _rows(cells: Sequence[Cell], dimension: str, language: str) -> Iterator[list[str]]:
    for member, several in grouped(cells, lambda cell: cell.member).items():
        label = _member(dimension, str(member), language)
        for name, statuses in _GROUPS.items():
            found = of_status(several, statuses)
            if found.procurements or found.lots:
                yield [label, words(f"observatory.group.{name}", language), *_figures(found, language)]
                label = ""


def _figures(found: Sum, language: str) -> Iterator[str]:
    yield write_number(found.procurements, language)
    yield write_number(found.counted, language)
    yield _share(found.few, found.counted, language)
    yield "–" if found.median is None else write_number(found.median, language)
    yield _share(found.reviewed, found.review_known, language)
    yield _value(found, language)


def _share(hits: int, of: int, language: str) -> str:
    """The share and its interval; how many it is of stands in the row."""
    if not of:
        return "–"
    low, high = interval(hits, of)
    told = {
        name: write_number(share * 100, language, decimals=1)
        for name, share in (("share", hits / of), ("low", low), ("high", high))
    }
    return words("observatory.share", language, **told)


def _value(found: Sum, language: str) -> str:
    if not found.values:
        return "–"
    sums = (
        f"{write_number(round(value / 100_000_000), language)} M{currency}"
        for currency, value in sorted(found.values.items())
    )
    return words("observatory.value", language, sums=" + ".join(sums), valued=found.valued)


def _member(dimension: str, member: str, language: str) -> str:
    if has_words(f"observed.{dimension}.{member}"):
        return words(f"observed.{dimension}.{member}", language)
    if member == "unknown":
        return words("observed.unknown", language)
    if dimension == "all":
        return words("observatory.all", language)
    return f"{member} {_name(dimension, member, language)}".strip()


def _name(dimension: str, member: str, language: str) -> str:
    if dimension == "cpv":
        return cpv_table()[member.ljust(8, "0")].label(language)
    if dimension == "municipality":
        return next((one.short for one in municipalities() if one.code == member), "")
    return next((one.county or "" for one in municipalities() if one.county_code == member), "")


def _aligned(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Names to the left, figures to the right."""
    rows = list(rows)
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        names = [cell.ljust(width) for cell, width in zip(row[:2], widths, strict=False)]
        figures = [cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True)]
        yield "  ".join([*names, *figures]).rstrip()
