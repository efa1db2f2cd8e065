"""Work in the background: the list, one piece of work, and its stop."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from svangrum.core.language import words
from svangrum.records.letters.permissions import can_see_given_up
from svangrum.records.letters.queries import given_up
from svangrum.records.work.actions import stop_work
from svangrum.records.work.kinds import BY_OPERATORS
from svangrum.records.work.models import WorkState
from svangrum.records.work.permissions import can_start_work
from svangrum.records.work.queries import work_for, works_seen_by
from svangrum.web.access import actor_of
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import perform
from svangrum.web.work.shown import line, shown

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.actors import Actor
    from svangrum.records.work.models import Work

_LISTED = 50
_REFRESH_SECONDS = 5
_STILL = "stilla"
"""In the address of a page that should not load itself again."""


@require_safe
@never_cache
def works(request: HttpRequest) -> HttpResponse:
    """The newest work that one may see; for who runs the installation also what can be started."""
    actor, language = actor_of(request), language_of(request)
    context = {
        "works": [line(one, language) for one in works_seen_by(actor)[:_LISTED]],
        "kinds": [
            (address("work-start", language, kind=kind), words(f"work.start.{kind}", language))
            for kind in BY_OPERATORS
            if can_start_work(actor, kind)
        ],
        "operator": actor.operator,
        "given_up": given_up().count() if can_see_given_up(actor) else 0,
    }
    return render(request, "work/list.html", context)


@require_safe
@never_cache
def work(request: HttpRequest, work: UUID) -> HttpResponse:
    """One piece of work. While it goes on the page loads itself again, unless the reader has said not to."""
    actor, language = actor_of(request), language_of(request)
    found = work_for(actor, work)
    told = shown(found, actor, language)
    still = _STILL in request.GET
    context = {
        "work": told,
        "again": _again(found, actor, language),
        "here": request.path,
        "still": still,
        "still_name": _STILL,
        "name": str(work),
        "key": str(uuid4()),
    }
    response = render(request, "work/work.html", context)
    if told.goes_on and not still:
        response.headers["Refresh"] = str(_REFRESH_SECONDS)
    return response


def _again(work: Work, actor: Actor, language: str) -> str:
    """Where what failed or was stopped is started again, by who may."""
    over = work.state in {WorkState.FAILED, WorkState.STOPPED}
    return address("work-start", language, kind=work.kind) if over and can_start_work(actor, work.kind) else ""


@require_POST
@never_cache
def stop(request: HttpRequest, work: UUID) -> HttpResponse:
    perform(request, stop_work, work=work)
    language = language_of(request)
    messages.success(request, words("work.stopping", language))
    return redirect(address("work", language, work=str(work)))
