"""Races: a module that runs in a process and on a database of its own, SQLite or PostgreSQL, and prints JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import psycopg
import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


def raced(module: str, folder: Path, request: pytest.FixtureRequest) -> dict[str, Any]:
    """What the module printed, on the kind of database that the fixture's parameter names."""
    with _database(folder, request) as address:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "svangrum.web.settings",
            "SVANGRUM_SECRET_KEY": "not-a-secret",
            "SVANGRUM_STORE": str(folder),
            "DATABASE_URL": address,
        }
        command = [sys.executable, "-m", module]
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


@contextmanager
def _database(folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{folder / 'svangrum.sqlite3'}"
        return
    server, name = request.getfixturevalue("postgresql"), f"race_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
