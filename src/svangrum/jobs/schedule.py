"""What is done daily: started by the first worker that looks after its hour, and by one alone."""

from __future__ import annotations

from contextlib import suppress
from datetime import time
from typing import TYPE_CHECKING

from django.db import IntegrityError

from svangrum.core.dates import at_home
from svangrum.records.actors import PROGRAM
from svangrum.records.work.actions import start_work
from svangrum.records.work.kinds import WorkKind
from svangrum.records.work.queries import started_on

if TYPE_CHECKING:
    from datetime import datetime

HOURS = {
    WorkKind.CLEAR_AWAY: time(3, 0),
    WorkKind.REMIND: time(6, 0),
    WorkKind.SEND_DIGESTS: time(7, 0),
}
"""From when each is done, in Sweden. What an idle hour missed is done later the same day."""


def start_daily(moment: datetime) -> list[WorkKind]:
    """Start what is due at ``moment`` and has not been started that day. Gives what this call started."""
    here = at_home(moment)
    day, done = here.date(), started_on(here.date())
    started = []
    for kind, hour in HOURS.items():
        if here.time() < hour or kind in done:
            continue
        # The table takes one row for a kind and a day: another worker was first
        with suppress(IntegrityError):
            start_work(by=PROGRAM, recorded_at=moment, kind=kind, day=day)
            started.append(kind)
    return started
