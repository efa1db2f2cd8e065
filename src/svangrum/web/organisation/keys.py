"""The organisation's keys of the API: made, shown once, listed, revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svangrum.core.dates import day_at_home, end_of_day, parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.records.actors import Scope
from svangrum.records.tokens.actions import create_token, revoke_token
from svangrum.records.tokens.queries import tokens_of
from svangrum.web.acting import ElsewhereError
from svangrum.web.clock import now, today
from svangrum.web.fields import SEPARATOR, Asking
from svangrum.web.organisation.own import back, back_to, own_organisation, told
from svangrum.web.pages import language_of
from svangrum.web.sheets import Sheet, perform, show, stated_in, version_sent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.tokens.actions import Created
    from svangrum.records.tokens.models import Token

_USUAL = timedelta(days=180)
_SCOPES = {Scope.PURCHASES_READ: "scope.purchases-read", Scope.PURCHASES_WRITE: "scope.purchases-write"}
_ASKED = {
    "name": Asking("text", "organisation.field.key-name.label", "organisation.field.key-name.hint"),
    "scopes": Asking(
        "checkboxes",
        "organisation.field.scopes.label",
        choices=tuple((one.value, _SCOPES[one]) for one in Scope),
    ),
    "expires_at": Asking("short", "organisation.field.expires_at.label", "organisation.field.expires_at.hint"),
}


@require_safe
@never_cache
def keys(request: HttpRequest) -> HttpResponse:
    found = tokens_of(own_organisation(request).pk)
    context = {"keys": [_shown(one, language_of(request)) for one in found], "back": back(request)}
    return render(request, "organisation/keys.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def make(request: HttpRequest) -> HttpResponse:
    """A form; then the key's whole text, this once."""
    language = language_of(request)
    sheet = Sheet(
        title=words("organisation.key.title", language),
        lead=words("organisation.key.lead", language),
        send=words("organisation.key.send", language),
        asked=_ASKED,
        back=back_to(request, "organisation-keys"),
    )
    if request.method != "POST":
        return show(request, sheet, {"expires_at": (today() + _USUAL).isoformat()}, version=None)
    stated = stated_in(request, _ASKED)
    try:
        made = _make(request, stated)
    except SvangrumError as wrong:
        if wrong.field is None and not isinstance(wrong, ElsewhereError):
            raise
        return show(request, sheet, stated, errors=(wrong,), version=None)
    return render(request, "organisation/key_made.html", {"text": made.text, "back": sheet.back})


@require_POST
def revoke(request: HttpRequest, token: UUID) -> HttpResponse:
    """Another organisation's key is not there (404)."""
    if not tokens_of(own_organisation(request).pk).filter(pk=token).exists():
        raise Http404
    perform(request, revoke_token, token=token, version=version_sent(request))
    return told(request, "organisation-keys", "organisation.key.revoked")


def _make(request: HttpRequest, stated: Mapping[str, str]) -> Created:
    given = {"name": stated["name"], "scopes": stated["scopes"].split(SEPARATOR) if stated["scopes"] else []}
    last_day = parse_day(stated["expires_at"], field="expires_at")
    return perform(
        request, create_token, organisation=own_organisation(request).pk, expires_at=end_of_day(last_day), **given
    )


def _shown(one: Token, language: str) -> dict[str, object]:
    may = [words(_SCOPES[Scope(scope)], language) for scope in one.scopes]
    state = "revoked" if one.revoked_at else "expired" if one.expires_at <= now() else "live"
    last_day = day_at_home(one.expires_at)
    return {"key": one, "may": may, "state": state, "last_day": last_day}
