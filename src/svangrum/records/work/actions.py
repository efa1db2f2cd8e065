"""Start and stop work, as people and the clock do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.actions import MissingError, action, require
from svangrum.records.work.models import Work, WorkState
from svangrum.records.work.permissions import can_start_work, can_stop_work, can_view_work
from svangrum.records.work.starting import begin

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any
    from uuid import UUID

    from svangrum.records.actions import Act


@action("work.started")
def start_work(act: Act, *, kind: str, given: Mapping[str, Any] | None = None, day: date | None = None) -> UUID:
    """Put work in the queue. Raises ``NotAllowedError``; ``IntegrityError`` for daily work that the day has already."""
    require(can_start_work(act.by, kind))
    return begin(act, kind=kind, given=given, day=day)


@action("work.stop-asked")
def stop_work(act: Act, *, work: UUID) -> UUID:
    """What waits is stopped; what is under way is asked to stop, and does so when it next tells how far it has come.

    Raises ``MissingError`` to who may not see it, and ``SvangrumError`` ``work.over`` when there is nothing to stop.
    """
    found = act.take(Work, work)
    if not can_view_work(act.by, found):
        raise MissingError("record.missing")
    if found.is_over:
        raise SvangrumError("work.over")
    require(can_stop_work(act.by, found))
    found.stop_asked = True
    if found.state == WorkState.WAITING:
        found.state, found.task, found.finished_at = WorkState.STOPPED, None, act.recorded_at
    return act.put(found, {"kind": found.kind})
