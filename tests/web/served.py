"""The site as ``svangrum serve`` runs it: in a process of its own, on a free port of this machine."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = """
import sys
from svangrum.cli.context import Context
from svangrum.cli.serve import serve
serve(["--port", "0", *sys.argv[1:]], obj=Context("sv"))
"""
OLD_NAME = "ignore:fetch_arrow_table:DeprecationWarning"
"""Ibis 12 asks DuckDB 2 by an old name."""
SETTINGS = ("SVANGRUM_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")


@dataclass(frozen=True)
class Served:
    """A server that listens at ``address``."""

    process: subprocess.Popen[str]
    address: str

    @property
    def children(self) -> list[int]:
        """Processes that it has begun."""
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        return [int(child) for task in tasks for child in (task / "children").read_text("ascii").split()]


@contextmanager
def served(store: Path, **settings: str) -> Iterator[str]:
    """The address, told when the port listens; ``store`` is the data directory. No worker works beside."""
    with begun(store, "--no-worker", **settings) as site:
        yield site.address


@contextmanager
def begun(store: Path, *options: str, **settings: str) -> Iterator[Served]:
    """Ends as Ctrl+C ends it, and fails when that is no clean end; unless the test has ended it already."""
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-W", OLD_NAME, "-c", COMMAND, *options],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(store) | settings,
    )
    assert process.stdout is not None
    with process:
        try:
            told = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            assert told, "the server told no address"
            yield Served(process, told[0])
        finally:
            killed = process.poll() is not None
            process.send_signal(signal.SIGINT)
            _wait(process)
    assert killed or process.returncode == 0


def _wait(process: subprocess.Popen[str]) -> None:
    """Until it has ended; one that does not end is killed, so that the test fails and nothing waits for it."""
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def environment(store: Path) -> dict[str, str]:
    """That of a newcomer, whose data lie in ``store``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
    return kept | {"SVANGRUM_STORE": str(store)}
