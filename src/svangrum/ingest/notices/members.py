"""What lies in the files and packages a person points at: notices, one after another, within bounds.

A package may hold packages (TED's monthly ones hold a day's each). Names inside are only ever shown: nothing is
unpacked to disk, so a name that climbs out of a folder has nowhere to climb.
"""

from __future__ import annotations

import gzip
import io
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
MAX_PACKAGE_INSIDE = 1 << 30
"""Bytes of a package inside another, which is read into memory only when it is a zip."""
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_TAR_MAGIC = slice(257, 262)
_DAMAGED = (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


class Member(NamedTuple):
    """A file inside a package: its path, with ``!`` between packages. ``problem`` says why it was not read."""

    name: str
    content: bytes
    problem: SvangrumError | None = None


def is_package(path: Path) -> bool:
    """By its first bytes, never by its name."""
    with path.open("rb") as handle:
        return _kind(handle.read(512)) is not None


def members(path: Path) -> Iterator[Member]:
    """Every file in a package, in its own order. What cannot be read comes as a member with its problem."""
    with path.open("rb") as handle:
        yield from _inside(handle, "", MAX_NESTED)


def unfolded(member: Member) -> Iterator[Member]:
    """The member itself, or what it holds when its bytes are a package's."""
    if _kind(member.content[:512]) is None:
        yield member
    else:
        yield from _inside(io.BytesIO(member.content), f"{member.name}!", MAX_NESTED)


def _kind(first: bytes) -> str | None:
    if first.startswith(_GZIP):
        return "gzip"
    if first.startswith(_ZIP):
        return "zip"
    return "tar" if first[_TAR_MAGIC] == b"ustar" else None


def _inside(handle: IO[bytes], prefix: str, nested: int) -> Iterator[Member]:
    if nested == 0:
        yield Member(prefix.rstrip("!"), b"", SvangrumError("notice.nested-too-deep", most=MAX_NESTED))
        return
    buffered = _buffered(handle)
    kind = _kind(buffered.peek(512)[:512])
    read = {"gzip": _in_gzip, "tar": _in_tar, "zip": _in_zip}[kind or "zip"]
    try:
        yield from read(buffered, prefix, nested)
    except _DAMAGED as error:
        yield Member(prefix.rstrip("!"), b"", SvangrumError("notice.package-damaged", what=type(error).__name__))


def _in_gzip(handle: IO[bytes], prefix: str, nested: int) -> Iterator[Member]:
    """A compressed package, or one compressed notice."""
    unfolded = _buffered(gzip.GzipFile(fileobj=handle))
    first = unfolded.peek(512)[:512]
    if _kind(first) is not None:
        yield from _inside(unfolded, prefix, nested - 1 if _kind(first) == "gzip" else nested)
    else:
        yield _member(unfolded, prefix.rstrip("!"))


def _in_tar(handle: IO[bytes], prefix: str, nested: int) -> Iterator[Member]:
    with tarfile.open(fileobj=handle, mode="r|") as archive:
        for entry in archive:
            inner = archive.extractfile(entry) if entry.isfile() else None
            if inner is not None:
                yield from _entry(_buffered(inner), prefix + entry.name, nested)
            # What went by in a stream of millions is not kept in memory
            vars(archive)["members"] = []


def _in_zip(handle: IO[bytes], prefix: str, nested: int) -> Iterator[Member]:
    # A zip is read from its end, and a package inside another can only be read onwards
    seekable = io.BytesIO(_bounded(handle, MAX_PACKAGE_INSIDE)) if prefix else handle
    with zipfile.ZipFile(seekable) as archive:
        for entry in archive.infolist():
            if not entry.is_dir():
                with archive.open(entry) as inner:
                    yield from _entry(_buffered(inner), prefix + entry.filename, nested)


def _entry(inner: io.BufferedReader, name: str, nested: int) -> Iterator[Member]:
    if _kind(inner.peek(512)[:512]) is not None:
        yield from _inside(inner, f"{name}!", nested - 1)
    else:
        yield _member(inner, name)


def _member(inner: IO[bytes], name: str) -> Member:
    content = inner.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        return Member(name, b"", SvangrumError("notice.too-large", megabytes=MAX_BYTES >> 20))
    return Member(name, content)


def _buffered(handle: Any) -> io.BufferedReader:  # noqa: ANN401 - whatever an archive hands out
    """The stream with a way to look ahead."""
    return handle if isinstance(handle, io.BufferedReader) else io.BufferedReader(handle)


def _bounded(handle: IO[bytes], most: int) -> bytes:
    content = handle.read(most + 1)
    if len(content) > most:
        raise EOFError
    return content
