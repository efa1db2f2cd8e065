"""The history of a thing and of an organisation, newest first, as codes and values: the words are the interface's."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

from svangrum.records.events.chain import ERASED
from svangrum.records.events.models import Event
from svangrum.records.events.reading import readings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from svangrum.records.events.models import EventSet

PAGE = 50


@dataclass(frozen=True)
class Told:
    """One event to show. ``code`` has words (``event.<action>``); ``values`` fill them, and are none when erased."""

    id: UUID
    kind: str
    thing: UUID
    number: int
    code: str
    values: Mapping[str, Any]
    erased: bool
    person: UUID | None
    instead_of: UUID | None
    token: UUID | None
    organisation: UUID | None
    as_of: date | None
    recorded_at: datetime

    @property
    def erasable(self) -> bool:
        """Whether there is something left to erase; what tells of an erasure is kept."""
        return not self.erased and self.code != f"event.{ERASED}"


@dataclass(frozen=True)
class History:
    """One page, newest first; ``older`` is what to ask for next, none on the last page."""

    events: tuple[Told, ...]
    older: str | None


def history(kind: str, thing: UUID, *, older: str | None = None, size: int = PAGE) -> History:
    """What was done with a thing. Anything else than an ``older`` that was given out is the first page."""
    events = Event.objects.filter(kind=kind, thing=thing).order_by("-number")
    if older and older.isdecimal():
        events = events.filter(number__lt=int(older[:9]))
    return _page(events, size, lambda event: str(event.number))


def history_by_name(thing: UUID) -> list[Told]:
    """All that was done with the thing of that name, whatever its kind, newest first; readings are left out."""
    events = Event.objects.filter(thing=thing).exclude(kind__endswith=".reading")
    return [_told(one) for one in events.order_by("-number")]


def history_with_readings(kind: str, thing: UUID, *, older: str | None = None, size: int = PAGE) -> History:
    """What was done with a thing and who has read it, together; ``older`` as in ``history``."""
    events = Event.objects.filter(kind__in=(kind, readings_of(kind)), thing=thing)
    last = _named(events, older)
    if last is not None:
        before = Q(kind__lt=last.kind) | Q(kind=last.kind, number__lt=last.number)
        events = events.filter(_earlier(last, before))
    return _page(events.order_by("-recorded_at", "-kind", "-number"), size, lambda event: str(event.pk))


def history_of_organisation(organisation: UUID, *, older: str | None = None, size: int = PAGE) -> History:
    """What was done in an organisation, all its things together; readings are left to each thing's own history."""
    events = Event.objects.filter(organisation=organisation).exclude(kind__endswith=".reading")
    last = _named(events, older)
    if last is not None:
        events = events.filter(_earlier(last, Q(pk__lt=last.pk)))
    return _page(events.order_by("-recorded_at", "-pk"), size, lambda event: str(event.pk))


def _named(events: EventSet, older: str | None) -> Event | None:
    """The event that an ``older`` names, of those that may be shown."""
    name = _name(older or "")
    return events.filter(pk=name).first() if name else None


def _earlier(last: Event, before: Q) -> Q:
    """Recorded before the last that was shown; of those of the same moment, the ones ``before`` it."""
    return Q(recorded_at__lt=last.recorded_at) | Q(recorded_at=last.recorded_at) & before


def _page(events: EventSet, size: int, name: Callable[[Event], str]) -> History:
    found = list(events[: size + 1])
    shown = found[:size]
    return History(tuple(_told(event) for event in shown), name(shown[-1]) if len(found) > size else None)


def _told(event: Event) -> Told:
    return Told(
        id=event.pk,
        kind=event.kind,
        thing=event.thing,
        number=event.number,
        code=f"event.{event.action}",
        values={} if event.payload is None else json.loads(event.payload),
        erased=event.payload is None,
        person=event.person,
        instead_of=event.instead_of,
        token=event.token,
        organisation=event.organisation,
        as_of=event.as_of,
        recorded_at=event.recorded_at,
    )


def _name(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
