"""Work in the background."""

from __future__ import annotations

from django.db import models

from svangrum.records.accounts.models import Organisation, Person
from svangrum.records.recorded import Recorded


class WorkState(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class Worker(models.Model):
    """A worker that is alive, and when it last said so."""

    id = models.UUIDField(primary_key=True)
    beat_at = models.DateTimeField()


class Work(Recorded):
    """Something that takes time: its kind, what it was given, how far it has come, and what came of it.

    ``done`` of ``total`` parts of the ``step`` are done; ``beat_at`` is the last sign of life of who does it; ``error``
    and ``result`` are codes of words with values. ``task`` is its row in the queue: a new one for every attempt, so
    that a worker that was given up cannot write over its successor. ``day`` is that of daily work, which no one starts.
    """

    chain = "work"

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="work")
    started_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="work")
    kind = models.CharField(max_length=40)
    given = models.JSONField(default=dict)
    day = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=WorkState.choices, default=WorkState.WAITING)
    task = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    stop_asked = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    step = models.CharField(max_length=60, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    error = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "day"], name="one_daily_work_of_each_kind")]
        indexes = [models.Index(fields=["state", "beat_at"], name="work_that_is_under_way")]

    @property
    def is_over(self) -> bool:
        return self.state not in {WorkState.WAITING, WorkState.RUNNING}
