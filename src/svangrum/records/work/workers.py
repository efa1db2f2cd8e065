"""Which workers are alive. Not events: a sign of life is nobody's decision."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Max

from svangrum.records.work.models import Worker

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

_FORGOTTEN = timedelta(days=1)


def tell_alive(worker: UUID, moment: datetime) -> None:
    """A sign of life. Workers that have given none for a day are forgotten."""
    Worker.objects.update_or_create(pk=worker, defaults={"beat_at": moment})
    Worker.objects.filter(beat_at__lt=moment - _FORGOTTEN).delete()


def tell_gone(worker: UUID) -> None:
    Worker.objects.filter(pk=worker).delete()


def last_beat() -> datetime | None:
    """When any worker last gave a sign of life; None when none is at work."""
    last: datetime | None = Worker.objects.aggregate(last=Max("beat_at"))["last"]
    return last
