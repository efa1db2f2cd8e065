"""Choosing the organisation to act in, and in whose stead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from svangrum.core.language import words
from svangrum.records.accounts.places import places
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.pages import address, language_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.accounts.places import Place


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    """Every place where one may act, each with a button."""
    if request.method == "POST":
        return _enter(request)
    actor = actor_of(request)
    context = {"places": _open_to(request), "organisation": actor.organisation, "instead_of": actor.instead_of}
    return render(request, "mine/organisations.html", context)


def settle(request: HttpRequest) -> bool:
    """Enter the only organisation there is, when none is chosen; whether that was done."""
    own = [place for place in _open_to(request) if place.instead_of is None]
    if actor_of(request).organisation is not None or len(own) != 1:
        return False
    _remember(request, own[0])
    return True


def _open_to(request: HttpRequest) -> list[Place]:
    person = actor_of(request).person
    return places(person, on=today()) if person else []


def _enter(request: HttpRequest) -> HttpResponse:
    """A place that is not open to the person is not there (404)."""
    asked = (request.POST.get("organisation", ""), request.POST.get("instead_of", ""))
    found = [one for one in _open_to(request) if asked == (str(one.organisation), _text(one.instead_of))]
    if not found:
        raise Http404
    _remember(request, found[0])
    language = language_of(request)
    if found[0].instead_of:
        told = words("mine.entered-instead", language, organisation=found[0].name, name=found[0].member)
    else:
        told = words("mine.entered", language, organisation=found[0].name)
    messages.success(request, told)
    return redirect(address("mine", language))


def _remember(request: HttpRequest, place: Place) -> None:
    request.session["organisation"] = str(place.organisation)
    if place.instead_of:
        request.session["instead_of"] = str(place.instead_of)
    else:
        request.session.pop("instead_of", None)


def _text(identity: UUID | None) -> str:
    return str(identity) if identity else ""
