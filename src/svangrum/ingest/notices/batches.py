"""What a person points at, in batches that can be read side by side and read again without reading twice."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from svangrum.core.errors import SvangrumError
from svangrum.ingest.notices.document import MAX_BYTES
from svangrum.ingest.notices.members import Member, is_package, members

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_NOTICES = 512
MOST_BYTES = 16 << 20
_CHUNK = 1 << 20


class Package(NamedTuple):
    """A package: its name as shown, the hash of its bytes, its size."""

    name: str
    sha256: str
    bytes: int


class Batch(NamedTuple):
    """Loose files to be read, or the members of a package that came next, already read."""

    files: tuple[Path, ...] = ()
    package: Package | None = None
    number: int = 0
    members: tuple[Member, ...] = ()

    @property
    def size(self) -> int:
        return len(self.files) or len(self.members)


def notice_files(given: Iterable[Path]) -> list[Path]:
    """The files that were named and every file below the folders that were named, each once, in order of their paths.

    Raises ``SvangrumError`` ``ingest.no-such-path``, ``ingest.no-files`` or ``ingest.unreadable``.
    """
    found = {file for path in given for file in _below(path)}
    return [Path(file) for file in sorted(found)]


def _below(path: Path) -> list[str]:
    if not path.exists():
        raise SvangrumError("ingest.no-such-path", field="path", path=str(path))
    real = os.path.realpath(path)
    if path.is_file():
        return [real]
    inside: list[str] = []
    for folder, folders, names in os.walk(real, onerror=_unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        some = (
            f"{folder}{os.sep}{name}"
            for name in names
            if not name.startswith((".", "~")) and not name.endswith(".part")
        )
        inside += [file for file in some if not _would_wait(file)]
    if not inside:
        raise SvangrumError("ingest.no-files", field="path", path=str(path))
    return inside


def _would_wait(file: str) -> bool:
    """A pipe or a socket. A link to nothing is none: it is told of when it is read."""
    try:
        mode = os.stat(file).st_mode  # noqa: PTH116 - a path object for each of millions takes longer than the look
    except OSError:
        return False
    return not stat.S_ISREG(mode)


def _unreadable(error: OSError) -> None:
    raise SvangrumError("ingest.unreadable", field="path", path=str(error.filename)) from error


def batches(files: Sequence[Path]) -> Iterator[Batch]:
    """Everything in ``files``: loose ones together, and each package in the order of its members.

    A file named ``.xml`` goes with the loose ones unopened; should it be a package all the same, whoever reads it sees.
    """
    loose = [path for path in files if path.suffix == ".xml" or not _is_package(path)]
    yield from (Batch(files=some) for some in loose_batches(loose))
    kept = set(loose)
    for path in files:
        if path not in kept:
            yield from _package_batches(path)


def loose_batches(files: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """Loose files together, so many that they can be held in memory at once."""
    some: list[Path] = []
    size = 0
    for path in files:
        size += _size(path)
        if some and (len(some) >= MOST_NOTICES or size > MOST_BYTES):
            yield tuple(some)
            some, size = [], _size(path)
        some.append(path)
    if some:
        yield tuple(some)


def _size(path: Path) -> int:
    try:
        return min(path.stat().st_size, MAX_BYTES)
    except OSError:
        return 0


def _is_package(path: Path) -> bool:
    try:
        return is_package(path)
    except OSError:
        return False


def _package_batches(path: Path) -> Iterator[Batch]:
    try:
        yield from _members_together(path, Package(shown(path), _hash(path), path.stat().st_size))
    except OSError as error:
        raise SvangrumError("ingest.unreadable", field="path", path=str(path)) from error


def _members_together(path: Path, package: Package) -> Iterator[Batch]:
    some: list[Member] = []
    size = number = 0
    for member in members(path):
        some.append(member)
        size += len(member.content)
        if len(some) >= MOST_NOTICES or size >= MOST_BYTES:
            yield Batch(package=package, number=number, members=tuple(some))
            some, size, number = [], 0, number + 1
    yield Batch(package=package, number=number, members=tuple(some))


def shown(path: Path) -> str:
    """A file's name as text that can be stored; a byte that is no UTF-8 is written as its number."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")


def _hash(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
