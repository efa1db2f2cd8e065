"""Kept answers against the events by which they were kept: whoever changed one in the database is found."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from svangrum.records.events.models import Event
from svangrum.records.purchases.given import digest_of
from svangrum.records.purchases.models import GivenAdvice, Purchase, PurchaseState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID


ANSWERED = ("purchase.kept", "purchase.changed", "purchase.asked-again")
"""The actions that keep an answer."""


class Fault(NamedTuple):
    """What is wrong with one answer of a purchase: ``purchases.fault.<code>`` in words."""

    purchase: UUID
    number: int
    code: str


def faulty_answers() -> Iterator[Fault]:
    """Answers that were changed, that no event tells of, and that are gone although an event tells of them.

    Of an answer whose event was erased only that there was one is known; ``events.verify`` finds erasures untold.
    """
    told, erased = _told(), _erased()
    for answer in GivenAdvice.objects.select_related("purchase").iterator(chunk_size=20):
        digest = told.pop((answer.purchase_id, answer.number), None)
        if digest is None:
            erased[answer.purchase_id] -= 1
            if erased[answer.purchase_id] < 0:
                yield Fault(answer.purchase_id, answer.number, "untold")
        elif digest != digest_of(answer):
            yield Fault(answer.purchase_id, answer.number, "changed")
    for purchase, number in sorted(told):
        yield Fault(purchase, number, "gone")


def _erased() -> Counter[UUID]:
    """How many answers were told of in events that are erased, by purchase."""
    events = Event.objects.filter(kind=Purchase.chain, action__in=ANSWERED, payload__isnull=True)
    return Counter(events.values_list("thing", flat=True))


def _told() -> dict[tuple[UUID, int], str]:
    """The digest of every answer that must be there, by purchase and number. A thinned purchase has none left."""
    thinned = set(Purchase.objects.filter(state=PurchaseState.THINNED).values_list("pk", flat=True))
    events = Event.objects.filter(kind=Purchase.chain, payload__contains='"digest"').exclude(thing__in=thinned)
    found = {}
    for thing, payload in events.values_list("thing", "payload"):
        held = json.loads(payload or "{}")
        if "digest" in held:
            found[thing, held["number"]] = held["digest"]
    return found
