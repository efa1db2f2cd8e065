"""What a person points at to the files to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_TABLES = (".xlsx", ".csv")
_LEFT_BY_AN_OPEN_PROGRAM = ("~$", ".")


def table_files(given: Iterable[Path]) -> Sequence[Path]:
    """The files that were named, and the workbooks and CSV files right inside the folders that were named.

    Each once, in the order of their names. Raises ``SvangrumError`` ``ingest.no-such-path`` or
    ``ingest.nothing-there`` (a folder without tables).
    """
    found: dict[Path, Path] = {}
    for path in given:
        for file in _files(path):
            found.setdefault(file.resolve(), file)
    return sorted(found.values(), key=lambda file: (file.name, str(file)))


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        inside = [entry for entry in path.iterdir() if _is_table(entry)]
        if not inside:
            raise SvangrumError("ingest.nothing-there", field="path", path=str(path))
        return inside
    if not path.exists():
        raise SvangrumError("ingest.no-such-path", field="path", path=str(path))
    return [path]


def _is_table(path: Path) -> bool:
    hidden = path.name.startswith(_LEFT_BY_AN_OPEN_PROGRAM)
    return path.is_file() and path.suffix.lower() in _TABLES and not hidden
