"""What the worker tells of work: begun, done, failed, to be tried again, taken back from one that died."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.actions import action, require
from svangrum.records.letters.topics import Topic
from svangrum.records.letters.writing import write_letter
from svangrum.records.work.models import Work, WorkState
from svangrum.records.work.permissions import can_run_work
from svangrum.records.work.queue import enqueue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any
    from uuid import UUID

    from svangrum.records.actions import Act

WATCHED_SECONDS = 60
"""Who started work watches it so long: for what is done sooner no letter is written."""


class NotOursError(SvangrumError):
    """The work was taken back, stopped or given to another (``work.not-ours``): whoever did it must leave it alone."""


@action("work.begun")
def begin_work(act: Act, *, work: UUID, task: UUID) -> UUID:
    """The work is this worker's from now on. Raises ``NotOursError`` unless ``task`` is its row in the queue."""
    found = _taken(act, work, task, WorkState.WAITING)
    found.state, found.beat_at, found.attempts = WorkState.RUNNING, act.recorded_at, found.attempts + 1
    found.step, found.done, found.total = "", 0, 0
    return act.put(found, {"kind": found.kind, "attempt": found.attempts})


@action("work.done")
def finish_work(act: Act, *, work: UUID, task: UUID, result: Mapping[str, Any]) -> UUID:
    """What came of it: a code of words with values. Raises ``NotOursError``."""
    found = _taken(act, work, task, WorkState.RUNNING)
    _end(act, found, WorkState.DONE)
    found.result, found.error = dict(result), {}
    if (act.recorded_at - found.started_at).total_seconds() > WATCHED_SECONDS:
        _write(act, found, "work-done")
    return act.put(found, {"kind": found.kind})


@action("work.failed")
def fail_work(act: Act, *, work: UUID, task: UUID, error: Mapping[str, Any]) -> UUID:
    """It will not be tried again. Raises ``NotOursError``."""
    found = _taken(act, work, task, WorkState.RUNNING)
    _end(act, found, WorkState.FAILED)
    found.error = dict(error)
    _write(act, found, "work-failed")
    return act.put(found, {"kind": found.kind, "error": error["code"]})


@action("work.stopped")
def end_stopped_work(act: Act, *, work: UUID, task: UUID) -> UUID:
    """It stopped, as it was asked to. Raises ``NotOursError``."""
    found = _taken(act, work, task, WorkState.RUNNING)
    _end(act, found, WorkState.STOPPED)
    return act.put(found, {"kind": found.kind})


@action("work.postponed")
def postpone_work(act: Act, *, work: UUID, task: UUID, error: Mapping[str, Any], due_at: datetime) -> UUID:
    """It failed, which may pass: the queue has it again from ``due_at``. Raises ``NotOursError``."""
    found = _taken(act, work, task, WorkState.RUNNING)
    found.error = dict(error)
    _queue_again(found, due_at)
    return act.put(found, {"kind": found.kind, "error": error["code"]})


@action("work.given-back")
def give_back_work(act: Act, *, work: UUID, task: UUID) -> UUID:
    """Its worker ends before it is done, which is no failed attempt: it waits again. Raises ``NotOursError``."""
    found = _taken(act, work, task, WorkState.RUNNING)
    found.attempts -= 1
    _again_or_stopped(act, found)
    return act.put(found, {"kind": found.kind})


@action("work.taken-back")
def take_back_work(act: Act, *, work: UUID, task: UUID | None, silent_since: datetime) -> UUID:
    """Its worker has been silent since: the queue has it again, at once. What was asked to stop is stopped.

    Raises ``NotOursError``, also when it has given a sign of life meanwhile.
    """
    found = _taken(act, work, task, WorkState.RUNNING, WorkState.WAITING)
    _require_silence(found, silent_since)
    _again_or_stopped(act, found)
    return act.put(found, {"kind": found.kind})


@action("work.given-up")
def give_up_work(act: Act, *, work: UUID, task: UUID | None, silent_since: datetime) -> UUID:
    """It has taken too many workers with it. Raises ``NotOursError``, as ``take_back_work``."""
    found = _taken(act, work, task, WorkState.RUNNING)
    _require_silence(found, silent_since)
    _end(act, found, WorkState.FAILED)
    found.error = {"code": "work.died", "values": {}}
    _write(act, found, "work-failed")
    return act.put(found, {"kind": found.kind})


@action("work.thinned")
def thin_work(act: Act, *, work: UUID) -> UUID:
    """The row of work that is over goes; its events stay. Raises ``SvangrumError`` ``work.goes-on``."""
    require(can_run_work(act.by))
    found = act.take(Work, work)
    if not found.is_over:
        raise SvangrumError("work.goes-on")
    return act.remove(found, {"kind": found.kind})


def _taken(act: Act, work: UUID, task: UUID | None, *states: WorkState) -> Work:
    require(can_run_work(act.by))
    found = act.take(Work, work)
    if found.task != task or found.state not in states:
        raise NotOursError("work.not-ours")
    return found


def _require_silence(work: Work, since: datetime) -> None:
    """A worker that took it, or told of itself, after it was looked for is not silent."""
    if (work.beat_at or work.due_at) >= since:
        raise NotOursError("work.not-ours")


def _again_or_stopped(act: Act, work: Work) -> None:
    if work.stop_asked:
        _end(act, work, WorkState.STOPPED)
    else:
        _queue_again(work, act.recorded_at)


def _end(act: Act, work: Work, state: WorkState) -> None:
    work.state, work.task, work.finished_at = state, None, act.recorded_at


def _queue_again(work: Work, due_at: datetime) -> None:
    work.state, work.due_at, work.beat_at = WorkState.WAITING, due_at, None
    work.task = enqueue(work.pk, due_at=due_at)


def _write(act: Act, work: Work, code: str) -> None:
    if work.started_by is not None:
        parts = {"work": str(work.pk)}
        write_letter(act, to=work.started_by, topic=Topic.WORK, code=code, page="work", parts=parts)
