"""Fresh databases for ``bench_events``, on the disk that the program would use."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def database(name: str, folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a process that is to use it; it is removed after."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "svangrum.web.settings",
        "SVANGRUM_SECRET_KEY": "a-key-of-the-benchmark-alone-that-is-long-enough",
        "SVANGRUM_STORE": str(folder),
    }
    if name == "sqlite":
        yield {**environment, "DATABASE_URL": f"sqlite:///{folder / 'svangrum.sqlite3'}"}
        return
    server = os.environ["SVANGRUM_TEST_POSTGRESQL"]
    own = f"bench_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        durable = connection.execute("SHOW fsync").fetchone()
        print(f"postgresql: fsync {durable[0] if durable else 'unknown'}", flush=True)
        connection.execute(f'CREATE DATABASE "{own}"')
        try:
            yield {**environment, "DATABASE_URL": f"{server.rpartition('/')[0]}/{own}"}
        finally:
            connection.execute(f'DROP DATABASE "{own}" WITH (FORCE)')
