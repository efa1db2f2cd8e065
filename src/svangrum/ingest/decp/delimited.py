"""Contracts in CSV, read row by row however large the file is."""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from operator import itemgetter
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.ingest.decp.fields import BadRow, Batch, positions

if TYPE_CHECKING:
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
    separator = _separator(file)
    with _text(file) as text:
        lines = _Lines(text)
        reader = csv.reader(lines, delimiter=separator)
        header = next(reader, None)
        if not header:
            raise SvangrumError("decp.empty", field="path", path=path)
        yield from _batches(_rows(reader, lines, len(header)), header, path)


def _batches(
    told: Iterator[tuple[int, list[str] | BadRow]], header: Sequence[str], path: str
) -> Iterator[Batch | BadRow]:
    pick = _picker(positions(header, path=path), len(header))
    rows: list[Sequence[str]] = []
    numbers: list[int] = []
    for number, row in told:
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


def _rows(reader: Iterator[list[str]], lines: _Lines, width: int) -> Iterator[tuple[int, list[str] | BadRow]]:
    """Each row with the line it begins on. Empty lines are left out.

    A row that is none costs its first line alone: a quotation mark that never closes would take what follows with it.
    """
    while True:
        number = lines.begin()
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, BadRow(number, "row.quotes")
            lines.give_back()
            continue
        if len(row) == width:
            yield number, row
        elif row:
            yield number, BadRow(number, "row.quotes" if lines.took() > 1 else "row.cells")
            lines.give_back()


class _Lines:
    """The lines of a file, counted; one without end comes in pieces, for no row is so long."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._waiting: deque[str] = deque()
        self._taken: list[str] = []
        self._number = 1

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._text.readline(_LONGEST_LINE)
        if not line:
            raise StopIteration
        self._taken.append(line)
        return line

    def begin(self) -> int:
        """The number of the line that a row begins on."""
        self._number += len(self._taken)
        self._taken = []
        return self._number

    def took(self) -> int:
        """How many lines the row has taken."""
        return len(self._taken)

    def give_back(self) -> None:
        """All lines of the row but its first are to be read again."""
        self._waiting.extendleft(reversed(self._taken[1:]))
        self._taken = self._taken[:1]


def _picker(wanted: Sequence[int | None], width: int) -> Callable[[Sequence[str]], Sequence[str]]:
    """Takes the fields out of a row that has one empty cell more than the header, for what the file lacks."""
    return itemgetter(*(width if place is None else place for place in wanted))


def _batch(numbers: Sequence[int], rows: Sequence[Sequence[str]]) -> Batch:
    return Batch(numbers, list(zip(*rows, strict=True)))


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
