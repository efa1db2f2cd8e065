"""A CSV file that grows beside its name, with a note of how far it has come, so that it can be gone on with."""

from __future__ import annotations

import csv
import io
import json
import os
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.ingest.sources.landing import keep, part_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_MARK = "\ufeff"
_SEPARATOR = ";"
MAX_CELL = 100_000
"""Characters in a cell: one that is longer can be written but not read back."""


@dataclass(frozen=True)
class Progress:
    """How far a file has come. ``asked``: what was asked for, and ``version`` which state of it the server had.

    ``names``: the source's columns, in its own words.
    ``position``: where to go on at the server. ``rows`` and ``size``: rows and bytes that are written, header included.
    """

    asked: str
    version: str
    names: tuple[str, ...]
    position: int = 0
    rows: int = 0
    size: int = 0
    persons: int = 0


class GrowingTable:
    """Rows that are written are in the file when ``append`` returns. The file has its name only after ``finish``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = part_of(path)
        self._note = path.with_name(f"{path.name}.part.json")

    def begun(self, asked: str) -> Progress | None:
        """How far an earlier run came with the same question; None when there is nothing to go on with."""
        try:
            told = json.loads(self._note.read_text(encoding="utf-8"))
            progress = Progress(**{**told, "names": tuple(told["names"])})
            is_there = self._part.stat().st_size >= progress.size > 0
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return progress if is_there and progress.asked == asked else None

    def begin(self, progress: Progress, header: Sequence[str]) -> Progress:
        """An empty table with its header."""
        self.discard()
        return self.append(progress, [header], position=progress.position)

    def append(self, progress: Progress, rows: Iterable[Sequence[str]], *, position: int, persons: int = 0) -> Progress:
        """The rows after those of ``progress``; whatever a run that was killed wrote after them is cut away.

        Raises ``SvangrumError`` ``fetch.unwritable-cell`` when a cell holds what no text file can.
        """
        text, count = _as_csv(rows)
        content = self._encoded(text if progress.size else _MARK + text)
        with self._part.open("r+b" if progress.size else "wb") as file:
            file.truncate(progress.size)
            file.seek(progress.size)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        reached = replace(
            progress,
            position=position,
            rows=progress.rows + count,
            size=progress.size + len(content),
            persons=progress.persons + persons,
        )
        keep(self._note, json.dumps(asdict(reached), ensure_ascii=False).encode())
        return reached

    def _encoded(self, text: str) -> bytes:
        try:
            if "\0" not in text:
                return text.encode()
        except UnicodeEncodeError:
            pass
        raise SvangrumError("fetch.unwritable-cell", file=self._path.name)

    def finish(self, progress: Progress) -> None:
        """Give the file its name, once all its rows can be read back.

        Raises ``SvangrumError`` ``fetch.damaged-table`` when they cannot; the file is discarded.
        """
        with self._part.open("r+b") as file:
            file.truncate(progress.size)
        if _count(self._part) != progress.rows:
            self.discard()
            raise SvangrumError("fetch.damaged-table", file=self._path.name)
        self._part.replace(self._path)
        self._note.unlink(missing_ok=True)

    def discard(self) -> None:
        self._note.unlink(missing_ok=True)
        self._part.unlink(missing_ok=True)


def _as_csv(rows: Iterable[Sequence[str]]) -> tuple[str, int]:
    held, count = io.StringIO(newline=""), 0
    writer = csv.writer(held, delimiter=_SEPARATOR, lineterminator="\n")
    for row in rows:
        writer.writerow(row)
        count += 1
    return held.getvalue(), count


def _count(part: Path) -> int:
    with part.open(encoding="utf-8-sig", newline="") as file:
        try:
            return sum(1 for _ in csv.reader(file, delimiter=_SEPARATOR, strict=True))
        except (csv.Error, UnicodeDecodeError):
            return -1
