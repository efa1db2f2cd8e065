"""Take back work whose worker died."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from svangrum.jobs.doing import MOST_ATTEMPTS
from svangrum.records.actors import PROGRAM
from svangrum.records.work.models import WorkState
from svangrum.records.work.queries import lost
from svangrum.records.work.running import NotOursError, give_up_work, take_back_work

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from svangrum.records.work.models import Work


def sweep(moment: datetime, patience: timedelta) -> int:
    """Put work in the queue again when its worker has been silent longer than ``patience``. Gives how much.

    Work that took three workers with it is given up.
    """
    silent_since = moment - patience
    found = lost(silent_since)
    for work in found:
        # Another worker may sweep at the same time
        with suppress(NotOursError):
            _take_back(work, moment, silent_since)
    return len(found)


def _take_back(work: Work, moment: datetime, silent_since: datetime) -> None:
    died = work.state == WorkState.RUNNING and work.attempts >= MOST_ATTEMPTS and not work.stop_asked
    tell = give_up_work if died else take_back_work
    tell(by=PROGRAM, recorded_at=moment, work=work.pk, task=work.task, silent_since=silent_since)
