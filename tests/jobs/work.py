"""Work for tests: started by an operator, and attempted as the worker does."""

from __future__ import annotations

import threading

from svangrum.jobs.clock import now
from svangrum.jobs.doing import Attempt
from svangrum.jobs.result import Result
from svangrum.records.work.actions import start_work
from svangrum.records.work.kinds import WorkKind
from svangrum.records.work.models import Work
from svangrum.records.work.progress import Hold
from tests.records.build import actor, an_operator

KIND = WorkKind.BUILD_OBSERVATORY
DONE = Result("counted", {"cells": 1, "reviewed": 2})


def some_work(kind=KIND, **given) -> Work:
    return Work.objects.get(pk=start_work(by=actor(an_operator()), recorded_at=now(), kind=kind, given=given))


def attempt(work, closing=None) -> Work:
    """One attempt, by the row that the work has in the queue; what it is afterwards."""
    Attempt(Hold(work.pk, work.task), closing or threading.Event(), beat_seconds=60).run()
    return Work.objects.get(pk=work.pk)
