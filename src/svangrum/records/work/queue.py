"""The queue's rows. Each names only the work to do, so that the queue's own table holds nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


def enqueue(work: UUID, *, due_at: datetime | None = None) -> UUID:
    """A row for ``work``, in the caller's transaction; nobody takes it before ``due_at``. Gives the row's name."""
    task = import_string(settings.WORK_TASK).using(run_after=due_at)
    return UUID(task.enqueue(str(work)).id)


def still_queued(tasks: Iterable[UUID]) -> set[UUID]:
    """Those of ``tasks`` that a worker will still take."""
    return set(DBTaskResult.objects.filter(pk__in=tasks, status="READY").values_list("pk", flat=True))


def thin_queue(before: datetime) -> int:
    """Remove the queue's rows that ended before a moment. Gives how many."""
    removed, _ = DBTaskResult.objects.filter(finished_at__lt=before).delete()
    return removed
