"""The bulk file: contracted tenders with their suppliers, all years, as one CSV file of more than 100 MB.

It is never on the disk as it is: people are covered while it comes in. What is written has only the columns that are
read as facts, so where to go on at the server is noted beside it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

import httpx

from svangrum.core.errors import SvangrumError
from svangrum.ingest.layouts import WINNERS, normal
from svangrum.ingest.sources.download import content_range
from svangrum.ingest.sources.growing import MAX_CELL, GrowingTable, Progress
from svangrum.ingest.sources.landing import folder
from svangrum.ingest.sources.uhm import BULK, chosen, unknown
from svangrum.ingest.sources.uhm_persons import cover

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from svangrum.ingest.sources.landing import Told
    from svangrum.ingest.sources.uhm import Columns, FetchedTables, Years
    from svangrum.ingest.sources.uhm_rows import Source

_CHUNK = 2_000
"""Rows that are written at a time."""
_MAX_LINE = 1 << 20
_MAX_BYTES = 1 << 30
_WHOLE = "identity"


def fetch_bulk(years: Years | None, *, source: Source, into: Path, told: Told, fetched: FetchedTables) -> None:
    """Save the contracted tenders as CSV, of all years or of some.

    What came of it is added to ``fetched``. Raises ``SvangrumError`` ``fetch.*``; what came before stays, and the same
    call goes on from there when the file is still the same at the server.
    """
    path = into / (f"winners-bulk-{years}.csv" if years else "winners-bulk.csv")
    with folder(into):
        if path.exists():
            fetched.already += 1
            return
        _Bulk(f"{source.server}{BULK}", years, path, source, told, fetched).save()
        fetched.saved += 1


@dataclass
class _Bulk:
    address: str
    years: Years | None
    path: Path
    source: Source
    told: Told
    fetched: FetchedTables
    table: GrowingTable = field(init=False)

    def __post_init__(self) -> None:
        self.table = GrowingTable(self.path)

    def save(self) -> None:
        tries = self.source.polite.manners.attempts
        for _ in range(tries):
            if self._came_to_its_end():
                return
        raise SvangrumError("fetch.cut-short", url=self.address, tries=tries)

    def _came_to_its_end(self) -> bool:
        """False when it was cut short: what came of it is kept where it can be gone on with."""
        begun = self.table.begun(self._asked)
        headers = {"Accept-Encoding": _WHOLE}
        if begun is not None and begun.version:
            headers |= {"Range": f"bytes={begun.position}-", "If-Range": begun.version}
        with self.source.polite.opened("GET", self.address, headers=headers) as response:
            if begun is None or _goes_on(response, begun):
                return self._written(response, begun)
            if _was_all(response, begun):
                return self._finished(begun)
            self.table.discard()
            self.fetched.restarted.append(self.path.name)
            return response.status_code == httpx.codes.OK and self._written(response, None)

    @property
    def _asked(self) -> str:
        return f"{self.address} {self.years or ''}"

    def _written(self, response: httpx.Response, begun: Progress | None) -> bool:
        lines = _Lines(response, begun.position if begun else 0)
        rows = csv.reader(lines, delimiter=";", strict=True)
        try:
            progress = begun or self._begun(rows, lines, _version(response))
            columns = chosen(WINNERS, progress.names)
            while chunk := list(islice(rows, _CHUNK)):
                progress = self._append(progress, chunk, columns, lines.taken)
        except httpx.RequestError:
            return False
        except (csv.Error, UnicodeDecodeError) as error:
            raise SvangrumError("fetch.not-table", url=self.address) from error
        return self._finished(progress)

    def _begun(self, rows: Iterator[list[str]], lines: _Lines, version: str) -> Progress:
        names = next(rows, [])
        if normal(WINNERS.measure) not in map(normal, names):
            raise SvangrumError("fetch.not-table", url=self.address)
        columns = chosen(WINNERS, names)
        if new := unknown(names):
            self.fetched.new[WINNERS.table] = new
        return self.table.begin(Progress(self._asked, version, tuple(names), lines.taken), columns.header)

    def _append(self, progress: Progress, chunk: list[list[str]], columns: Columns, position: int) -> Progress:
        places = {name: progress.names.index(told) for name, told in columns.names.items()}
        rows, persons = [], 0
        for cells in chunk:
            row = self._row(cells, places, len(progress.names))
            if row is not None:
                persons += cover(row, columns)
                rows.append(list(row.values()))
        self.told(f"{self.path.name} ({position >> 20} MB)")
        return self.table.append(progress, rows, position=position, persons=persons)

    def _row(self, cells: list[str], places: Mapping[str, int], width: int) -> dict[str, str] | None:
        """The cells that are kept; None for a row of another year, or an empty one."""
        if not any(cells):
            return None
        if len(cells) != width or max(map(len, cells)) > MAX_CELL:
            raise SvangrumError("fetch.odd-width", file=self.path.name, cells=len(cells), columns=width)
        row = {name: cells[place] for name, place in places.items()}
        is_asked_for = self.years is None or row["year"].strip() in map(str, self.years.each())
        return row if is_asked_for else None

    def _finished(self, progress: Progress) -> bool:
        if progress.rows == 1:
            self.table.discard()
            raise SvangrumError("fetch.no-rows", file=self.path.name)
        self.table.finish(progress)
        self.fetched.persons += progress.persons
        return True


class _Lines:
    """The lines of an answer as text. ``taken``: bytes of the file up to the end of the last line that was given."""

    def __init__(self, response: httpx.Response, position: int) -> None:
        self.taken = position
        self._given = self._lines(response)

    def __iter__(self) -> Iterator[str]:
        return self._given

    def _lines(self, response: httpx.Response) -> Iterator[str]:
        rest = b""
        for piece in response.iter_bytes():
            *whole, rest = (rest + piece).split(b"\n")
            for line in whole:
                yield self._text(line + b"\n")
            if len(rest) > _MAX_LINE:
                raise csv.Error
            if self.taken > _MAX_BYTES:
                raise SvangrumError("fetch.too-large", url=str(response.url), megabytes=_MAX_BYTES >> 20)
        if rest:
            yield self._text(rest)

    def _text(self, line: bytes) -> str:
        is_first = self.taken == 0
        self.taken += len(line)
        return line.decode("utf-8-sig" if is_first else "utf-8")


def _version(response: httpx.Response) -> str:
    """Which state of the file this is, as ``If-Range`` takes it; nothing where a part cannot be asked for."""
    if response.headers.get("Content-Encoding", _WHOLE) != _WHOLE:
        return ""
    tag: str = response.headers.get("ETag", "")
    return tag if tag.startswith('"') else response.headers.get("Last-Modified", "")


def _goes_on(response: httpx.Response, begun: Progress) -> bool:
    first, _ = content_range(response)
    is_part = response.status_code == httpx.codes.PARTIAL_CONTENT and first == begun.position
    return is_part and _version(response) == begun.version


def _was_all(response: httpx.Response, begun: Progress) -> bool:
    """Everything had come, and only its name was missing."""
    _, total = content_range(response)
    return response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE and total == begun.position
