"""*Mina sidor*: what is mine to do, then what is mine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.core.language import words
from svangrum.records.enterprises.permissions import is_coordinator, is_of_enterprise
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.mine.belonging import settle
from svangrum.web.mine.todo import todo
from svangrum.web.pages import address, language_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from svangrum.records.actors import Actor

WORK = ("purchases", "files", "works", "organisation", "mine-deputies")
OWN = ("mine-profile", "mine-letters", "mfa_index", "usersessions_list", "mine-data", "mine-close")
OPERATED = ("operated-organisations", "applications", "works")


@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    if settle(request):
        return redirect(address("mine", language_of(request)))
    actor, language = actor_of(request), language_of(request)
    found = todo(actor, on=today(), language=language)
    ways = (*_own_first(actor), *WORK) if actor.organisation else ()
    context = {
        "todo": found,
        "heading": _heading(len(found), language),
        "belongs": actor.organisation is not None or actor.operator,
        "ways": ways,
        "operator": actor.operator,
        "operated": [way for way in OPERATED if way not in ways],
        "own": OWN,
    }
    return render(request, "mine/start.html", context)


def _own_first(actor: Actor) -> tuple[str, ...]:
    """The register, and beside it what is an enterprise's, a coordinator's or a buyer's own in it."""
    if is_of_enterprise(actor):
        return ("own-enterprise", "coming", "passport", "enterprises")
    if is_coordinator(actor):
        return ("helped-enterprises", "enterprises")
    return ("suppliers", "dialogues", "enterprises", "relied")


def _heading(count: int, language: str) -> str:
    if count == 0:
        return words("mine.start.nothing", language)
    return words("mine.start.one", language) if count == 1 else words("mine.start.several", language, count=count)
