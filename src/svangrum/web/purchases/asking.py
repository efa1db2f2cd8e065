"""From what was written in the form of *Pröva ett köp* to an answer that can be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from svangrum.advice.read import read_purchase
from svangrum.advice.supply_stated import read_supply
from svangrum.core.dates import parse_day
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.records.purchases.given import answer_now
from svangrum.records.purchases.today import day_to_ask
from svangrum.records.suppliers.handed import register_for
from svangrum.web.clock import today

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.advice.supply_known import KnownSuppliers
    from svangrum.core.errors import SvangrumError
    from svangrum.records.actors import Actor
    from svangrum.records.purchases.given import Given
    from svangrum.records.purchases.models import GivenAdvice, Purchase


def answered(stated: Mapping[str, str], actor: Actor, purchase: Purchase | None = None) -> Given:
    """The answer to what was stated; without a day, today's. ``purchase`` is whose facts they are, once it is kept.

    Raises ``InvalidFactsError`` with every field at fault.
    """
    problems: list[SvangrumError] = []
    gather(lambda: read_purchase(stated), problems)
    gather(lambda: read_supply(stated), problems)
    written = stated.get("as_of", "")
    day = gather(lambda: parse_day(written), problems) if written else today()
    if problems or day is None:
        raise InvalidFactsError(tuple(problems))
    known = register_of(purchase, actor) if purchase else register_for(actor, on=today())
    return answer_now(stated, as_of=day, sent=stated, store=settings.STORE, known=known)


def answered_today(answer: GivenAdvice, actor: Actor) -> Given:
    """The same facts as the answer's, asked today."""
    day, known = day_to_ask(answer, on=today()), register_of(answer.purchase, actor)
    return answer_now(answer.facts, as_of=day, sent={}, store=settings.STORE, known=known)


def register_of(purchase: Purchase, actor: Actor) -> KnownSuppliers | None:
    """What a kept purchase is held against: what its own organisation knows, and only for people of it."""
    return register_for(actor, on=today()) if actor.belongs_to(purchase.organisation_id) else None
