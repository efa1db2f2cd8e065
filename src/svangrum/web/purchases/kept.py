"""One kept purchase: the answer as it was given, what is another today, and what can be taken away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.advice.restored import restored
from svangrum.advice.supply_told import for_others, without_prices
from svangrum.core.dates import day_at_home
from svangrum.documents.takeaway import TAKEAWAYS, takeaways_of
from svangrum.records.accounts.queries import grants_to
from svangrum.records.enterprises.permissions import reads_rates
from svangrum.records.events.queries import history
from svangrum.records.purchases.actions.sharing import open_purchase
from svangrum.records.purchases.permissions import (
    can_ask_again,
    can_change_purchase,
    can_manage_purchase,
    can_remove_purchase,
    can_share_purchase,
)
from svangrum.records.purchases.queries import answers_of, given_answer, is_unopened, last_answer
from svangrum.records.purchases.today import told_between, told_today
from svangrum.records.suppliers.permissions import can_find_suppliers
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.dialogues.found import asked_about
from svangrum.web.organisation.history import leaf_of
from svangrum.web.pages import language_of
from svangrum.web.purchases.asking import register_of
from svangrum.web.purchases.found import purchase_of
from svangrum.web.sheets import perform
from svangrum.web.suppliers.carried import looked_for
from svangrum.web.try_purchase.shown import parts_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from svangrum.advice.answer import Answer
    from svangrum.advice.compared_told import ToldGroup
    from svangrum.records.purchases.models import GivenAdvice, Purchase


@require_safe
@never_cache
def kept(request: HttpRequest, purchase: UUID) -> HttpResponse:
    """The latest answer beside today's. The first time that someone else opens it is told in its history."""
    found, language = purchase_of(request, purchase), language_of(request)
    if is_unopened(actor_of(request), found):
        perform(request, open_purchase, purchase=found.pk)
    answer = last_answer(found)
    about = _about(request, found, answer)
    context = {
        **about,
        "differences": _today(request, answer, language),
        "answers": answers_of(found),
        "grants": grants_to(found, on=today()),
        **asked_about(request, found, answer.as_of),
        **_history(request, found, hidden=bool(about["abroad"])),
    }
    return render(request, "purchases/purchase.html", context)


@require_safe
@never_cache
def earlier(request: HttpRequest, purchase: UUID, number: int) -> HttpResponse:
    """An answer that was given before, and what the latest says otherwise."""
    found, language = purchase_of(request, purchase), language_of(request)
    answer, last = given_answer(found, number), last_answer(found)
    context = {
        **_about(request, found, answer),
        "last": last,
        "differences": told_between(answer.advice[language], last.advice[language]),
    }
    return render(request, "purchases/earlier.html", context)


@require_safe
@never_cache
def document(request: HttpRequest, purchase: UUID, number: int, name: str) -> HttpResponse:
    """A document made from the answer as it was given."""
    if name not in TAKEAWAYS:
        raise Http404
    language = language_of(request)
    answer = given_answer(purchase_of(request, purchase), number)
    chosen = TAKEAWAYS[name]
    seen = _seen(request, answer, language)
    if not chosen.fits(seen):
        raise Http404
    made = chosen.make(seen)
    response = HttpResponse(made, content_type=chosen.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=chosen.filename(language))
    return response


def _today(request: HttpRequest, answer: GivenAdvice, language: str) -> tuple[ToldGroup, ...]:
    """Those who could deliver are left out for who sees no rates: what is hidden would be told as another price."""
    actor = actor_of(request)
    known = register_of(answer.purchase, actor) if reads_rates(actor) else None
    return told_today(answer, on=today(), language=language, store=settings.STORE, known=known)


def _seen(request: HttpRequest, answer: GivenAdvice, language: str) -> Answer:
    """The answer as it was given; of those who could deliver, what the actor could have been told."""
    told, actor = restored(answer.advice[language]), actor_of(request)
    if told.test is None:
        return told
    if not can_find_suppliers(actor):
        return replace(told, test=for_others(told.test))
    own = actor.belongs_to(answer.purchase.organisation_id)
    return told if own and reads_rates(actor) else replace(told, test=without_prices(told.test))


def _history(request: HttpRequest, found: Purchase, *, hidden: bool) -> dict[str, object]:
    """A part of what was done with it, and what to ask for the next; nothing for who may not read it."""
    if hidden:
        return {"lines": [], "older": None, "newer": False}
    return leaf_of(request, history(found.chain, found.pk, older=request.GET.get("older")))


def _about(request: HttpRequest, found: Purchase, answer: GivenAdvice) -> dict[str, object]:
    actor, on = actor_of(request), today()
    seen = _seen(request, answer, language_of(request))
    return {
        **parts_of(seen),
        "purchase": found,
        "given": answer,
        "given_on": day_at_home(answer.recorded_at),
        "closed_on": found.closed_at and day_at_home(found.closed_at),
        "can_change": can_change_purchase(actor, found, on=on),
        "can_ask": can_ask_again(actor, found, on=on),
        "can_share": can_share_purchase(actor, found, on=on),
        "can_manage": can_manage_purchase(actor, found, on=on),
        "can_remove": can_remove_purchase(actor, found, on=on),
        "buyer": can_find_suppliers(actor),
        "need": looked_for(answer.facts, answer.as_of) | {"purchase": str(found.pk)},
        "abroad": not actor.belongs_to(found.organisation_id),
        "takeaways": [(one.name, f"takeaway.{one.name}") for one in takeaways_of(seen)],
        "key": str(uuid4()),
    }
