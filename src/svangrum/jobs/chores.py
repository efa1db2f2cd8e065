"""What must not wait for the queue: letters, work whose worker died, daily work, and the worker's own sign of life."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection

from svangrum.jobs.clock import now
from svangrum.jobs.letters.delivery import deliver_due
from svangrum.jobs.schedule import start_daily
from svangrum.jobs.sweeping import sweep
from svangrum.records.work.workers import tell_alive, tell_gone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

_log = logging.getLogger("svangrum.jobs")
_LOOKS_TO_A_SIGN = 10


@dataclass(frozen=True)
class Rhythm:
    """Seconds between looks: into the queue, and for chores; and how long a silent worker is waited for."""

    queue: float = 1.0
    chores: float = 2.0
    patience: float = 30.0


@contextmanager
def chores(worker: UUID, rhythm: Rhythm) -> Iterator[None]:
    """Meanwhile, a thread does the chores: they need not wait for an import to end."""
    over = threading.Event()
    thread = threading.Thread(target=_keep_doing, args=(worker, rhythm, over), name="chores", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _keep_doing(worker: UUID, rhythm: Rhythm, over: threading.Event) -> None:
    looks = 0
    try:
        while not over.is_set():
            with _told():
                if looks % _LOOKS_TO_A_SIGN == 0:
                    tell_alive(worker, now())
                do_chores(rhythm)
            looks += 1
            over.wait(rhythm.chores)
        with _told():
            tell_gone(worker)
    finally:
        connection.close()


def do_chores(rhythm: Rhythm) -> None:
    """One look at each."""
    sweep(now(), timedelta(seconds=rhythm.patience))
    start_daily(now())
    deliver_due(now())


@contextmanager
def _told() -> Iterator[None]:
    """What fails is told in the log and tried again at the next look: nobody would miss a thread that ended."""
    try:
        yield
    except DatabaseError as error:
        _log.warning("chores wait for the database", extra={"code": type(error).__name__})
        connection.close()
    except Exception as error:  # noqa: BLE001 - said above
        _log.error("chores failed", exc_info=error)
