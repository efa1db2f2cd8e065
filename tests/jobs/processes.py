"""Real workers in processes of their own, on a real database: what a machine that loses power does to them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import dj_database_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE_SECONDS = 60
HERE = Path(__file__).parent


class Place:
    """A database of its own, and the programs that use it."""

    def __init__(self, store: Path, url: str) -> None:
        self.store = store
        settings = ("SVANGRUM_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
        self._environment = {name: value for name, value in os.environ.items() if not name.startswith(settings)}
        self._environment |= {
            "SVANGRUM_STORE": str(store),
            "SVANGRUM_SECRET_KEY": "worth nothing " * 5,
            "DJANGO_SETTINGS_MODULE": "svangrum.web.settings",
            "PYTHONPATH": str(HERE.parents[1]),
        }
        if url:
            self._environment["DATABASE_URL"] = url

    def run(self, *arguments: str) -> str:
        """What ``tests.jobs.in_process`` prints when it is told so."""
        done = subprocess.run(
            [*self._command(*arguments)],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    @contextmanager
    def begun(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """The same, going on; ended by force when the test has left it running."""
        with subprocess.Popen(self._command(*arguments), env=self._environment) as process:
            try:
                yield process
            finally:
                process.kill()

    @property
    def steps(self) -> list[str]:
        """What the slow work has done, in order: worker and step."""
        file = self.store / "steps"
        return file.read_text("utf-8").splitlines() if file.exists() else []

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "tests.jobs.in_process", *arguments]


def wait_until(true: Callable[[], object], what: str) -> None:
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < PATIENCE_SECONDS, what
        time.sleep(0.05)


@contextmanager
def own_postgresql(address: str) -> Iterator[str]:
    """The address of a fresh database on the server at ``address``."""
    import psycopg

    name = f"svangrum_{uuid4().hex}"
    options = dj_database_url.parse(address)
    given = {"host": options["HOST"], "port": options["PORT"], "user": options["USER"], "password": options["PASSWORD"]}
    given = {key: value for key, value in given.items() if value}
    with psycopg.connect(dbname=options["NAME"], autocommit=True, **given) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield address.rpartition("/")[0] + f"/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
