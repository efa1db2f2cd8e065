"""The tests of a purchase that were signed, what differs between them, and the form that signs the latest answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from svangrum.core.dates import day_at_home
from svangrum.core.language import words
from svangrum.records.purchases.queries import last_answer
from svangrum.records.supplier_tests.actions import sign_test
from svangrum.records.supplier_tests.models import Decision, Stage
from svangrum.records.supplier_tests.permissions import can_sign_test
from svangrum.records.supplier_tests.queries import is_signed, signed_tests
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.fields import Asking
from svangrum.web.pages import language_of
from svangrum.web.purchases.found import allowed, back_to, page_of, purchase_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent
from svangrum.web.signing_in.confirming import confirmed_to_send

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.actors import Actor
    from svangrum.records.purchases.models import GivenAdvice, Purchase
    from svangrum.records.supplier_tests.models import SupplierTest
    from svangrum.records.supplier_tests.queries import Signed

    Stated = Mapping[str, str]

_STAGES = tuple((str(one), f"supplier_tests.stage.{one}") for one in Stage)
_DECISIONS = tuple((str(one), f"supplier_tests.decision.{one}") for one in Decision)
ASKED = {
    "stage": Asking("radios", "supplier_tests.field.stage", choices=_STAGES),
    "decision": Asking("radios", "supplier_tests.field.decision", choices=_DECISIONS),
    "reason": Asking("area", "supplier_tests.field.reason.label", "supplier_tests.field.reason.hint"),
}


@require_safe
@never_cache
def tests(request: HttpRequest, purchase: UUID) -> HttpResponse:
    """Every signature in order, with what its answer says otherwise than the one before."""
    found, language = purchase_of(request, purchase), language_of(request)
    answer = last_answer(found)
    context = {
        "purchase": found,
        "signed": [_shown(one, found, actor_of(request), language) for one in signed_tests(found, language=language)],
        "has_test": _has_test(answer),
        "can_sign": can_sign_test(actor_of(request), found, on=today()),
    }
    return render(request, "supplier_tests/signed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sign(request: HttpRequest, purchase: UUID) -> HttpResponse:
    """It lasts: taken from whoever has just shown the second factor."""
    allowed(request, purchase, can_sign_test)
    return confirmed_to_send(_sign)(request, purchase)  # type: ignore[return-value]


def _sign(request: HttpRequest, purchase: UUID) -> HttpResponse:
    found, language = allowed(request, purchase, can_sign_test), language_of(request)
    answer = last_answer(found)
    sheet = Sheet(
        title=words("supplier_tests.sign.title", language),
        lead=words("supplier_tests.sign.lead", language),
        send=words("supplier_tests.sign.send", language),
        asked=ASKED,
        back=back_to(request, found),
        template="supplier_tests/sign.html",
        more={
            "number": answer.number,
            "says": _says(answer, language),
            "has_test": _has_test(answer),
            "signed_before": is_signed(found, answer.number),
        },
    )

    def do(written: Stated) -> None:
        sent = {"purchase": found.pk, "version": version_sent(request), "answer": _number_sent(request)}
        perform(request, sign_test, **sent, **written)

    done = (page_of(request, found.pk, "purchase-tests"), words("supplier_tests.sign.done", language))
    return fill_in(request, sheet, do, done=lambda: done, thing=found)


def _number_sent(request: HttpRequest) -> int:
    """The answer that was read; one that cannot be read is no answer there is."""
    sent = request.POST.get("answer", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def _has_test(answer: GivenAdvice) -> bool:
    return answer.advice["sv"].get("two_suppliers") is not None


def _says(answer: GivenAdvice, language: str) -> tuple[str, str]:
    """What the test says and why, as it was kept."""
    test = answer.advice[language].get("two_suppliers")
    return (test["says"]["text"], test["why"]["text"]) if test else ("", "")


def _signer(test: SupplierTest, purchase: Purchase, actor: Actor, language: str) -> str:
    """As in a history: a name to the own people, the organisation to those who were let in."""
    if not actor.belongs_to(purchase.organisation_id):
        return purchase.organisation.name
    return test.signed_by.name or words("organisation.history.gone", language)


def _shown(one: Signed, purchase: Purchase, actor: Actor, language: str) -> dict[str, object]:
    test = one.test
    role, day = words(f"role.{test.role}", language), day_at_home(test.signed_at)
    return {
        "stage": words(f"supplier_tests.stage.{test.stage}", language),
        "decision": words(f"supplier_tests.decision.{test.decision}", language),
        "finding": words(f"supplier_tests.finding.{test.finding}", language),
        "reason": test.reason,
        "by": words("supplier_tests.by", language, name=_signer(test, purchase, actor, language), role=role, day=day),
        "number": test.answer,
        "first": one.first,
        "whole": one.whole,
        "differences": one.differences,
    }
