"""The data directory: immutable snapshots, and one small file that says which of them holds.

    STORE/
      current/<dataset>              the identity of the snapshot that holds; replaced in one step
      facts/<dataset>/<identity>/    that snapshot: Parquet files of facts, and beside them files that begin with "_"
      superseded/<dataset>/…         snapshots that held before
      staging/                       a snapshot being written; a killed run leaves its own here
      lock

A snapshot is written and flushed under ``staging``. The one before is moved out, the new one is moved in by one
rename, and only then is ``current`` replaced: that is the moment it begins to hold. Killed before that moment,
the reader finds the old one where it was moved; at no moment does a glob over ``facts`` see two. The next
run puts the directories back in order.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from svangrum.core.errors import SvangrumError
from svangrum.facts.manifest import Manifest, from_json, to_json
from svangrum.facts.tables import check_file, read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MANIFEST = "_manifest.json"
"""Readers of Parquet folders pass over names that begin so."""
_IDENTITY = re.compile(r"[0-9a-f]{8,64}")
_LOOKS = 3
_FULL = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True)
class Snapshot:
    """A whole snapshot on disk."""

    path: Path
    manifest: Manifest

    def file(self, table: str) -> Path:
        return self.path / f"{table}.parquet"

    def read(self, table: str) -> Any:  # noqa: ANN401 - pyarrow ships no types
        """One table as Arrow."""
        return read_table(self.file(table))


def current(store: Path, dataset: str) -> Snapshot | None:
    """The snapshot that holds, or None when there is none yet.

    Raises ``SvangrumError`` ``facts.damaged`` when ``current`` names a snapshot that is not there or lacks a table.
    """
    for _ in range(_LOOKS):
        identity = _pointer(store, dataset)
        if identity is None:
            return None
        # A second look: an ingest may move it between two looks
        for place in ("facts", "superseded"):
            found = _open(store, place, dataset, identity)
            if found is not None:
                return found
    raise SvangrumError("facts.damaged", store=str(store))


def held_identity(store: Path, dataset: str) -> str | None:
    """The name of the snapshot that holds, without a look at its files; None when there is none.

    Raises ``SvangrumError`` ``facts.damaged`` when what names it cannot be read.
    """
    return _pointer(store, dataset)


def whole(store: Path, dataset: str) -> Snapshot | None:
    """The snapshot that holds; None also when the store is damaged."""
    try:
        return current(store, dataset)
    except SvangrumError:
        return None


def _open(store: Path, *place: str) -> Snapshot | None:
    path = store.joinpath(*place)
    try:
        snapshot = Snapshot(path, from_json((path / MANIFEST).read_text("utf-8")))
        for name in snapshot.manifest.files:
            check_file(path / name)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise SvangrumError("facts.damaged", store=str(store)) from error
    return snapshot


def _pointer(store: Path, dataset: str) -> str | None:
    try:
        identity = (store / "current" / dataset).read_text("ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise SvangrumError("facts.damaged", store=str(store)) from error
    if not _IDENTITY.fullmatch(identity):
        raise SvangrumError("facts.damaged", store=str(store))
    return identity


@contextmanager
def writing(store: Path, dataset: str) -> Iterator[None]:
    """Hold the store alone while writing, and first put in order what a killed run left.

    The lock goes with the process, however it ends. Raises ``SvangrumError`` ``facts.locked`` when another
    process holds it, ``facts.full`` when the disk is, and ``facts.unwritable`` when it cannot be written otherwise.
    """
    with _told_when_unwritable(store), _locked(store):
        tidy(store, dataset)
        yield


@contextmanager
def _told_when_unwritable(store: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = "facts.full" if error.errno in _FULL else "facts.unwritable"
        raise SvangrumError(code, store=str(store)) from error


@contextmanager
def _locked(store: Path) -> Iterator[None]:
    store.mkdir(parents=True, exist_ok=True)
    with (store / "lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SvangrumError("facts.locked", store=str(store)) from error
        yield


def publish(store: Path, dataset: str, identity: str, write: Callable[[Path], Manifest]) -> Snapshot:
    """Write a snapshot and make it the one that holds. Call it inside ``writing``.

    ``write`` fills a folder with the files of facts, flushed, and tells what stands in them. Until the last step the
    snapshot before holds, whatever happens.
    """
    staged, manifest = _stage(store / "staging" / identity, write)
    home = store / "facts" / dataset
    _move_out(store, dataset)
    home.mkdir(parents=True, exist_ok=True)
    placed = home / identity
    staged.rename(placed)
    _flush(home)
    _point(store, dataset, identity)
    _remove(store, store / "superseded" / dataset / identity)
    return Snapshot(placed, manifest)


def _stage(folder: Path, write: Callable[[Path], Manifest]) -> tuple[Path, Manifest]:
    folder.mkdir(parents=True)
    try:
        manifest = write(folder)
        _write_text(folder / MANIFEST, to_json(manifest))
        _flush(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder, manifest


def _move_out(store: Path, dataset: str) -> None:
    identity = _pointer(store, dataset)
    if identity is not None:
        _supersede(store, dataset, store / "facts" / dataset / identity)


def _supersede(store: Path, dataset: str, snapshot: Path) -> None:
    past = store / "superseded" / dataset
    past.mkdir(parents=True, exist_ok=True)
    _remove(store, past / snapshot.name)
    snapshot.rename(past / snapshot.name)
    _flush(past)


def _point(store: Path, dataset: str, identity: str) -> None:
    pointers = store / "current"
    pointers.mkdir(exist_ok=True)
    fresh = store / "staging" / f"{dataset}.current"
    _write_text(fresh, f"{identity}\n")
    fresh.replace(pointers / dataset)
    _flush(pointers)


def tidy(store: Path, dataset: str) -> None:
    """Leave nothing under ``facts`` but the snapshot that holds, and nothing half-written anywhere.

    A store that points at nothing whole is left pointing at nothing, so that reading the sources again mends it.
    """
    held = whole(store, dataset)
    home, past = store / "facts" / dataset, store / "superseded" / dataset
    for stray in _inside(home):
        if held is None:
            _supersede(store, dataset, stray)
        elif stray != held.path:
            _remove(store, stray)
    if held is None:
        (store / "current" / dataset).unlink(missing_ok=True)
    elif held.path.parent == past:
        # Not before the strays are gone: a reader of the folder never sees two
        held.path.rename(home / held.path.name)
        _flush(home)
    else:
        _remove(store, past / held.path.name)
    shutil.rmtree(store / "staging", ignore_errors=True)
    (store / "staging").mkdir(exist_ok=True)


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _remove(store: Path, path: Path) -> None:
    """Take a directory away in one step, then delete it where nobody reads."""
    if path.exists():
        doomed = store / "staging" / f"{path.name}.removed"
        doomed.parent.mkdir(exist_ok=True)
        shutil.rmtree(doomed, ignore_errors=True)
        path.rename(doomed)
        shutil.rmtree(doomed, ignore_errors=True)


def _write_text(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())


def _flush(folder: Path) -> None:
    """Wait until the names in a directory lie on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
