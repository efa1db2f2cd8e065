"""A file as sheets of rows, whichever of xlsx and CSV it is; what it is called decides nothing."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook

from svangrum.core.errors import SvangrumError
from svangrum.ingest.bounds import MAX_BYTES, check_workbook
from svangrum.ingest.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

Cell = str | float | int | bool | date | datetime | time | timedelta
Row = list[Cell]

_ZIP = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_SEPARATORS = (";", ",", "\t")
_QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True)
class Sheet:
    """Rows with the numbers that a program which opens the file shows, from 1; empty rows are left out.

    ``name`` is None in a CSV file. ``rows`` can be read once.
    """

    name: str | None
    rows: Iterator[tuple[int, Row]]


def read_bytes(path: Path) -> bytes:
    """The content of a file.

    Raises ``SvangrumError`` ``ingest.unreadable`` or ``ingest.too-large``.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SvangrumError("ingest.too-large", field="path", path=path.name, megabytes=MAX_BYTES >> 20)
        return path.read_bytes()
    except OSError as error:
        raise SvangrumError("ingest.unreadable", field="path", path=path.name) from error


def sheets(content: bytes, *, path: str, header_within: int = 1) -> list[Sheet]:
    """The sheets of a workbook, or the one of a CSV file. ``path`` only names the file in errors.

    The header, by which the separator is known, is one of the first ``header_within`` lines that say something.
    Raises ``SvangrumError`` ``ingest.empty``, ``ingest.not-xlsx``, ``ingest.old-workbook``, ``ingest.damaged``,
    ``ingest.far-cell``, ``ingest.too-large`` or ``ingest.not-text``; while rows are read, ``ingest.quotes``.
    """
    if not content or content.isspace():
        raise SvangrumError("ingest.empty", field="path", path=path)
    if content.startswith(_ZIP):
        return _workbook(content, path)
    if content.startswith(_OLD_WORKBOOK):
        raise SvangrumError("ingest.old-workbook", field="path", path=path)
    if path.lower().endswith((".xlsx", ".xlsm", ".xls")):
        raise SvangrumError("ingest.not-xlsx", field="path", path=path)
    separator = _separator(decode(content, path=path), header_within)
    return [Sheet(None, _csv_rows(decode(content, path=path), separator, path))]


def _workbook(content: bytes, path: str) -> list[Sheet]:
    check_workbook(content, path=path)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        named = [(name, workbook.get_sheet_by_name(name).iter_rows()) for name in workbook.sheet_names]
    except CalamineError as error:
        raise SvangrumError("ingest.not-xlsx", field="path", path=path) from error
    return [Sheet(name, _numbered(rows)) for name, rows in named]


def _numbered(rows: Iterator[Row]) -> Iterator[tuple[int, Row]]:
    return ((number, row) for number, row in enumerate(rows, start=1) if not _is_blank(row))


def _csv_rows(lines: TextIO, separator: str, path: str) -> Iterator[tuple[int, Row]]:
    reader = csv.reader(lines, delimiter=separator, strict=True)
    first_line = 1
    try:
        for row in reader:
            if not _is_blank(row):
                yield first_line, list[Cell](row)
            first_line = reader.line_num + 1
    except csv.Error as error:
        raise SvangrumError("ingest.quotes", field="path", path=path, line=first_line) from error


def _separator(lines: TextIO, header_within: int) -> str:
    """The separator that stands most often in one of the first lines, outside quotation marks."""
    first = [_QUOTED.sub("", line) for line in islice((line for line in lines if line != "\n"), header_within)]
    return max(_SEPARATORS, key=lambda separator: max((line.count(separator) for line in first), default=0))


def _is_blank(row: Row | list[str]) -> bool:
    return row.count("") == len(row)
