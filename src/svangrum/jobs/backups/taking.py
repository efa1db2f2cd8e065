"""One backup: the database as at one moment, every file that it tells of, and a manifest; whole or not at all."""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import tarfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, cast

from django.conf import settings

from svangrum import __version__
from svangrum.core.errors import SvangrumError
from svangrum.jobs.backups import databases, manifest
from svangrum.jobs.backups.unwritten import unwritten
from svangrum.records.files import store
from svangrum.records.files.disk import ASIDE, to_disk
from svangrum.records.files.models import StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_CHUNK = 1 << 20
_TRIES = 5


@dataclass(frozen=True)
class Taken:
    """A backup that was written. ``sha256`` is of the whole of it."""

    path: Path
    manifest: manifest.Manifest
    sha256: str


def back_up(target: Path, *, now: datetime, with_keys: bool) -> Taken:
    """Write a backup to the file ``target``, or to a file of its own name in the folder ``target``.

    Raises ``SvangrumError`` ``backup.exists``, ``backup.folder``, and as ``unwritten`` and ``databases.copy_to``.
    """
    path = target / f"svangrum-{now:%Y-%m-%d-%H%M%S}.tar" if target.is_dir() else target
    if path.exists():
        raise SvangrumError("backup.exists", path=str(path))
    if not path.parent.is_dir():
        raise SvangrumError("backup.folder", path=str(path.parent))
    try:
        with _aside(path) as (file, folder):
            held = _written(file, folder, now, with_keys=with_keys)
        return Taken(path, held, _digest(path))
    except OSError as error:
        raise unwritten(path, error) from error


@contextmanager
def _aside(path: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """A file, and a folder for what goes into it, beside ``path``; the file becomes ``path`` when all went well."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}{ASIDE}")
    try:
        with TemporaryDirectory(prefix=f"{aside.name}.", dir=path.parent) as folder:
            with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123 - its mode
                yield file, Path(folder)
                file.flush()
                os.fsync(file.fileno())
            aside.rename(path)
    finally:
        aside.unlink(missing_ok=True)
    to_disk(path.parent)


def _written(file: IO[bytes], folder: Path, now: datetime, *, with_keys: bool) -> manifest.Manifest:
    """All of it, anew when a file was thinned meanwhile: then the copy of the database tells of bytes that are gone."""
    for _ in range(_TRIES):
        file.seek(0)
        file.truncate()
        thinned, live = _thinned(), set(_live())
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
            members = dict(_members(archive, folder, live, with_keys=with_keys))
            kept = {name.rpartition("/")[2] for name in members}
            missing = tuple(sorted(live - kept))
            held = manifest.Manifest(now.isoformat(), __version__, databases.kind(), members, missing)
            _add(archive, manifest.NAME, io.BytesIO(manifest.written(held)), len(manifest.written(held)))
        if _thinned() == thinned:
            return held
    return held


def _members(
    archive: tarfile.TarFile, folder: Path, live: set[str], *, with_keys: bool
) -> Iterator[tuple[str, manifest.Member]]:
    """What is set aside comes along where a row tells of it, and is in its place when it is put back."""
    copy = folder / "database"
    copy.unlink(missing_ok=True)
    databases.copy_to(copy)
    yield _added(archive, manifest.DATABASES[databases.kind()], copy)
    copy.unlink()
    aside = {one for one in store.left() if one.hex in live}
    for one in sorted({*store.kept(), *aside}):
        if store.lies(one).exists():
            yield _added(archive, f"files/{one.hex[:2]}/{one.hex}", store.lies(one))
    for name, path in _keys() if with_keys else ():
        yield _added(archive, name, path)


def _keys() -> Iterator[tuple[str, Path]]:
    places = ((manifest.FILE_KEYS, store.keys_path()), (manifest.KEY_OF_SEALS, Path(settings.STORE) / "secret-key"))
    return ((name, path) for name, path in places if path.is_file())


def _added(archive: tarfile.TarFile, name: str, path: Path) -> tuple[str, manifest.Member]:
    size, digest = path.stat().st_size, hashlib.sha256()
    with path.open("rb") as opened:
        _add(archive, name, cast("IO[bytes]", _Digesting(opened, digest)), size)
    return name, manifest.Member(size, digest.hexdigest())


def _add(archive: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> None:
    """Nothing of whose machine it was made on, and when, but the name and the size."""
    told = tarfile.TarInfo(name)
    told.size, told.mode = size, 0o600
    archive.addfile(told, content)


class _Digesting(io.RawIOBase):
    """A file whose digest is taken as it is read."""

    def __init__(self, opened: IO[bytes], digest: hashlib._Hash) -> None:
        self._opened, self._digest = opened, digest

    def read(self, size: int = -1) -> bytes:
        piece = self._opened.read(size)
        self._digest.update(piece)
        return piece


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as opened:
        while piece := opened.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def _live() -> list[str]:
    return [one.hex for one in StoredFile.objects.filter(thinned_at__isnull=True).values_list("pk", flat=True)]


def _thinned() -> int:
    return StoredFile.objects.filter(thinned_at__isnull=False).count()
