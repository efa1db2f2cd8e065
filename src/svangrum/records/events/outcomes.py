"""What came of a request with a key: claimed before the work, settled after it, in the same transaction.

Of two requests with the same key at the same moment the second waits for the first (the database holds the claim until
the transaction ends), and is then answered by what came of it. What is refused leaves no claim.

Keys and content come from outside and may hold anything: only digests are kept. The organisation is part of the
content, since the same form sent from another one asks for something else.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from svangrum.core.errors import SvangrumError
from svangrum.records.events.canonical import canonical
from svangrum.records.events.models import Outcome
from svangrum.records.events.statements import execute

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from svangrum.records.actors import Actor

_CLAIM = (
    "INSERT INTO events_outcome (actor, key, action, given, recorded_at) VALUES (%s, %s, %s, %s, %s)"
    " ON CONFLICT DO NOTHING"
)
_SETTLE = "UPDATE events_outcome SET thing = %s WHERE actor = %s AND key = %s"


@dataclass(frozen=True)
class Request:
    """A request with a key, by which it is known when it is sent again."""

    actor: str
    key: str
    action: str
    given: str


def request_of(by: Actor, key: str, action: str, given: Mapping[str, Any]) -> Request:
    """Digest it. Done before the transaction: what is given may hold a file, and others wait for the database."""
    return Request(by.identity, _sha256(key), action, _sha256(canonical([given, by.organisation, by.instead_of])))


def claim(request: Request, recorded_at: datetime) -> UUID | None:
    """Claim the key for this request. Gives what came of it when it was answered before, else none.

    Raises ``SvangrumError`` ``record.key-reused`` when the key was used for something else.
    """
    if execute(_CLAIM, [request.actor, request.key, request.action, request.given, recorded_at]):
        return None
    kept = Outcome.objects.get(actor=request.actor, key=request.key)
    if (kept.action, kept.given) != (request.action, request.given):
        raise SvangrumError("record.key-reused")
    return kept.thing


def settle(request: Request, thing: UUID) -> None:
    """Keep what came of the request."""
    execute(_SETTLE, [thing, request.actor, request.key])


def forget_outcomes(*, before: datetime) -> int:
    """Remove what nobody sends again; gives how many. Background work calls it with the moment 30 days ago."""
    removed, _ = Outcome.objects.filter(recorded_at__lt=before).delete()
    return removed


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
