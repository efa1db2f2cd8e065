"""Where fetched files land: a folder in which a file has its name only when it is whole. And what came of asking."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Told = Callable[[str], None]
    """Hears the name of each file before it is asked for."""


@dataclass
class Fetched:
    """What came of asking: files saved, files that were there already, and what could not be had."""

    saved: int = 0
    already: int = 0
    set_aside: list[SvangrumError] = field(default_factory=list)

    @property
    def all_came(self) -> bool:
        return not self.set_aside

    @contextmanager
    def one(self, *codes: str) -> Iterator[None]:
        """Set aside what is wrong with one file only, by the codes of its errors; anything else stops the whole."""
        try:
            yield
        except SvangrumError as error:
            if error.code not in codes:
                raise
            self.set_aside.append(error)


@contextmanager
def folder(into: Path) -> Iterator[None]:
    """The folder, made when it is missing. Raises ``SvangrumError`` ``fetch.full`` or ``fetch.unwritable``."""
    try:
        into.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise SvangrumError("fetch.full", field="into", path=str(into)) from error
        raise SvangrumError("fetch.unwritable", field="into", path=str(into)) from error


def part_of(path: Path) -> Path:
    """Where a file is written until it is whole."""
    return path.with_name(f"{path.name}.part")


def keep(path: Path, content: bytes) -> None:
    """Under its name only when whole, whatever interrupts."""
    part = part_of(path)
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
