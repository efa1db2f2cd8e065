"""What lies in the files and packages a person points at: notices, one after another, within bounds.

A package may hold packages (TED's monthly ones hold a day's each). Names inside are only ever shown: nothing is
unpacked to disk, so a name that climbs out of a folder has nowhere to climb. All that is unfolded is measured against
the size of the package, so a small file cannot become an endless one.
"""

from __future__ import annotations

import errno
import gzip
import io
import lzma
import os
import struct
import tarfile
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from svangrum.core.errors import SvangrumError
from svangrum.ingest.notices.document import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_NESTED = 4
"""Packages inside packages: a month holds days, and that is all there is."""
MAX_ZIP_INSIDE = 32 << 20
"""Bytes of a zip inside another package: it is read from its end, so it is held in memory."""
MAX_DIRECTORY = 32 << 20
"""Bytes of the list of names in a zip, some hundreds of thousands of them."""
MAX_HEADER = 1 << 20
"""Bytes of a name or an extended header in a tar."""
ROOM, RATIO = 1 << 30, 200
"""A package may unfold to a gigabyte, and beyond that to two hundred times its size. XML packs six to twenty times."""
_GZIP, _ZIP, _ZIP_END = b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06"
_ZIP_TAIL = 22 + 65_535
_TAR_MAGIC = slice(257, 262)
_DAMAGED = (
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
)
"""What the standard library raises for a package that is not what it says, and ``OSError`` without a number among it.
With a number it is a disk that fails: another matter, see ``_damage``."""


Buffered = Any
"""A stream that can be looked into before it is read."""


class Member(NamedTuple):
    """A file inside a package: its path, with ``!`` between packages. ``problem`` says why it was not read."""

    name: str
    content: bytes
    problem: SvangrumError | None = None


class _TooMuchError(Exception):
    """A package unfolds to more than it may. No damage: nothing after it is read either."""


class _Meter:
    """How much a package may still unfold to."""

    def __init__(self, size: int) -> None:
        self._left = ROOM + RATIO * size

    def count(self, read: int) -> None:
        self._left -= read
        if self._left < 0:
            raise _TooMuchError


class _Metered(io.RawIOBase):
    """A stream whose every byte is counted."""

    def __init__(self, inner: Any, meter: _Meter) -> None:  # noqa: ANN401 - whatever an archive hands out
        self._inner = inner
        self._meter = meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - the standard library's signature
        read = self._inner.read(len(buffer))
        self._meter.count(len(read))
        buffer[: len(read)] = read
        return len(read)


class _Header(tarfile.TarInfo):
    """A header of a tar, with an end to how long a name may be."""

    def _proc_gnulong(self, tar: tarfile.TarFile) -> Any:  # noqa: ANN401 - the standard library's own
        return self._bounded("_proc_gnulong", tar)

    def _proc_pax(self, tar: tarfile.TarFile) -> Any:  # noqa: ANN401 - the standard library's own
        return self._bounded("_proc_pax", tar)

    def _bounded(self, read: str, tar: tarfile.TarFile) -> Any:  # noqa: ANN401 - the standard library's own
        if self.size > MAX_HEADER:
            raise tarfile.ReadError
        return getattr(super(), read)(tar)


def is_package(path: Path) -> bool:
    """By its first bytes, never by its name."""
    with path.open("rb") as handle:
        return _kind(handle.read(512)) is not None


def members(path: Path) -> Iterator[Member]:
    """Every file in a package, in its own order. What cannot be read comes as a member with its problem."""
    with path.open("rb") as handle:
        yield from _package(handle, "", path.stat().st_size)


def unfolded(member: Member) -> Iterator[Member]:
    """The member itself, or what it holds when its bytes are a package's."""
    if _kind(member.content[:512]) is None:
        yield member
    else:
        yield from _package(io.BytesIO(member.content), f"{member.name}!", len(member.content))


def _package(handle: IO[bytes], prefix: str, size: int) -> Iterator[Member]:
    try:
        yield from _inside(_buffered(handle), prefix, MAX_NESTED, _Meter(size), whole=handle)
    except _TooMuchError:
        yield Member(prefix.rstrip("!"), b"", SvangrumError("notice.package-too-large"))


def _kind(first: bytes) -> str | None:
    if first.startswith(_GZIP):
        return "gzip"
    if first.startswith(_ZIP):
        return "zip"
    return "tar" if first[_TAR_MAGIC] == b"ustar" else None


def _inside(
    handle: Buffered, prefix: str, nested: int, meter: _Meter, *, whole: IO[bytes] | None = None
) -> Iterator[Member]:
    """What a package holds. ``whole`` is the file itself, which can be read from its end."""
    name = prefix.rstrip("!")
    if nested == 0:
        yield Member(name, b"", SvangrumError("notice.nested-too-deep", most=MAX_NESTED))
        return
    try:
        match _kind(handle.peek(512)[:512]):
            case "gzip":
                yield from _in_gzip(handle, prefix, nested, meter)
            case "tar":
                yield from _in_tar(handle, prefix, nested, meter)
            case _:
                yield from _in_zip(whole or io.BytesIO(_bounded(handle)), prefix, nested, meter)
    except _DAMAGED as error:
        yield Member(name, b"", _damage(error))


def _damage(error: Exception) -> SvangrumError:
    """What is said of a damaged package. Raises the ``OSError`` of a disk that fails."""
    if isinstance(error, OSError) and error.errno not in {None, errno.EINVAL}:
        raise error
    return SvangrumError("notice.package-damaged", what=type(error).__name__)


def _in_gzip(handle: Buffered, prefix: str, nested: int, meter: _Meter) -> Iterator[Member]:
    """A compressed package, or one compressed notice."""
    inner = io.BufferedReader(_Metered(gzip.GzipFile(fileobj=handle, mode="rb"), meter))
    kind = _kind(inner.peek(512)[:512])
    if kind is None:
        yield _member(inner, prefix.rstrip("!"))
    else:
        yield from _inside(inner, prefix, nested if kind == "tar" else nested - 1, meter)


def _in_tar(handle: Buffered, prefix: str, nested: int, meter: _Meter) -> Iterator[Member]:
    with tarfile.open(fileobj=handle, mode="r|", tarinfo=_Header) as archive:
        for entry in archive:
            inner = archive.extractfile(entry) if entry.isfile() else None
            if inner is not None:
                yield from _entry(io.BufferedReader(_Metered(inner, meter)), prefix + _shown(entry.name), nested, meter)
            # What went by in a stream of millions is not kept in memory
            vars(archive)["members"] = []


def _in_zip(handle: IO[bytes], prefix: str, nested: int, meter: _Meter) -> Iterator[Member]:
    _refuse_long_directory(handle)
    with zipfile.ZipFile(handle) as archive:
        for entry in archive.infolist():
            if not entry.filename.endswith("/"):
                yield from _zipped(archive, entry, prefix + _shown(entry.filename), nested, meter)


def _zipped(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, nested: int, meter: _Meter
) -> Iterator[Member]:
    """One member of a zip: locked or damaged, it takes none of the others with it."""
    try:
        with archive.open(entry) as inner:
            yield from _entry(io.BufferedReader(_Metered(inner, meter)), name, nested, meter)
    except _DAMAGED as error:
        yield Member(name, b"", _damage(error))


def _refuse_long_directory(handle: IO[bytes]) -> None:
    """The end of a zip says how long its list of names is. Raises ``EOFError``."""
    size = handle.seek(0, os.SEEK_END)
    handle.seek(max(0, size - _ZIP_TAIL))
    tail = handle.read()
    end = tail.rfind(_ZIP_END)
    if end >= 0 and int.from_bytes(tail[end + 12 : end + 16], "little") > MAX_DIRECTORY:
        raise EOFError
    handle.seek(0)


def _entry(inner: Buffered, name: str, nested: int, meter: _Meter) -> Iterator[Member]:
    if _kind(inner.peek(512)[:512]) is not None:
        yield from _inside(inner, f"{name}!", nested - 1, meter)
    else:
        yield _member(inner, name)


def _member(inner: IO[bytes], name: str) -> Member:
    content = inner.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        return Member(name, b"", SvangrumError("notice.too-large", megabytes=MAX_BYTES >> 20))
    return Member(name, content)


def _shown(name: str) -> str:
    """A name as text that can be stored; a byte that is no UTF-8 is written as its number."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _buffered(handle: Any) -> Buffered:  # noqa: ANN401 - a file or bytes
    return handle if isinstance(handle, io.BufferedReader) else io.BufferedReader(handle)


def _bounded(handle: IO[bytes]) -> bytes:
    content = handle.read(MAX_ZIP_INSIDE + 1)
    if len(content) > MAX_ZIP_INSIDE:
        raise EOFError
    return content
