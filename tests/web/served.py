"""The site as ``svangrum serve`` runs it: in a process of its own, on a free port of this machine."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMAND = """
from svangrum.cli.context import Context
from svangrum.cli.serve import serve
serve(["--port", "0"], obj=Context("sv"))
"""
OLD_NAME = "ignore:fetch_arrow_table:DeprecationWarning"
"""Ibis 12 asks DuckDB 2 by an old name."""
SETTINGS = ("SVANGRUM_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")


@contextmanager
def served(store: Path | None = None) -> Iterator[str]:
    """The address, told when the port listens. Ends as Ctrl+C ends it, and fails when that is no clean end.

    ``store`` is the data directory that the site reads.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
    if store is not None:
        environment["SVANGRUM_STORE"] = str(store)
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-W", OLD_NAME, "-c", COMMAND],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    with process:
        try:
            told = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            assert told, "the server told no address"
            yield told[0]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)
    assert process.returncode == 0
