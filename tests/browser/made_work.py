"""Work in every state, in the running site."""

from __future__ import annotations

from svangrum.jobs.clock import now
from svangrum.records.accounts.models import Person
from svangrum.records.actors import PROGRAM, Actor
from svangrum.records.work import running
from svangrum.records.work.actions import start_work
from svangrum.records.work.kinds import WorkKind
from svangrum.records.work.models import Work
from svangrum.records.work.progress import Hold

RESULT = {"code": "counted", "values": {"cells": 1204, "reviewed": 31}, "page": "observatory"}
ERROR = {"code": "observatory.no-facts", "values": {"store": "/var/lib/svangrum"}}


def make() -> dict[str, str]:
    """The work by its state; run in the process of ``tests.web.inhabited.prepare``."""
    operator = Person.objects.get(is_operator=True)
    by = Actor(person=operator.pk, operator=True)
    made = {}
    for state, (action, more) in {
        "done": ("finish_work", {"result": RESULT}),
        "failed": ("fail_work", {"error": ERROR}),
        "running": (None, {}),
        "waiting": (None, {}),
    }.items():
        work = Work.objects.get(
            pk=start_work(by=by, recorded_at=now(), kind=WorkKind.IMPORT_NOTICES, given={"names": ["2026-11.xml"]})
        )
        made[state] = str(work.pk)
        if state == "waiting":
            continue
        running.begin_work(by=PROGRAM, recorded_at=now(), work=work.pk, task=work.task)
        Hold(work.pk, work.task).tell(now(), "reading", 1300, 5200 if state != "running" else 9400)
        if action:
            getattr(running, action)(by=PROGRAM, recorded_at=now(), work=work.pk, task=work.task, **more)
    return made
