"""What the processes of ``processes.py`` run: ``python -m tests.jobs.in_process make|start|work|show|both``."""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import UTC, datetime

import django
from django.conf import settings

PARTS = 5


def main(verb: str, *arguments: str) -> None:
    django.setup()
    told = {"make": _make, "start": _start, "work": _work, "show": _show}[verb](*arguments)
    sys.stdout.write(json.dumps(told))


def _make() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _start(count: str) -> list[str]:
    from svangrum.records.actors import Actor
    from svangrum.records.work.actions import start_work
    from svangrum.records.work.kinds import WorkKind

    by, now = Actor(operator=True), datetime.now(UTC)
    kind = WorkKind.BUILD_OBSERVATORY
    return [str(start_work(by=by, recorded_at=now, kind=kind)) for _ in range(int(count))]


def _work(name: str, mode: str, pause: str) -> None:
    """A worker that is quick to take back, whose work writes each of its parts in a file."""
    from svangrum.jobs import tasks
    from svangrum.jobs.chores import Rhythm
    from svangrum.jobs.registry import KINDS
    from svangrum.jobs.result import Result
    from svangrum.jobs.worker import work
    from svangrum.records.work.kinds import DAILY, WorkKind

    def slow(_given, report):
        for part in range(PARTS):
            report("counting", part, PARTS)
            _write(f"{name} {part}")
            time.sleep(float(pause))
        report("counting", PARTS, PARTS)
        return Result("counted", {"cells": PARTS, "reviewed": 0})

    KINDS[WorkKind.BUILD_OBSERVATORY] = slow
    KINDS.update(dict.fromkeys(DAILY, lambda _given, _report: Result("cleared")))
    tasks.BEAT_SECONDS = 0.2
    work(Rhythm(queue=0.1, chores=0.2, patience=2.0), until_empty=mode == "until-empty")


def _show(work: str) -> dict[str, object]:
    from svangrum.records.work.models import Work

    found = Work.objects.get(pk=work)
    return {name: getattr(found, name) for name in ("state", "attempts", "done", "total")}


def _write(line: str) -> None:
    with open(settings.STORE / "steps", "a", encoding="utf-8") as file:  # noqa: PTH123 - appended whole, by any process
        file.write(f"{line}\n")
        file.flush()
        os.fsync(file.fileno())


if __name__ == "__main__":
    main(*sys.argv[1:])
