"""A backup put back: unpacked aside, every byte checked against its manifest, then moved to an empty place at once."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import tarfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from svangrum import __version__
from svangrum.core.errors import SvangrumError
from svangrum.jobs.backups import databases, manifest
from svangrum.jobs.backups.unwritten import unwritten
from svangrum.records.files.disk import ASIDE, to_disk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK = 1 << 20
_LARGEST_MANIFEST = 200_000_000
DATABASE = "svangrum.sqlite3"


def restore(backup: Path, store: Path) -> manifest.Manifest:
    """Put all of a backup in the folder ``store``, and its database there or on the server that the settings name.

    Raises ``SvangrumError`` ``restore.missing``, ``restore.unreadable``, ``restore.changed``, ``restore.newer``,
    ``restore.not-empty``, ``restore.other-database``, and as ``unwritten`` and ``databases.restore_postgresql``; then
    nothing is put back.
    """
    refuse_full(store)
    try:
        with _opened(backup) as opened, _aside(store) as folder:
            held = _unpacked(opened, backup, folder)
            _refuse_other(held)
            _place_database(held, folder)
            if store.is_dir():
                store.rmdir()
            folder.rename(store)
    except OSError as error:
        raise unwritten(store, error) from error
    to_disk(store.parent)
    return held


def refuse_full(store: Path) -> None:
    """Raises ``SvangrumError`` ``restore.not-empty`` unless there is nothing at all in the place."""
    if store.exists() and (not store.is_dir() or any(store.iterdir())):
        raise SvangrumError("restore.not-empty", path=str(store))


@contextmanager
def _aside(store: Path) -> Iterator[Path]:
    """A folder beside the place, gone afterwards unless it took the place."""
    store.parent.mkdir(parents=True, exist_ok=True)
    folder = store.with_name(f".{store.name}.{secrets.token_hex(8)}{ASIDE}")
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _opened(backup: Path) -> IO[bytes]:
    try:
        return backup.open("rb")
    except OSError as error:
        raise SvangrumError("restore.missing", path=str(backup)) from error


def _unpacked(opened: IO[bytes], backup: Path, folder: Path) -> manifest.Manifest:
    """Everything of the backup in the folder, checked."""
    found: dict[str, manifest.Member] = {}
    told = b""
    try:
        with tarfile.open(fileobj=opened, mode="r:") as archive:
            for one in archive:
                content = archive.extractfile(one) if one.isreg() else None
                if content is None or one.name in found or told:
                    raise SvangrumError("restore.unreadable", path=str(backup))
                if one.name == manifest.NAME:
                    told = content.read(_LARGEST_MANIFEST)
                else:
                    found[one.name] = _put(content, folder, one.name, backup)
        held = manifest.read(told)
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SvangrumError("restore.unreadable", path=str(backup)) from error
    _compare(held, found)
    return held


def _put(content: IO[bytes], folder: Path, name: str, backup: Path) -> manifest.Member:
    if not manifest.is_member(name):
        raise SvangrumError("restore.unreadable", path=str(backup))
    path, digest, size = folder / name, hashlib.sha256(), 0
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123 - with its mode
        while piece := content.read(_CHUNK):
            digest.update(piece)
            size += file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return manifest.Member(size, digest.hexdigest())


def _compare(held: manifest.Manifest, found: dict[str, manifest.Member]) -> None:
    differing = sorted(name for name in {*held.members, *found} if held.members.get(name) != found.get(name))
    if differing:
        raise SvangrumError("restore.changed", name=differing[0])
    if _numbers(held.version) > _numbers(__version__):
        raise SvangrumError("restore.newer", version=held.version)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def _refuse_other(held: manifest.Manifest) -> None:
    if held.database != databases.kind():
        raise SvangrumError("restore.other-database", kind="PostgreSQL" if held.database == "postgresql" else "SQLite")


def _place_database(held: manifest.Manifest, folder: Path) -> None:
    name = manifest.DATABASES[held.database]
    if name not in held.members:
        raise SvangrumError("restore.changed", name=name)
    copy = folder / name
    if held.database == "postgresql":
        databases.restore_postgresql(copy)
        copy.unlink()
    elif databases.is_sound(copy):
        copy.rename(folder / DATABASE)
    else:
        raise SvangrumError("restore.changed", name=name)
