"""Readings of what is secret: told in a chain of their own, so that who reads makes no one's editing stale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from svangrum.records.events.chain import append

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from svangrum.records.actors import Actor
    from svangrum.records.recorded import Recorded

READ = "read"


def readings_of(kind: str) -> str:
    """The kind of chain that holds who has read things of ``kind``."""
    return f"{kind}.reading"


def tell_reading(thing: Recorded, *, by: Actor, recorded_at: datetime, what: str, organisation: UUID | None) -> None:
    """Keep that somebody read ``what`` (a code: a page, a part, a file) of the thing."""
    with transaction.atomic():
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
