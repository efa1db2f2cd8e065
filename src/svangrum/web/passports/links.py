"""The links of an enterprise to its own passport: made, shown once, listed with what they were read for, revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svangrum.core.dates import at_home, parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.core.reading import InvalidFactsError
from svangrum.records.events.queries import history
from svangrum.records.events.reading import readings_of
from svangrum.records.passports.actions.sharing import USUAL, make_link, revoke_link
from svangrum.records.passports.queries import buyers, link_of, state_of_link
from svangrum.web.acting import ElsewhereError
from svangrum.web.clock import today
from svangrum.web.fields import Asking, Choice
from svangrum.web.pages import address, language_of
from svangrum.web.passports.found import chosen, own_entry
from svangrum.web.sheets import Sheet, perform, show, stated_in, version_sent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.passports.actions.sharing import Made

_ASKED = {
    "procurement": Asking("text", "passports.field.procurement", "passports.field.procurement-hint"),
    "expires": Asking("short", "passports.field.link-expires", "passports.field.link-expires-hint"),
    "buyer": Asking("select", "passports.field.buyer", "passports.field.buyer-hint"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def make(request: HttpRequest) -> HttpResponse:
    """A form; then the link's whole address, this once."""
    entry, language = own_entry(request), language_of(request)
    sheet = Sheet(
        title=words("passports.link.title", language),
        lead=words("passports.link.lead", language),
        send=words("passports.link.send", language),
        asked=_ASKED,
        back=(address("passport", language), words("passports.own", language)),
        choices={"buyer": (Choice("", words("passports.no-buyer", language)), *_buyers())},
    )
    if request.method != "POST":
        return show(request, sheet, {"expires": (today() + USUAL).isoformat()}, version=None)
    stated = stated_in(request, _ASKED)
    try:
        made = _make(request, entry.pk, stated)
    except SvangrumError as wrong:
        errors = wrong.errors if isinstance(wrong, InvalidFactsError) else (wrong,)
        if not any(one.field or isinstance(one, ElsewhereError) for one in errors):
            raise
        return show(request, sheet, stated, errors=errors, version=None)
    url = request.build_absolute_uri(address("passport-opened", language, secret=made.secret))
    return render(request, "passports/link_made.html", {"url": url, "back": sheet.back, "counts": stated["buyer"]})


@require_safe
@never_cache
def link(request: HttpRequest, link: UUID) -> HttpResponse:
    """One link and when it was read: by which organisation, where it was made for that one; never by which person."""
    found, language = link_of(own_entry(request), link), language_of(request)
    buyer = found.buyer.name if found.buyer else ""
    read = history(readings_of(found.chain), found.pk, older=request.GET.get("older"))
    context = {
        "link": found,
        "state": state_of_link(found, on=today()),
        "readings": [
            (
                at_home(one.recorded_at),
                words(f"passports.read.{one.values.get('what', 'passport')}", language, organisation=buyer),
            )
            for one in read.events
        ],
        "older": read.older,
        "key": str(uuid4()),
    }
    return render(request, "passports/link.html", context)


@require_POST
def revoke(request: HttpRequest, link: UUID) -> HttpResponse:
    entry, language = own_entry(request), language_of(request)
    perform(request, revoke_link, enterprise=entry.pk, link=link, version=version_sent(request))
    messages.success(request, words("passports.told.revoked", language))
    return redirect(address("passport", language))


def _make(request: HttpRequest, enterprise: UUID, stated: Mapping[str, str]) -> Made:
    expires = parse_day(stated["expires"], field="expires")
    given = {"procurement": stated["procurement"], "expires": expires, "buyer": chosen(stated["buyer"])}
    return perform(request, make_link, enterprise=enterprise, **given)


def _buyers() -> list[Choice]:
    return [Choice(str(one.pk), one.name) for one in buyers(on=today())]
