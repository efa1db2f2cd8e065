"""Start work in the transaction of an action: the work and its row in the queue are kept together, or neither is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.work.models import Work
from svangrum.records.work.queue import enqueue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any
    from uuid import UUID

    from svangrum.records.actions import Act


def begin(act: Act, *, kind: str, given: Mapping[str, Any] | None = None, day: date | None = None) -> UUID:
    """Work of ``kind`` for who acts. The caller has asked whether they may. ``given`` holds names and codes only."""
    work = Work(
        organisation_id=act.by.organisation,
        started_by_id=act.by.person,
        kind=kind,
        given=dict(given or {}),
        day=day,
        started_at=act.recorded_at,
        due_at=act.recorded_at,
    )
    work.task = enqueue(work.pk)
    return act.put(work, {"kind": kind})
