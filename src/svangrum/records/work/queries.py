"""Questions about work: whose, under way, lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from svangrum.core.dates import day_at_home
from svangrum.records.actions import MissingError
from svangrum.records.todo import Todo
from svangrum.records.work.models import Work, WorkState
from svangrum.records.work.permissions import can_view_work
from svangrum.records.work.queue import still_queued

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from svangrum.records.actors import Actor

_FRESH = timedelta(days=7)


def works_seen_by(actor: Actor) -> QuerySet[Work]:
    """What the actor may see (``permissions.can_view_work``), the newest first."""
    seen = Work.objects.select_related("started_by").order_by("-started_at", "pk")
    if actor.operator:
        return seen
    here = Q(organisation__isnull=True) | Q(organisation=actor.organisation)
    return seen.filter(here, started_by=actor.person) if actor.person else seen.none()


def work_for(actor: Actor, work: UUID) -> Work:
    """Raises ``MissingError`` for none, and for one that the actor may not see."""
    found = Work.objects.filter(pk=work).first()
    if found is None or not can_view_work(actor, found):
        raise MissingError("record.missing")
    return found


def todo(actor: Actor, on: date) -> list[Todo]:
    """Work that the actor started and that failed, in the last week."""
    failed = works_seen_by(actor).filter(started_by=actor.person, state=WorkState.FAILED) if actor.person else ()
    return [
        Todo("work-failed", "work", parts={"work": str(one.pk)}, day=_ended(one))
        for one in failed
        if on - _ended(one) <= _FRESH
    ]


def lost(silent_since: datetime) -> list[Work]:
    """Work whose worker has given no sign of life since, and work that waits but stands in the queue no more."""
    silent = Work.objects.filter(state=WorkState.RUNNING, beat_at__lt=silent_since)
    waits = list(Work.objects.filter(state=WorkState.WAITING, due_at__lt=silent_since))
    queued = still_queued(one.task for one in waits if one.task)
    return [*silent, *(one for one in waits if one.task not in queued)]


def finished_before(moment: datetime) -> list[UUID]:
    """Work that was over before then, the oldest first."""
    over = Work.objects.filter(finished_at__lt=moment).exclude(state__in=(WorkState.WAITING, WorkState.RUNNING))
    return list(over.order_by("finished_at", "pk").values_list("pk", flat=True))


def started_on(day: date) -> set[str]:
    """The kinds of daily work that ``day`` has."""
    return set(Work.objects.filter(day=day).values_list("kind", flat=True))


def _ended(work: Work) -> date:
    assert work.finished_at is not None  # noqa: S101 - failed work has ended
    return day_at_home(work.finished_at)
