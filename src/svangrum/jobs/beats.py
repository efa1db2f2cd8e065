"""A sign of life while work is under way, also from work that tells nothing for a long time."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection

from svangrum.jobs.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svangrum.jobs.report import Report
    from svangrum.records.work.progress import Hold


@contextmanager
def beating(hold: Hold, report: Report, every: float) -> Iterator[None]:
    """Meanwhile, a thread gives a sign of life each ``every`` seconds; it tells ``report`` when the hold is lost."""
    over = threading.Event()
    thread = threading.Thread(target=_beat, args=(hold, report, every, over), name="beats", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(hold: Hold, report: Report, every: float, over: threading.Event) -> None:
    try:
        while not over.wait(every):
            if not _beat_once(hold):
                report.lost.set()
                return
    finally:
        connection.close()


def _beat_once(hold: Hold) -> bool:
    """A database that is busy or away says nothing about the hold: the next beat will."""
    try:
        return hold.beat(now())
    except DatabaseError:
        connection.close()
        return True
