"""What a person points at to the files to read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_TABLES = (".xlsx", ".csv")
_LEFT_BY_AN_OPEN_PROGRAM = ("~$", ".")


def table_files(given: Iterable[Path]) -> Sequence[Path]:
    """The files that were named, and the workbooks and CSV files right inside the folders that were named.

    Each once, in the order of their names. Raises ``SvangrumError`` ``ingest.no-such-path``,
    ``ingest.nothing-there`` (a folder without tables) or ``ingest.unreadable`` (neither a file nor a folder, or one
    that may not be looked into).
    """
    found: dict[Path, Path] = {}
    for path in given:
        for file in _files(path):
            found.setdefault(file.resolve(), file)
    return sorted(found.values(), key=lambda file: (file.name, str(file)))


def file_name(path: Path) -> str:
    """What a file is called, as text that can be stored; a byte that is no UTF-8 is written as its number."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")


def _files(path: Path) -> list[Path]:
    try:
        if path.is_dir():
            return _tables_in(path)
        if path.is_file():
            return [path]
        there = path.exists()
    except OSError as error:
        raise SvangrumError("ingest.unreadable", field="path", path=str(path)) from error
    raise SvangrumError("ingest.unreadable" if there else "ingest.no-such-path", field="path", path=str(path))


def _tables_in(folder: Path) -> list[Path]:
    inside = [entry for entry in folder.iterdir() if _is_table(entry)]
    if not inside:
        raise SvangrumError("ingest.nothing-there", field="path", path=str(folder))
    return inside


def _is_table(path: Path) -> bool:
    hidden = path.name.startswith(_LEFT_BY_AN_OPEN_PROGRAM)
    return path.is_file() and path.suffix.lower() in _TABLES and not hidden
