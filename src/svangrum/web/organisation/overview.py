"""The organisation's first page, for every member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.core.language import words
from svangrum.core.orgnr import written_number
from svangrum.records.accounts.permissions import can_administer, can_see_organisation
from svangrum.records.accounts.queries import departments_of, people_of
from svangrum.records.actions import require
from svangrum.records.actors import Role
from svangrum.records.enterprises.permissions import is_of_enterprise
from svangrum.records.events.permissions import can_read_history
from svangrum.records.profiles.limits import limits_for
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.organisation.own import own_organisation
from svangrum.web.pages import language_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.accounts.models import Membership
    from svangrum.records.actors import Actor

_ADMINISTERED = (
    "organisation-people",
    "organisation-departments",
    "organisation-name",
    "organisation-look",
    "organisation-limits",
    "organisation-keys",
    "thinning-times",
)


@require_safe
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    actor, organisation = actor_of(request), own_organisation(request)
    require(can_see_organisation(actor, organisation.pk))
    people = list(people_of(organisation.pk, on=today()))
    context = {
        "organisation": organisation,
        "orgnr": written_number(organisation.orgnr),
        "lead": _lead(people, language_of(request)),
        "administrators": [one.person.name for one in people if Role.ADMINISTRATOR in one.roles],
        "departments": departments_of(organisation.pk, on=today()),
        "limits": _limits(organisation.pk, language_of(request)),
        "ways": _ways(actor, organisation.pk),
        "administers": can_administer(actor, organisation.pk),
    }
    return render(request, "organisation/overview.html", context)


def _lead(people: list[Membership], language: str) -> str:
    if len(people) == 1:
        return words("organisation.overview.alone", language)
    return words("organisation.overview.people", language, count=len(people))


def _limits(organisation: UUID, language: str) -> list[str]:
    return [words(f"limit.{one.code}.says", language, amount=one.amount) for one in limits_for(organisation)]


def _ways(actor: Actor, organisation: UUID) -> tuple[str, ...]:
    """The pages that the actor may open from here."""
    administered = _ADMINISTERED if can_administer(actor, organisation) else ()
    history = ("organisation-history",) if can_read_history(actor, organisation) else ()
    own = ("own-enterprise",) if is_of_enterprise(actor) else ()
    return (*administered, *own, "enterprises", "purchases", "files", "organisation-crossings", *history)
