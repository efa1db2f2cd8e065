"""Readings of what is secret: told in a chain of their own, so that who reads makes no one's editing stale."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from svangrum.core.dates import day_at_home, end_of_day
from svangrum.records.events.chain import append
from svangrum.records.events.models import Event

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from svangrum.records.actors import Actor
    from svangrum.records.recorded import Recorded

READ = "read"


def readings_of(kind: str) -> str:
    """The kind of chain that holds who has read things of ``kind``."""
    return f"{kind}.reading"


def tell_reading(
    thing: Recorded,
    *,
    by: Actor,
    recorded_at: datetime,
    what: str,
    organisation: UUID | None,
    once_a_day: bool = False,
) -> None:
    """Keep that somebody read ``what`` (a code: a page, a part, a file) of the thing.

    ``once_a_day``: of what anyone may open the same reader is told of once for each ``what``; all who are not signed in
    are one.
    """
    with transaction.atomic():
        if once_a_day and _told_that_day(thing, by, recorded_at, what):
            return
        append(
            kind=readings_of(thing.chain),
            thing=thing.pk,
            action=READ,
            payload={"what": what, "version": thing.version},
            by=by,
            organisation=organisation,
            as_of=None,
            recorded_at=recorded_at,
        )


def _told_that_day(thing: Recorded, by: Actor, recorded_at: datetime, what: str) -> bool:
    """Whether the reader has been told of since the day began, in Sweden."""
    before = end_of_day(day_at_home(recorded_at) - timedelta(days=1))
    events = Event.objects.filter(kind=readings_of(thing.chain), thing=thing.pk, person=by.person, token=by.token)
    payloads = events.filter(recorded_at__gt=before, payload__isnull=False).values_list("payload", flat=True)
    return any(json.loads(one or "{}").get("what") == what for one in payloads)
