"""Which closed purchases the rule of keeping bids go, and which of them await their owners."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home
from svangrum.records.files.thinning import Due
from svangrum.records.files.times import rule_of
from svangrum.records.purchases.models import Purchase, PurchaseState
from svangrum.records.purchases.permissions import awaits_owner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from svangrum.records.actors import Actor
    from svangrum.records.files.thinning import Rule

RULE = "purchase-closed"


def purchases_due(on: date, organisation: UUID | None = None) -> list[Due]:
    """What has been closed longer than the rule says, the longest first; ``actions.ending.thin_purchase`` does it.

    What awaits its owner is left out.
    """
    past = _past(_closed(organisation), on)
    return [_due(one, last) for one, last in past if not awaits_owner(one, on=on)]


def purchases_awaiting_owners(on: date, organisation: UUID) -> int:
    """How many are past their last day and are for their owners alone to read."""
    return sum(awaits_owner(one, on=on) for one, _ in _past(_closed(organisation), on))


def own_purchases_due(actor: Actor, on: date) -> list[Purchase]:
    """The actor's own that are past their last day and that nobody else can dispose of."""
    own = _closed(actor.organisation).filter(owner=actor.principal, shared=False)
    return [one for one, _ in _past(own, on)]


def _closed(organisation: UUID | None) -> QuerySet[Purchase]:
    """Of one organisation, or of all."""
    closed = Purchase.objects.filter(state=PurchaseState.CLOSED, closed_at__isnull=False)
    return closed if organisation is None else closed.filter(organisation=organisation)


def _past(closed: QuerySet[Purchase], on: date) -> Iterator[tuple[Purchase, date]]:
    """Each whose last day is past, with that day, by the times of its own organisation."""

    @cache
    def rule(organisation: UUID) -> Rule:
        return rule_of(organisation, RULE)

    for one in closed.order_by("closed_at", "pk"):
        last = rule(one.organisation_id).last_day(day_at_home(one.closed_at)) if one.closed_at else None
        if last is not None and last < on:
            yield one, last


def _due(purchase: Purchase, last: date) -> Due:
    return Due(
        kind=Purchase.chain,
        thing=purchase.pk,
        version=purchase.version,
        organisation=purchase.organisation_id,
        name=purchase.title,
        size=0,
        rule=RULE,
        last_day=last,
    )
