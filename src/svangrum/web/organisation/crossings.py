"""What the organisation has opened for others, and what others have opened for it: for every member to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from svangrum.records.accounts.actions.grants import end_grant
from svangrum.records.accounts.permissions import can_end_grant
from svangrum.records.accounts.queries import crossings_given, crossings_taken
from svangrum.records.purchases.models import Purchase
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.organisation.own import back, own_organisation, told
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import perform, version_sent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.accounts.models import Grant
    from svangrum.records.actors import Actor


@require_safe
@never_cache
def crossings(request: HttpRequest) -> HttpResponse:
    actor, organisation = actor_of(request), own_organisation(request)
    taken = _shown(crossings_taken(organisation.pk), actor)
    context = {
        "given": _shown(crossings_given(organisation.pk), actor),
        "taken": [one | {"page": _page(one["grant"], language_of(request))} for one in taken],
        "back": back(request),
    }
    return render(request, "organisation/crossings.html", context)


@require_POST
def end(request: HttpRequest, grant: UUID) -> HttpResponse:
    """One between other organisations is not there (404)."""
    organisation = own_organisation(request).pk
    known = crossings_given(organisation).filter(pk=grant) | crossings_taken(organisation).filter(pk=grant)
    if not known.exists():
        raise Http404
    perform(request, end_grant, grant=grant, version=version_sent(request))
    return told(request, "organisation-crossings", "organisation.crossings.ended")


def _shown(grants: Iterable[Grant], actor: Actor) -> list[dict[str, Any]]:
    return [
        {"grant": one, "live": _live(one), "endable": _live(one) and can_end_grant(actor, one), "page": ""}
        for one in grants
    ]


def _page(grant: Grant, language: str) -> str:
    """Where the thing lies that another organisation has opened; empty when it is closed again."""
    if grant.kind != Purchase.chain or not _live(grant):
        return ""
    return address("purchase", language, purchase=str(grant.thing))


def _live(one: Grant) -> bool:
    over = one.until is not None and one.until < today()
    return not over and (one.ended is None or one.ended > today())
