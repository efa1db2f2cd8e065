"""The installation that the settings make: its data directory, its database, its worker, its clock."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from svangrum.web import condition
from svangrum.web.checking.remarks import fault, note, unsafe
from svangrum.web.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svangrum.web.checking.remarks import Remark

_MOUNTS = Path("/proc/self/mounts")
_OVER_THE_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "ceph", "glusterfs"})
_SKEW_SECONDS = 5


def remarks_on_installation() -> list[Remark]:
    """Everything that can be said of what runs."""
    return [*_store(), *_disk(), *_tables()]


def _store() -> Iterator[Remark]:
    if not settings.STORE.exists():
        yield note("store-none", "SVANGRUM_STORE", path=str(settings.STORE))
    elif not condition.store_is_there():
        yield fault("store-closed", "SVANGRUM_STORE", path=str(settings.STORE))


def _disk() -> Iterator[Remark]:
    """SQLite locks by the file system; one over a network may lose what was acknowledged."""
    if connection.vendor == "sqlite" and kind_of_disk(settings.STORE, _mounts()) in _OVER_THE_NETWORK:
        yield unsafe("disk-network", "SVANGRUM_STORE")


def _mounts() -> str:
    try:
        return _MOUNTS.read_text("utf-8", "replace")
    except OSError:
        return ""


def kind_of_disk(place: Path, mounts: str) -> str:
    """The file system on which ``place`` lies, by a table as Linux has it; empty where there is none."""
    found = [line.split()[1:3] for line in mounts.splitlines() if line.count(" ") >= 2]
    above = [(point, kind) for point, kind in found if place.absolute().is_relative_to(point)]
    return max(above, key=lambda one: len(one[0]), default=("", ""))[1]


def _tables() -> Iterator[Remark]:
    if connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).exists():
        yield note("database-none", "DATABASE_URL")
    elif not condition.database_answers():
        yield fault("database-silent", "DATABASE_URL")
    elif not condition.tables_are_current():
        yield fault("tables", "DATABASE_URL")
    else:
        yield from _clock()
        yield from _worker()


def _clock() -> Iterator[Remark]:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (theirs,) = cursor.fetchone()
    seconds = round(abs((theirs - now()).total_seconds()))
    if seconds > _SKEW_SECONDS:
        yield unsafe("clock", seconds=seconds)


def _worker() -> Iterator[Remark]:
    if not condition.worker_is_alive(now()):
        yield unsafe("worker")
