"""Open the database for a command that needs it: Django is loaded only then, and what is wrong is told in words."""

from __future__ import annotations

import os
from pathlib import Path

from svangrum.core.errors import SvangrumError


def open_database(*, make: bool = False) -> None:
    """Load Django and see that the database answers and has its tables; after this ``svangrum.records`` can be used.

    ``make`` makes the database, or brings its tables up to date, instead of refusing one that lacks them; it makes a
    key too. Raises ``SvangrumError`` ``database.no-key``, ``database.none``, ``database.unreachable`` and
    ``database.outdated``.
    """
    _settle_key(make=make)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svangrum.web.settings")
    import django  # noqa: PLC0415 - reads the settings; commands without a database start without it
    from django.db import DatabaseError, connection  # noqa: PLC0415 - said above

    django.setup()
    _find_file(make=make)
    try:
        connection.ensure_connection()
        if _lacks_tables():
            _make_tables(make=make)
    except DatabaseError as error:
        raise SvangrumError("database.unreachable", reason=_reason(error)) from error


def _settle_key(*, make: bool) -> None:
    """The key of the environment, or the one in the store. A new one could not tell whether any seal is right."""
    from svangrum.web.environment import path, settle_key, text  # noqa: PLC0415 - only commands with a database ask

    kept = path("SVANGRUM_STORE") / "secret-key"
    if not (make or text("SVANGRUM_SECRET_KEY") or kept.exists()):
        raise SvangrumError("database.no-key", path=str(kept))
    settle_key()


def _find_file(*, make: bool) -> None:
    """See that the file of an SQLite database is there, or make it, readable by its owner alone.

    SQLite itself would make an empty one that others on the machine can read.
    """
    from django.db import connection  # noqa: PLC0415 - loads Django

    file = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or "mode=memory" in file.name or file.exists():
        return
    if not make:
        raise SvangrumError("database.none", path=str(file))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)


def _lacks_tables() -> bool:
    from django.db import connection  # noqa: PLC0415 - loads Django
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - loads Django

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _make_tables(*, make: bool) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - loads Django

    if not make:
        raise SvangrumError("database.outdated")
    call_command("migrate", verbosity=0, interactive=False)


def _reason(error: Exception) -> str:
    """The first line of what the database said; more may hold addresses and queries."""
    return str(error).strip().partition("\n")[0]
