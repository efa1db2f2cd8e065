"""A worker beside the web server: a process of its own, begun again when it dies, which never outlives the server."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = (sys.executable, "-m", "svangrum.cli.main", "worker", "--with-parent")
_LOOK_SECONDS = 0.5
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 1.0, 60.0
_LAST_WORDS_SECONDS = 15.0


class _Kept:
    """The process that works at the moment. It ends when its standard input closes: with ``end``, or with ours."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._process = self._begin()
        self._thread = threading.Thread(target=self._begin_again, name="worker", daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._over.set()
        self._thread.join(_LAST_WORDS_SECONDS)

    def _begin(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(COMMAND, stdin=subprocess.PIPE)  # noqa: S603 - our own command

    def _begin_again(self) -> None:
        """Whenever it has died, after a pause that grows while it dies at once."""
        pause, begun = _FIRST_PAUSE_SECONDS, time.monotonic()
        while not self._over.wait(_LOOK_SECONDS):
            if self._process.poll() is None:
                continue
            pause = _FIRST_PAUSE_SECONDS if time.monotonic() - begun > _LONGEST_PAUSE_SECONDS else 2 * pause
            if not self._over.wait(min(pause, _LONGEST_PAUSE_SECONDS)):
                self._close()
                self._process, begun = self._begin(), time.monotonic()
        self._close()

    def _close(self) -> None:
        assert self._process.stdin is not None  # noqa: S101 - asked for above
        self._process.stdin.close()
        try:
            self._process.wait(_LAST_WORDS_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()


@contextmanager
def worker_beside() -> Iterator[None]:
    """Meanwhile a worker works. It has the environment of this process, its key among it."""
    kept = _Kept()
    try:
        yield
    finally:
        kept.end()
