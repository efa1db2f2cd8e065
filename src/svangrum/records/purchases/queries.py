"""Questions about kept purchases: those an actor may see, one of them, its answers, what to look at."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, Subquery
from django.db.models.fields.json import KT

from svangrum.core.dates import day_at_home
from svangrum.records.accounts.permissions import can_administer
from svangrum.records.accounts.queries import people_of, shared_with
from svangrum.records.actions import MissingError
from svangrum.records.actors import Scope
from svangrum.records.purchases.models import GivenAdvice, Purchase, PurchaseState
from svangrum.records.purchases.permissions import can_view_purchase, owns_purchase
from svangrum.records.purchases.thinning import own_purchases_due
from svangrum.records.purchases.today import differs_today
from svangrum.records.todo import Todo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from svangrum.records.actors import Actor

OLD = timedelta(days=90)
"""An answer older than this is worth asking again."""
LOOKED_AT = 30
"""So many of one's latest purchases are compared with today's answer for *Mina sidor*."""


class Shelf(StrEnum):
    """Where a purchase is listed."""

    MINE = "mine"
    SHARED = "shared"
    CLOSED = "closed"
    LEFT = "left"


def purchases_seen_by(actor: Actor, *, on: date) -> QuerySet[Purchase]:
    """Every purchase for which ``can_view_purchase`` says yes, the latest kept first."""
    seen = Purchase.objects.exclude(state=PurchaseState.THINNED).order_by("-kept_at", "pk")
    if actor.token is not None:
        colleagues = seen.filter(organisation=actor.organisation, shared=True)
        return colleagues if _may_read(actor) else seen.none()
    if actor.person is None:
        return seen.none()
    within = Q(organisation=actor.organisation)
    found = within & (Q(owner=actor.principal) | Q(shared=True))
    found |= Q(pk__in=shared_with(Purchase.objects.all(), actor, on=on).values("pk"))
    return seen.filter(found | _left(actor, on))


def on_shelf(actor: Actor, shelf: Shelf, *, on: date) -> QuerySet[Purchase]:
    """What the actor sees, by where it is listed."""
    seen = purchases_seen_by(actor, on=on).select_related("owner", "organisation")
    if shelf is Shelf.CLOSED:
        return seen.filter(state=PurchaseState.CLOSED)
    seen = seen.filter(state=PurchaseState.OPEN)
    own = Q(owner=actor.principal, organisation=actor.organisation)
    if shelf is Shelf.MINE:
        return seen.filter(own)
    return seen.filter(_left(actor, on)) if shelf is Shelf.LEFT else seen.exclude(own)


def matching(purchases: QuerySet[Purchase], text: str) -> QuerySet[Purchase]:
    """Those whose title, note or description holds every word of ``text``, in any case."""
    for word in text.split():
        pattern = re.escape(word)
        purchases = purchases.filter(
            Q(title__iregex=pattern) | Q(note__iregex=pattern) | Q(facts__what__iregex=pattern)
        )
    return purchases


def purchase_for(actor: Actor, purchase: UUID, *, on: date) -> Purchase:
    """One purchase. Raises ``MissingError`` for none, and alike for one that the actor may not see."""
    found = Purchase.objects.select_related("owner", "organisation").filter(pk=purchase).first()
    if found is None or not can_view_purchase(actor, found, on=on):
        raise MissingError("record.missing")
    return found


def answers_of(purchase: Purchase) -> QuerySet[GivenAdvice]:
    """Every answer, the latest first, without what it says (which is loaded when it is read)."""
    return GivenAdvice.objects.filter(purchase=purchase).order_by("-number").defer("advice")


def last_answer(purchase: Purchase) -> GivenAdvice:
    return GivenAdvice.objects.filter(purchase=purchase).latest("number")


def last_answers(purchases: Iterable[Purchase]) -> dict[UUID, GivenAdvice]:
    """The latest answer of each, by purchase, without what it says (which is loaded when it is read)."""
    latest = GivenAdvice.objects.filter(purchase=OuterRef("purchase")).order_by("-number").values("pk")[:1]
    found = GivenAdvice.objects.filter(purchase__in=list(purchases), pk=Subquery(latest)).defer("advice")
    return {one.purchase_id: one for one in found}


def headlines(answers: Iterable[GivenAdvice], language: str) -> dict[UUID, str]:
    """What each answer says first, by answer; read out of the database without the rest."""
    named = [one.pk for one in answers]
    said = KT(f"advice__{language}__headline__text")
    return dict(GivenAdvice.objects.filter(pk__in=named).annotate(said=said).values_list("pk", "said"))


def is_unopened(actor: Actor, purchase: Purchase) -> bool:
    """Whether another than the owner sees it for the first time."""
    person = actor.principal
    if person is None or owns_purchase(actor, purchase):
        return False
    return not purchase.openings.filter(person=person).exists()


def given_answer(purchase: Purchase, number: int) -> GivenAdvice:
    """One answer by its number. Raises ``MissingError`` for none."""
    found = GivenAdvice.objects.filter(purchase=purchase, number=number).first()
    if found is None:
        raise MissingError("record.missing")
    return found


def purchases_to_look_at(actor: Actor, on: date) -> list[Todo]:
    """What was shared with the actor and not opened; the actor's own that are due, whose answer is another or old."""
    if actor.person is None:
        return []
    due = [_todo("purchase-due", one) for one in own_purchases_due(actor, on)]
    return [*_unopened(actor, on), *_outdated(actor, on), *due]


def _unopened(actor: Actor, on: date) -> Iterator[Todo]:
    """By grant alone: what the whole organisation may read is nobody's task."""
    open_ = Purchase.objects.filter(state=PurchaseState.OPEN)
    waiting = shared_with(open_, actor, on=on).exclude(openings__person=actor.principal)
    for one in waiting.order_by("kept_at", "pk"):
        yield _todo("purchase-shared", one)


def _outdated(actor: Actor, on: date) -> Iterator[Todo]:
    own = list(on_shelf(actor, Shelf.MINE, on=on)[:LOOKED_AT])
    answers = last_answers(own)
    for one in own:
        answer = answers[one.pk]
        if differs_today(answer, on=on):
            yield _todo("purchase-changed", one)
        elif day_at_home(answer.recorded_at) < on - OLD:
            yield _todo("purchase-old", one)


def _todo(code: str, purchase: Purchase) -> Todo:
    return Todo(code, "purchase", {"title": purchase.title}, {"purchase": str(purchase.pk)})


def _left(actor: Actor, on: date) -> Q:
    """For administrators: what belongs to who is no longer a member, or to nobody."""
    organisation = actor.organisation
    if organisation is None or not can_administer(actor, organisation):
        return Q(pk__in=())
    belonging = people_of(organisation, on=on).values("person")
    return Q(organisation=organisation) & (Q(owner=None) | ~Q(owner__in=belonging))


def _may_read(actor: Actor) -> bool:
    return actor.organisation is not None and Scope.PURCHASES_READ in actor.scopes
