"""The worker: does what stands in the queue, one thing at a time, and beside that the chores that must not wait."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import OperationalError, connection
from django_tasks_db.management.commands.db_worker import Worker

from svangrum.jobs import tasks
from svangrum.jobs.chores import Rhythm, chores

if TYPE_CHECKING:
    from types import FrameType

_LAST_WORDS_SECONDS = 10.0


class Runner(Worker):
    """The queue's own worker, which ends without losing what it does."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002 - as Python calls it
        """The first signal lets work give itself back; the second ends at once."""
        if not self.running:
            sys.exit(1)
        self.running = False
        tasks.CLOSING.set()
        if not self.running_task:
            sys.exit(0)


def work(rhythm: Rhythm, *, until_empty: bool = False) -> None:
    """Work until told to end, or until nothing is left that is due.

    Django must be set up, and this the main thread: signals end it.
    """
    runner = Runner(
        queue_names=["default"],
        interval=rhythm.queue,
        batch=until_empty,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=str(uuid4()),
        excluded_queue_names=[],
    )
    runner.configure_signals()
    with chores(UUID(runner.worker_id), rhythm):
        while runner.running:
            try:
                runner.run()
            except OperationalError:
                # Another writer has held the database for longer than it is waited for
                connection.close()
                time.sleep(rhythm.queue)
            else:
                return


def end_with(parent: int) -> None:
    """End as a signal would when ``parent``, a file that only another process holds open for writing, is closed.

    That happens however the other process ends, killed too. What does not end in time is ended.
    """
    threading.Thread(target=_end_when_closed, args=(parent,), name="parent", daemon=True).start()


def _end_when_closed(parent: int) -> None:
    while os.read(parent, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_LAST_WORDS_SECONDS)
    os._exit(1)
