"""The queue's only task: ``WORK_TASK`` in the settings."""

from __future__ import annotations

import logging
import threading
from typing import Any
from uuid import UUID

from django_tasks import task

from svangrum.jobs.doing import Attempt
from svangrum.records.work.progress import Hold

_log = logging.getLogger("svangrum.jobs")
CLOSING = threading.Event()
"""Set when the worker is told to end: work gives itself back at the next word of how far it has come."""
BEAT_SECONDS = 5.0


@task(takes_context=True)
def do_work(context: Any, work: str) -> None:  # noqa: ANN401 - the queue's own type
    """Do one piece of work. What came of it stands in ``records.work``.

    Gives nothing, and raises nothing that the queue would keep the words of: work that could not even be told about is
    taken back by the sweep.
    """
    try:
        Attempt(Hold(UUID(work), UUID(context.task_result.id)), CLOSING, BEAT_SECONDS).run()
    except Exception as error:  # noqa: BLE001 - said above
        _log.error("attempt failed", exc_info=error, extra={"work": work})
    except BaseException:  # noqa: BLE001 - the worker is told to end at once
        raise SystemExit(1) from None
