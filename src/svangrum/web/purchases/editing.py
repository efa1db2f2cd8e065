"""Forms that change a kept purchase: its title and note, its facts, its owner; and the one that removes it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from svangrum.core.codes import municipalities
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.records.accounts.queries import people_of
from svangrum.records.purchases.actions.ending import hand_over_purchase, remove_purchase
from svangrum.records.purchases.actions.keeping import change_facts, describe_purchase
from svangrum.records.purchases.models import Purchase
from svangrum.records.purchases.permissions import (
    can_ask_again,
    can_change_purchase,
    can_manage_purchase,
    can_remove_purchase,
)
from svangrum.records.purchases.queries import last_answer
from svangrum.records.purchases.today import day_to_ask
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.fields import Asking, Choice
from svangrum.web.pages import address, language_of
from svangrum.web.purchases.asking import answered
from svangrum.web.purchases.found import allowed, back_to, page_of
from svangrum.web.purchases.keeping import NOTE
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent
from svangrum.web.signing_in.confirming import confirmed_to_send
from svangrum.web.try_purchase.forms import ASKED
from svangrum.web.try_purchase.members import TITLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.recorded import Recorded

    Stated = Mapping[str, str]

_REASON = Asking("text", "purchases.remove.reason", "purchases.remove.reason-hint")
_DECISION = Asking("text", "purchases.remove.decision", "files.thinning.decision-hint")
PERSON = Asking("select", "purchases.person.label", "purchases.person.hint")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def describe(request: HttpRequest, purchase: UUID) -> HttpResponse:
    """Title and note."""
    found, language = allowed(request, purchase, can_change_purchase), language_of(request)
    sheet = Sheet(
        title=words("purchases.describe.title", language),
        send=words("purchases.save", language),
        asked={"title": TITLE, "note": NOTE},
        back=back_to(request, found),
        read=_described,
    )

    def do(written: Stated) -> None:
        perform(request, describe_purchase, purchase=found.pk, version=version_sent(request), **written)

    return fill_in(request, sheet, do, done=_done(request, found, "described"), thing=found)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def facts(request: HttpRequest, purchase: UUID) -> HttpResponse:
    """The form of *Pröva ett köp*, filled in; sent, it gives the purchase another answer."""
    found, language = allowed(request, purchase, can_ask_again), language_of(request)
    sheet = Sheet(
        title=words("purchases.facts.title", language),
        lead=words("purchases.facts.lead", language),
        send=words("purchases.facts.send", language),
        asked=ASKED,
        back=back_to(request, found),
        read=_stated,
        template="purchases/facts.html",
        more={"places": [place.short for place in municipalities()]},
    )

    def do(written: Stated) -> None:
        given = answered(written, actor_of(request), found)
        sent = {"purchase": found.pk, "version": version_sent(request), "given": given}
        perform(request, change_facts, as_of=given.as_of, **sent)

    return fill_in(request, sheet, do, done=_done(request, found, "changed"), thing=found)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def hand_over(request: HttpRequest, purchase: UUID) -> HttpResponse:
    """To a colleague; who hands it over may see it no longer, and is led to the list."""
    found, language = allowed(request, purchase, can_manage_purchase), language_of(request)
    sheet = Sheet(
        title=words("purchases.hand-over.title", language),
        lead=words("purchases.hand-over.lead", language),
        send=words("purchases.hand-over.send", language),
        asked={"to_person": PERSON},
        back=back_to(request, found),
        choices={"to_person": colleagues(found, language)},
    )

    def do(written: Stated) -> None:
        receiver = chosen_person(written["to_person"])
        sent = {"purchase": found.pk, "version": version_sent(request), "to_person": receiver}
        perform(request, hand_over_purchase, **sent)

    done = (address("purchases", language), words("purchases.told.handed-over", language))
    return fill_in(request, sheet, do, done=lambda: done, thing=found)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def remove(request: HttpRequest, purchase: UUID) -> HttpResponse:
    """Nothing brings it back: taken from whoever has just shown the second factor."""
    allowed(request, purchase, can_remove_purchase)
    return confirmed_to_send(_remove)(request, purchase)  # type: ignore[return-value]


def _remove(request: HttpRequest, purchase: UUID) -> HttpResponse:
    found, language = allowed(request, purchase, can_remove_purchase), language_of(request)
    sheet = Sheet(
        title=words("purchases.remove.title", language),
        lead=words("purchases.remove.lead", language),
        send=words("purchases.remove.send", language),
        asked={"reason": _REASON, "decision": _DECISION},
        back=back_to(request, found),
        template="purchases/remove.html",
    )

    def do(written: Stated) -> None:
        perform(request, remove_purchase, purchase=found.pk, version=version_sent(request), **written)

    done = (address("purchases", language), words("purchases.told.removed", language))
    return fill_in(request, sheet, do, done=lambda: done, thing=found)


def colleagues(purchase: Purchase, language: str) -> tuple[Choice, ...]:
    """Everyone in the organisation but the owner, by name."""
    held = people_of(purchase.organisation_id, on=today()).exclude(person=purchase.owner_id)
    people = [Choice(str(one.person_id), one.person.name) for one in held]
    return Choice("", words("purchases.person.choose", language)), *people


def chosen_person(written: str) -> UUID:
    """Raises ``SvangrumError`` ``purchase.receiver`` when nobody was chosen."""
    try:
        return UUID(written)
    except ValueError as error:
        raise SvangrumError("purchase.receiver", field="to_person") from error


def _described(purchase: Recorded) -> Stated:
    assert isinstance(purchase, Purchase)  # noqa: S101 - the thing of this page
    return {"title": purchase.title, "note": purchase.note}


def _stated(purchase: Recorded) -> Stated:
    """The facts, and the day to ask for."""
    assert isinstance(purchase, Purchase)  # noqa: S101 - the thing of this page
    answer = last_answer(purchase)
    return {**answer.facts, "as_of": day_to_ask(answer, on=today()).isoformat()}


def _done(request: HttpRequest, purchase: Purchase, code: str) -> Callable[[], tuple[str, str]]:
    told = words(f"purchases.told.{code}", language_of(request))
    return lambda: (page_of(request, purchase.pk), told)
