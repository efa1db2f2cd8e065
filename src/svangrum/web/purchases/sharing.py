"""Who can see a purchase: the whole organisation, colleagues, other organisations; opened and closed by its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from svangrum.core.dates import parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.core.orgnr import normalise_orgnr
from svangrum.records.accounts.models import GrantRole
from svangrum.records.accounts.queries import grants_to, open_organisations
from svangrum.records.purchases.actions.sharing import grant_purchase
from svangrum.records.purchases.permissions import can_manage_purchase, can_share_purchase
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.fields import Asking
from svangrum.web.pages import language_of
from svangrum.web.purchases.editing import PERSON, chosen_person, colleagues
from svangrum.web.purchases.found import allowed, back_to, page_of, plain
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent
from svangrum.web.signing_in.confirming import confirmed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.purchases.models import Purchase

    Stated = Mapping[str, str]

_ROLES = tuple((role.value, f"purchases.role.{role}") for role in GrantRole)
ROLE = Asking("radios", "purchases.role.label", choices=_ROLES)
ORGANISATION = Asking("text", "purchases.organisation.label", "purchases.organisation.hint")
SURE = Asking("checkboxes", "purchases.sure.label", choices=(("yes", "purchases.sure.yes"),))
UNTIL = Asking("short", "purchases.until.label", "purchases.until.hint")


@require_safe
@never_cache
def sharing(request: HttpRequest, purchase: UUID) -> HttpResponse:
    """Who can see it, with what can be ended, and the ways to let others."""
    found = allowed(request, purchase, can_manage_purchase)
    context = {
        "purchase": found,
        "back": back_to(request, found),
        "grants": grants_to(found, on=today()),
        "can_share": can_share_purchase(actor_of(request), found, on=today()),
        "key": str(uuid4()),
    }
    return render(request, "purchases/sharing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def with_person(request: HttpRequest, purchase: UUID) -> HttpResponse:
    found, language = allowed(request, purchase, can_share_purchase), language_of(request)
    sheet = Sheet(
        title=words("purchases.share.person", language),
        lead=words("purchases.share.person-lead", language),
        send=words("purchases.share.send", language),
        asked={"to_person": PERSON, "role": ROLE},
        back=back_to(request, found, "purchase-sharing"),
        choices={"to_person": colleagues(found, language)},
    )

    def do(written: Stated) -> None:
        _grant(request, found, role=written["role"], to_person=chosen_person(written["to_person"]))

    return fill_in(request, sheet, do, done=lambda: _done(request, found), thing=found, begun={"role": "reader"})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def with_organisation(request: HttpRequest, purchase: UUID) -> HttpResponse:
    """It is disclosure to another authority, or to a company: asked of whoever has just shown the second factor."""
    allowed(request, purchase, can_share_purchase)
    return confirmed(_with_organisation)(request, purchase)  # type: ignore[return-value]


def _with_organisation(request: HttpRequest, purchase: UUID) -> HttpResponse:
    """The other organisation is named, not chosen from a list: who else uses the service is nobody's matter."""
    found, language = allowed(request, purchase, can_share_purchase), language_of(request)
    sheet = Sheet(
        title=words("purchases.share.organisation", language),
        lead=words("purchases.share.organisation-lead", language),
        send=words("purchases.share.send", language),
        asked={"to_organisation": ORGANISATION, "role": ROLE, "until": UNTIL, "sure": SURE},
        back=back_to(request, found, "purchase-sharing"),
        template="purchases/share_organisation.html",
    )

    def do(written: Stated) -> None:
        until = parse_day(written["until"], field="until") if written["until"] else None
        receiver = _named(written["to_organisation"])
        sure = written["sure"] == "yes"
        _grant(request, found, role=written["role"], to_organisation=receiver, until=until, sure=sure)

    return fill_in(request, sheet, do, done=lambda: _done(request, found), thing=found, begun={"role": "reader"})


def _grant(request: HttpRequest, purchase: Purchase, **given: object) -> None:
    perform(request, grant_purchase, purchase=purchase.pk, version=version_sent(request), **given)


def _named(written: str) -> UUID:
    """The one open organisation of that name or number.

    Raises ``SvangrumError`` ``purchase.organisation-unknown``, also for a name that several have.
    """
    named = plain(written)
    orgnr, known = normalise_orgnr(named), open_organisations(on=today())
    found = known.filter(orgnr=orgnr) if orgnr else known.filter(name__iexact=named)
    if not named or len(found) != 1:
        raise SvangrumError("purchase.organisation-unknown", field="to_organisation")
    return found[0].pk


def _done(request: HttpRequest, purchase: Purchase) -> tuple[str, str]:
    told = words("purchases.told.granted", language_of(request))
    return page_of(request, purchase.pk, "purchase-sharing"), told
