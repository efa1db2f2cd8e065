"""In what condition the running installation is: asked by the addresses of health and by ``svangrum check``."""

from __future__ import annotations

import os
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from svangrum.records.work.workers import last_beat

if TYPE_CHECKING:
    from datetime import datetime

SILENT_AFTER = timedelta(minutes=2)
"""A worker gives a sign of life three times a minute; after this long without one it is taken for dead."""


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def tables_are_current() -> bool:
    """Whether every migration has run. Once that is so it stays so: the question is not asked again."""
    try:
        return _all_migrated()
    except (DatabaseError, _StillToRunError):
        return False


class _StillToRunError(Exception):
    """Not kept by the cache, unlike an answer."""


@cache
def _all_migrated() -> bool:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _StillToRunError
    return True


def store_is_there() -> bool:
    """Whether the data directory can be read and written."""
    return os.access(settings.STORE, os.R_OK | os.W_OK | os.X_OK)


def worker_is_alive(now: datetime) -> bool:
    """Whether any worker has given a sign of life just now."""
    try:
        last = last_beat()
    except DatabaseError:
        return False
    return last is not None and now - last <= SILENT_AFTER
