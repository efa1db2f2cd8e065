"""The tables of events: what was done, the chain it belongs to, and outcomes by which a repeated request is known."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from django.db import models


class AppendOnlyError(RuntimeError):
    """Some code tried to change or remove an event: that is a fault in the code, whoever runs it."""


class Chain(models.Model):
    """Where the events of one thing end: how many, the last digest, and a seal that only the server can set."""

    pk = models.CompositePrimaryKey("kind", "thing")
    kind = models.CharField(max_length=40)
    thing = models.UUIDField()
    length = models.PositiveIntegerField()
    head = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)


class EventSet(models.QuerySet["Event"]):
    """Events are read and added. Every way to change them is refused but ``erase``."""

    def erase(self) -> int:
        """Null payload and salt of these events. ``records.erasing`` alone calls it: an erasure leaves an event."""
        return super().update(payload=None, salt=None)

    def update(self, **_fields: Any) -> NoReturn:  # noqa: ANN401 - Django's form
        raise AppendOnlyError

    def bulk_update(self, *_args: Any, **_options: Any) -> NoReturn:  # noqa: ANN401 - Django's form
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError


class Event(models.Model):
    """One thing done. Never changed, never removed; only ``payload`` and ``salt`` can be erased, which leaves an event.

    ``version`` is the one that the thing got by it: none when it did not change, 0 when it was removed.
    ``recorded_at`` is when we were told, ``as_of`` the day it concerns. ``digest`` covers every column but the payload
    itself, which ``payload_digest`` covers with its salt, so that an erased one cannot be guessed from its digest.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    thing = models.UUIDField()
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(null=True)
    organisation = models.UUIDField(null=True)
    person = models.UUIDField(null=True)
    instead_of = models.UUIDField(null=True)
    token = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    as_of = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    payload = models.TextField(null=True)
    salt = models.CharField(max_length=32, null=True)
    payload_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = EventSet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "thing", "number"], name="one_event_for_each_number")]
        indexes = [models.Index(fields=["organisation", "recorded_at"], name="events_of_an_organisation")]

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's form
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **{**options, "force_insert": True})

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:  # noqa: ANN401 - Django's form
        raise AppendOnlyError


class Outcome(models.Model):
    """What came of a request with a key, so that the same request sent again is answered and not done again."""

    pk = models.CompositePrimaryKey("actor", "key")
    actor = models.CharField(max_length=36)
    key = models.CharField(max_length=64)
    action = models.CharField(max_length=60)
    given = models.CharField(max_length=64)
    thing = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["recorded_at"], name="outcomes_by_age")]
