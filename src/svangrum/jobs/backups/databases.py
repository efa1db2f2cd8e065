"""A copy of the database as it is at one moment, while others write; and its way back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

from django.db import connection

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from pathlib import Path


def kind() -> str:
    """``sqlite`` or ``postgresql``."""
    return connection.vendor


def copy_to(target: Path) -> None:
    """Write the copy. Raises ``SvangrumError`` ``backup.no-tool`` and ``backup.tool-failed``."""
    if kind() == "sqlite":
        _copy_sqlite(target)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def _copy_sqlite(target: Path) -> None:
    """All of it in one reading. In parts SQLite begins anew whenever another process has written in between.

    Writers need not wait: the database keeps a log (WAL). Pages that are free again hold what was erased or taken back,
    so the copy is written anew without them.
    """
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("VACUUM")


def is_sound(copy: Path) -> bool:
    """Whether SQLite finds its own file whole."""
    try:
        with closing(sqlite3.connect(copy)) as opened:
            return bool(opened.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def restore_postgresql(dump: Path) -> None:
    """Fill the empty database that the settings name.

    Raises ``SvangrumError`` ``restore.not-empty``, ``backup.no-tool`` and ``backup.tool-failed``; then it is as before.
    """
    if connection.introspection.table_names():
        raise SvangrumError("restore.not-empty", path=str(connection.settings_dict["NAME"]))
    connection.close()
    name = f"--dbname={connection.settings_dict['NAME']}"
    _run("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", name, str(dump))


def _run(tool: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; what it needs to get in is told by its environment, which nobody else sees."""
    found = shutil.which(tool)
    if found is None:
        raise SvangrumError("backup.no-tool", tool=tool)
    done = subprocess.run([found, *arguments], env=_environment(), capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    if done.returncode:
        raise SvangrumError("backup.tool-failed", tool=tool, reason=done.stderr.strip().partition("\n")[0])


def _environment() -> dict[str, str]:
    settings = connection.settings_dict
    told = {
        "PGHOST": settings["HOST"],
        "PGPORT": str(settings["PORT"] or ""),
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": settings["NAME"],
        "PGSSLMODE": settings.get("OPTIONS", {}).get("sslmode", ""),
    }
    return {**os.environ, **{name: value for name, value in told.items() if value}}
