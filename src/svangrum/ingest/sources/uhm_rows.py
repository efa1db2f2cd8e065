"""The row store: a table page by page, as JSON.

The reply holds ``results``, ``resultCount``, ``offset`` and ``limit``. A column's name is a parameter that filters by
regular expression; the first column's name may begin with a byte-order mark.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from svangrum.core.errors import SvangrumError
from svangrum.ingest.sources.growing import MAX_CELL, GrowingTable, Progress
from svangrum.ingest.sources.landing import folder
from svangrum.ingest.sources.uhm import ROW_STORE, TABLES, chosen, unknown
from svangrum.ingest.sources.uhm_persons import cover

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from svangrum.ingest.sources.landing import Told
    from svangrum.ingest.sources.polite import Polite
    from svangrum.ingest.sources.uhm import Columns, FetchedTables, Years

PAGE = 500
_LOOKED_AT = 100
"""Rows that are asked for to learn the columns of a table."""
_MAX_ROWS = 5_000_000
_YEAR = "År"


@dataclass(frozen=True)
class Source:
    """Where rows are asked for, and how."""

    server: str
    polite: Polite


@dataclass(frozen=True)
class _Page:
    rows: list[Mapping[str, Any]]
    count: int

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(name for row in self.rows for name in row))


def fetch_rows(
    tables: Sequence[str], years: Years | None, *, source: Source, into: Path, told: Told, fetched: FetchedTables
) -> None:
    """Save each table as CSV, a file for each year when years are asked for.

    What came of it is added to ``fetched``. Raises ``SvangrumError`` ``fetch.*``; what came before stays, and the same
    call goes on from there.
    """
    with folder(into):
        for table in tables:
            names = [f"{table}-{year}.csv" for year in years.each()] if years else [f"{table}.csv"]
            missing = [name for name in names if not (into / name).exists()]
            fetched.already += len(names) - len(missing)
            if missing:
                _fetch_table(table, [into / name for name in missing], source, told, fetched)


def _fetch_table(table: str, paths: Iterable[Path], source: Source, told: Told, fetched: FetchedTables) -> None:
    address = f"{source.server}/rowstore/dataset/{ROW_STORE[table]}/json"
    told(table)
    first = _page(address, {}, limit=_LOOKED_AT, offset=0, polite=source.polite)
    if not first.rows:
        raise SvangrumError("fetch.no-rows", file=table)
    columns = chosen(TABLES[table], first.names)
    if new := unknown(first.names):
        fetched.new[table] = new
    for path in paths:
        year = path.stem.removeprefix(f"{table}-") if path.stem != table else None
        with fetched.one("fetch.no-rows"):
            _Table(address, columns, frozenset(first.names), year, path, source.polite, told, fetched).save()
            fetched.saved += 1


@dataclass(frozen=True)
class _Table:
    """One file to be: all rows of a table, or those of one year. ``seen``: all names of columns when it was begun."""

    address: str
    columns: Columns
    seen: frozenset[str]
    year: str | None
    path: Path
    polite: Polite
    told: Told
    fetched: FetchedTables

    def save(self) -> None:
        """The whole table under its name. It is begun anew when the server counts otherwise meanwhile."""
        for _ in range(self.polite.manners.attempts):
            if self._saved():
                return
            self.fetched.restarted.append(self.path.name)
        raise SvangrumError("fetch.keeps-changing", file=self.path.name, tries=self.polite.manners.attempts)

    def _saved(self) -> bool:
        """False when the table changed while it was fetched: nothing of it is kept."""
        table = GrowingTable(self.path)
        progress = table.begun(self._asked)
        while progress is None or str(progress.position) != progress.version:
            page = self._page(progress.position if progress else 0)
            if progress is None:
                start = Progress(self._asked, str(page.count), self._names)
                progress = table.begin(start, self.columns.header)
            elif (progress.version, progress.names) != (str(page.count), self._names):
                table.discard()
                return False
            progress = self._append(table, progress, page)
        table.finish(progress)
        self.fetched.persons += progress.persons
        return True

    @property
    def _asked(self) -> str:
        return f"{self.address}?{urlencode(self._filter)}"

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(self.columns.names.values())

    @property
    def _filter(self) -> dict[str, str]:
        return {self.columns.names["year"]: self.year} if self.year else {}

    def _page(self, offset: int) -> _Page:
        page = _page(self.address, self._filter, limit=PAGE, offset=offset, polite=self.polite)
        if not page.count:
            raise SvangrumError("fetch.no-rows", file=self.path.name)
        if not page.rows:
            raise SvangrumError("fetch.short-table", file=self.path.name, rows=offset, count=page.count)
        self._check_columns(page.names)
        return page

    def _check_columns(self, names: Sequence[str]) -> None:
        """A page need not have a column that is empty throughout, unless it has others instead."""
        if set(names) <= self.seen:
            names = [*names, *(self.columns.names[one.name] for one in self.columns.fields if not one.needed)]
        chosen(self.columns.layout, dict.fromkeys(names))

    def _append(self, table: GrowingTable, progress: Progress, page: _Page) -> Progress:
        rows, persons = [], 0
        for number, told in enumerate(page.rows, progress.position + 1):
            row = self._row(told, number)
            persons += cover(row, self.columns)
            rows.append(list(row.values()))
        position = progress.position + len(rows)
        self.told(f"{self.path.name} ({position}/{page.count})")
        return table.append(progress, rows, position=position, persons=persons)

    def _row(self, told: Mapping[str, Any], number: int) -> dict[str, str]:
        """The cells that are kept, as text. Raises ``SvangrumError`` ``fetch.odd-row``."""
        row = {}
        for one in self.columns.fields:
            text = _text(told.get(self.columns.names[one.name]))
            if text is None:
                raise SvangrumError("fetch.odd-row", file=self.path.name, row=number, column=one.header)
            row[one.name] = text
        if self.year and row["year"].strip() != self.year:
            raise SvangrumError("fetch.odd-row", file=self.path.name, row=number, column=_YEAR)
        return row


def _page(address: str, asked: Mapping[str, str], *, limit: int, offset: int, polite: Polite) -> _Page:
    """Raises ``SvangrumError`` ``fetch.not-understood`` when the answer is no page of the one that was asked for."""
    url = f"{address}?{urlencode({**asked, '_limit': limit, '_offset': offset})}"
    body = polite.read("GET", url)
    try:
        told = json.loads(body)
        rows, count = told["results"], told["resultCount"]
        begins = told.get("offset", offset)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise SvangrumError("fetch.not-understood", url=url) from error
    is_page = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
    if not is_page or not _is_whole(count) or begins != offset or offset + len(rows) > count:
        raise SvangrumError("fetch.not-understood", url=url)
    if count > _MAX_ROWS:
        raise SvangrumError("fetch.too-many-rows", url=url, rows=count, most=_MAX_ROWS)
    return _Page(rows, count)


def _text(cell: object) -> str | None:
    """A cell as it is written; None when it is no cell. ``33000000.0`` is written ``33000000``."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell) if isinstance(cell, str | int | float) else None
    return text if text is not None and len(text) <= MAX_CELL else None


def _is_whole(count: object) -> bool:
    return isinstance(count, int) and not isinstance(count, bool) and count >= 0
