"""How work tells how far it has come, and hears that it should stop."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from svangrum.jobs.clock import now

if TYPE_CHECKING:
    from svangrum.records.work.progress import Hold

PAUSE_SECONDS = 1.0
"""More often nothing is written: a reader sees no difference, and the database has other things to do."""


class StoppedError(Exception):
    """Whoever may has asked the work to stop."""


class LostError(Exception):
    """The work was taken back, and may be another's by now."""


class ClosingError(Exception):
    """The worker is told to end."""


class Report:
    """Called by the work: ``report("reading", 3, 10)``. May end it by raising, wherever it is called."""

    def __init__(self, hold: Hold, closing: threading.Event) -> None:
        self._hold, self._closing = hold, closing
        self._step, self._told_at = "", float("-inf")
        self.lost = threading.Event()

    def __call__(self, step: str, done: int = 0, total: int = 0) -> None:
        """``done`` of ``total`` parts of a step (``work.step.<step>``); zero when nobody can count them.

        Raises ``StoppedError``, ``LostError`` and ``ClosingError``.
        """
        if self.lost.is_set():
            raise LostError
        if self._closing.is_set():
            raise ClosingError
        if step == self._step and done != total and time.monotonic() - self._told_at < PAUSE_SECONDS:
            return
        self._step, self._told_at = step, time.monotonic()
        if not self._hold.tell(now(), step, done, total):
            raise LostError
        if self._hold.is_asked_to_stop():
            raise StoppedError
