"""Contracts in CSV, read row by row however large the file is."""

from __future__ import annotations

import codecs
import csv
import io
from operator import itemgetter
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.ingest.decp.fields import BadRow, Batch, positions

if TYPE_CHECKING:
    import _csv
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

ROWS = 4_000
_SEPARATORS = ",;\t"
_SAMPLE = 1 << 20
_LONGEST_LINE = 1 << 20


def read_csv(file: BinaryIO, *, path: str) -> Iterator[Batch | BadRow]:
    """Batches of rows, and rows that are none: with other cells than the header, broken quotes, or no text.

    UTF-8 with or without its mark, UTF-16 with it, else Windows-1252 when the beginning is no UTF-8.
    Raises ``SvangrumError`` ``decp.empty``, or what ``positions`` raises.
    """
    reader = csv.reader(_lines(_text(file)), delimiter=_separator(file))
    header = next(reader, None)
    if not header:
        raise SvangrumError("decp.empty", field="path", path=path)
    pick = _picker(positions(header, path=path), len(header))
    rows: list[Sequence[str]] = []
    numbers: list[int] = []
    for number, row in _rows(reader, len(header)):
        if isinstance(row, BadRow):
            yield row
            continue
        numbers.append(number)
        rows.append(pick((*row, "")))
        if len(rows) == ROWS:
            yield _batch(numbers, rows)
            rows, numbers = [], []
    if rows:
        yield _batch(numbers, rows)


def _rows(reader: _csv.Reader, width: int) -> Iterator[tuple[int, list[str] | BadRow]]:
    """Each row with the line it begins on. After a broken quotation mark reading goes on with the next line."""
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, BadRow(line, "row.quotes")
        else:
            if row:
                yield line, (row if len(row) == width else BadRow(line, "row.cells"))


def _picker(wanted: Sequence[int | None], width: int) -> Callable[[Sequence[str]], Sequence[str]]:
    """Takes the fields out of a row that has one empty cell more than the header, for what the file lacks."""
    return itemgetter(*(width if place is None else place for place in wanted))


def _batch(numbers: Sequence[int], rows: Sequence[Sequence[str]]) -> Batch:
    return Batch(numbers, list(zip(*rows, strict=True)))


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """The lines of a file, one without end in pieces: no row is so long."""
    while line := text.readline(_LONGEST_LINE):
        yield line


def _text(file: BinaryIO) -> io.TextIOWrapper:
    beginning = _peek(file)
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if beginning.startswith(mark):
            return io.TextIOWrapper(file, encoding, errors="surrogateescape", newline="")
    encoding = "utf-8" if _is_utf8(beginning) else "cp1252"
    return io.TextIOWrapper(file, encoding, errors="surrogateescape", newline="")


def _is_utf8(beginning: bytes) -> bool:
    """Whether the beginning of a file is UTF-8, but for a letter that is cut off at its end."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError:
        return False
    return True


def _separator(file: BinaryIO) -> str:
    """The separator that stands most often in the header."""
    header = _peek(file).replace(b"\0", b"").lstrip(b"\r\n").partition(b"\n")[0].decode("latin-1")
    return max(_SEPARATORS, key=header.count)


def _peek(file: BinaryIO) -> bytes:
    beginning = file.read(_SAMPLE)
    file.seek(0)
    return beginning
