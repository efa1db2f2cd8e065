"""How Django speaks with the database that keeps what people decide: SQLite in the store, or the one of an address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dj_database_url

if TYPE_CHECKING:
    from pathlib import Path

_WAIT_SECONDS = 20
"""So long a writer waits for the one before it."""
_KEPT_SECONDS = 10 * 60
"""So long a connection to a server is kept for the next request."""
_SAFE_SQLITE = "PRAGMA foreign_keys=ON; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
"""FULL: what was acknowledged is on the disk, also when the power goes."""


def database(address: str, store: Path) -> dict[str, Any]:
    """Django's description of the database at ``address``; without one, of the SQLite file in ``store``.

    What the address says after ``?`` is kept (``sslmode=verify-full``). Raises ``ValueError`` for one that names no
    database Django knows.
    """
    found: dict[str, Any] = dict(dj_database_url.parse(address or f"sqlite:///{store / 'svangrum.sqlite3'}"))
    if found["ENGINE"] == "django.db.backends.sqlite3":
        own = {"transaction_mode": "IMMEDIATE", "init_command": _SAFE_SQLITE, "timeout": _WAIT_SECONDS}
        return found | {"OPTIONS": found.get("OPTIONS", {}) | own}
    return found | {"CONN_MAX_AGE": _KEPT_SECONDS, "CONN_HEALTH_CHECKS": True}
