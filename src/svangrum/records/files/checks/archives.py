"""The archive that a docx or xlsx is: bounded before it is unfolded, unfolded no further than it says itself."""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svangrum.records.files.checks.budget import Budget

MOST_TIMES = 300
"""So many times larger may a part become; repetitive sheets reach a hundred."""
SMALL = 1_000_000
"""A part this small may be as repetitive as it likes."""
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError)


@contextmanager
def opened(content: bytes, budget: Budget) -> Iterator[zipfile.ZipFile]:
    """The archive, once its bounds are tried and all its parts are spent from the upload's budget.

    Raises ``SvangrumError`` ``file.damaged``, ``file.bomb`` and ``file.locked``, also for what is read from it later.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _bound(archive.infolist(), budget)
            yield archive
    except _BROKEN as error:
        raise SvangrumError("file.damaged", field="file") from error


def _bound(parts: list[zipfile.ZipInfo], budget: Budget) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise SvangrumError("file.locked", field="file")
    budget.spend(sum(part.file_size for part in parts), parts=len(parts))
    if any(_swells(part) for part in parts):
        raise SvangrumError("file.bomb", field="file")
    names = [part.filename for part in parts]
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise SvangrumError("file.damaged", field="file")


def _swells(part: zipfile.ZipInfo) -> bool:
    return part.file_size > SMALL and part.file_size > MOST_TIMES * max(part.compress_size, 1)


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/")
