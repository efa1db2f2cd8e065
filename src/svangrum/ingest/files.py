"""One file to readings. It runs in a process of its own where asked, and never ends another file's reading."""

from __future__ import annotations

import hashlib
from itertools import islice
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.facts.manifest import source_key
from svangrum.facts.refusals import Refusal
from svangrum.ingest.layouts import holds_losers, layout_of, places
from svangrum.ingest.paths import file_name
from svangrum.ingest.readings import FileReading, SheetReading
from svangrum.ingest.rows import TableReader
from svangrum.ingest.tabular import read_bytes, sheets

if TYPE_CHECKING:
    from pathlib import Path

    from svangrum.ingest.tabular import Sheet

_CHUNK = 20_000
_LOSERS = "sheet.all-tenders"


def read_file(path: Path) -> FileReading:
    """Read one table file. What is wrong with its content stands in ``problem``; it is not raised.

    Raises ``SvangrumError`` ``ingest.unreadable`` or ``ingest.too-large`` when the content cannot be had at all.
    """
    name, content = file_name(path), read_bytes(path)
    try:
        return _read_content(name, content)
    except SvangrumError as error:
        return _problem(name, content, error)


def _problem(name: str, content: bytes, error: SvangrumError) -> FileReading:
    sha256 = hashlib.sha256(content).hexdigest()
    detail, line = error.values.get("columns"), error.values.get("line")
    refusal = Refusal(
        source=source_key(sha256),
        reason=f"file.{error.code.removeprefix('ingest.')}",
        row=line if isinstance(line, int) else None,
        detail=str(detail) if detail else None,
        rows=0,
    )
    return FileReading(name, sha256, len(content), (), (refusal,), error.code, error.values)


def _read_content(name: str, content: bytes) -> FileReading:
    sha256 = hashlib.sha256(content).hexdigest()
    readings, refusals = [], []
    for sheet in sheets(content, path=name):
        found = _read_sheet(sheet, name, source_key(sha256))
        if isinstance(found, Refusal):
            refusals.append(found)
        elif found is not None:
            readings.append(found)
    if not readings:
        is_known = any(one.reason == _LOSERS for one in refusals)
        raise SvangrumError("ingest.all-tenders" if is_known else "ingest.unknown-table", field="path", path=name)
    if not any(one.rows for one in readings):
        raise SvangrumError("ingest.no-rows", field="path", path=name)
    return FileReading(name, sha256, len(content), tuple(readings), tuple(refusals))


def _read_sheet(sheet: Sheet, path: str, source: str) -> SheetReading | Refusal | None:
    header = next(sheet.rows, None)
    if header is None:
        return None
    layout = layout_of(header[1])
    if layout is None:
        rows = sum(1 for _ in sheet.rows)
        reason = _LOSERS if holds_losers(header[1]) else "sheet.unknown"
        return Refusal(source=source, reason=reason, sheet=sheet.name, rows=rows)
    where = places(layout, header[1], path=path)
    reader = TableReader(layout, where, width=len(header[1]), sheet=sheet.name, source=source)
    while chunk := list(islice(sheet.rows, _CHUNK)):
        reader.read(chunk)
    return reader.done()
