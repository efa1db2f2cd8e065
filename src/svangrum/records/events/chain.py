"""The chain of one thing: an event is added after the last, and the end is sealed.

Every action writes here: it reads the end, and then moves it and adds the event, on PostgreSQL in one statement.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hmac import compare_digest
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection

from svangrum.core.errors import SvangrumError
from svangrum.records.events.canonical import (
    HEADER,
    canonical,
    digest_of,
    digest_of_payload,
    seal_of,
    text_of,
)
from svangrum.records.events.models import Event
from svangrum.records.events.statements import execute, fetch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from svangrum.records.actors import Actor


ERASED = "event.erased"
"""The action that tells which events of the chain lost their payload."""
GONE = 0
"""The version that a thing gets when its row is removed."""

_COLUMNS = tuple(field.attname for field in Event._meta.concrete_fields)  # noqa: SLF001 - Django's own name
ADD = f"INSERT INTO events_event ({', '.join(_COLUMNS)}) VALUES ({', '.join(['%s'] * len(_COLUMNS))})"  # noqa: S608 - our columns
_END = "SELECT length, head, seal FROM events_chain WHERE kind = %s AND thing = %s"
_MOVE = "UPDATE events_chain SET length = %s, head = %s, seal = %s WHERE kind = %s AND thing = %s"
_BEGIN = "INSERT INTO events_chain (kind, thing, length, head, seal) VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"


@dataclass(frozen=True)
class End:
    """Where a chain ends: how many events, and the digest of the last."""

    length: int = 0
    head: str = ""


def append(
    *,
    kind: str,
    thing: UUID,
    action: str,
    payload: Mapping[str, Any],
    by: Actor,
    organisation: UUID | None,
    as_of: date | None,
    recorded_at: datetime,
    version: int | None = None,
    fresh: bool = False,
) -> Event:
    """Add one event to the chain of ``thing``; must stand in the transaction of the change that it tells of.

    ``fresh`` says that the thing was made just now, so that nobody can have begun its chain. Raises ``SvangrumError``
    ``record.chain-broken`` when the end of the chain has not the server's seal: adding to it would hide that.
    """
    text, salt = canonical(payload), secrets.token_hex(16)
    event = Event(
        kind=kind,
        thing=thing,
        version=version,
        organisation=organisation,
        person=by.person,
        instead_of=by.instead_of,
        token=by.token,
        action=action,
        as_of=as_of,
        recorded_at=recorded_at,
        payload=text,
        salt=salt,
        payload_digest=digest_of_payload(text, salt),
    )
    if not (fresh and _begin(event)):
        _add_to(event)
    event._state.adding = False  # noqa: SLF001 - Django's own name: the row is there
    return event


def sealed(kind: str, thing: str, length: str, head: str, seal: str) -> bool:
    """Whether the seal is this server's, by its key or by one before it (``SECRET_KEY_FALLBACKS``)."""
    given = seal.encode("utf-8", "surrogatepass")
    known = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(compare_digest(seal_of(kind, thing, length, head, secret=one).encode(), given) for one in known)


def _add_to(event: Event) -> None:
    """Put the event last. Of two who begin the same chain, one waits for the other and comes second."""
    end = _end_of(event)
    if end is None and not _begin(event):
        end = _end_of(event)
    if end is not None:
        _follow(event, end)
        moved = [event.number, event.digest, _seal(event), event.kind, event.thing]
        if connection.vendor == "postgresql":
            execute(f"WITH moved AS ({_MOVE}) {ADD}", [*moved, *row_of(event)])
        else:
            execute(_MOVE, moved)
            execute(ADD, row_of(event))


def _begin(event: Event) -> bool:
    """Begin a chain by the event; says no when somebody has begun it."""
    _follow(event, End())
    if not execute(_BEGIN, [event.kind, event.thing, event.number, event.digest, _seal(event)]):
        return False
    execute(ADD, row_of(event))
    return True


def _follow(event: Event, end: End) -> None:
    event.number, event.previous = end.length + 1, end.head
    event.digest = digest_of([text_of(getattr(event, name)) for name in HEADER])


def _end_of(event: Event) -> End | None:
    """The end of the event's chain, locked until the transaction ends; none before the first event."""
    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    found = fetch(f"{_END}{lock}", [event.kind, event.thing])
    if found is None:
        return None
    length, head, seal = found
    if not sealed(event.kind, event.thing.hex, str(length), head, seal):
        raise SvangrumError("record.chain-broken")
    return End(length, head)


def _seal(event: Event) -> str:
    return seal_of(event.kind, event.thing.hex, str(event.number), event.digest, secret=settings.SECRET_KEY)


def row_of(event: Event) -> list[Any]:
    """The values of the event's row, in the order of its columns."""
    return [getattr(event, column) for column in _COLUMNS]
