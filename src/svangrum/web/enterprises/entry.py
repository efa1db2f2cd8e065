"""One enterprise for those who read the register: what it tells, what is official, and what one's own has noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.core.dates import day_at_home
from svangrum.core.language import words
from svangrum.core.orgnr import written_number
from svangrum.documents.passport_words import CRITERIA
from svangrum.records.capacities.permissions import can_view_capacity
from svangrum.records.enterprises.permissions import can_assess, can_write_enterprise, is_buyer
from svangrum.records.enterprises.queries import assessment_of, enterprise_for
from svangrum.records.readings.permissions import leaves_a_reading
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.enterprises.readings import leave_reading
from svangrum.web.enterprises.shown import cpv_in_words, place_names, standing, subjects, warning
from svangrum.web.pages import language_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.actors import Actor
    from svangrum.records.enterprises.models import Enterprise

ONWARD: tuple[str, ...] = ("passport-of",)
"""Pages about one enterprise that others add: each takes the part ``enterprise``.

Words: ``enterprises.onward.<page>.name`` and ``.says``.
"""


@require_safe
@never_cache
def entry(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    actor, language = actor_of(request), language_of(request)
    found = enterprise_for(actor, enterprise)
    leave_reading(request, found)
    context = {
        "enterprise": found,
        "orgnr": written_number(found.orgnr),
        "kind": words(f"enterprises.kind.{found.kind}", language),
        "subjects": subjects(actor, found, language),
        "warning": warning(found, language),
        "standing": standing(found, language),
        "own": can_write_enterprise(actor, found),
        "buyer": is_buyer(actor),
        "kept": leaves_a_reading(actor, found),
        "onward": _onward(actor, found),
        "criteria": CRITERIA,
        **_noted(actor, found, language),
    }
    return render(request, "enterprises/entry.html", context)


def _onward(actor: Actor, found: Enterprise) -> tuple[str, ...]:
    """What it can do is not for its competitors."""
    return ("capacity", *ONWARD) if can_view_capacity(actor, found, on=today()) else ONWARD


def _noted(actor: Actor, found: Enterprise, language: str) -> dict[str, object]:
    """What the own organisation has noted, apart from what the enterprise tells."""
    noted = assessment_of(actor, found)
    return {
        "can_assess": can_assess(actor),
        "noted": noted,
        "noted_on": day_at_home(noted.noted_at) if noted else None,
        "counted": words(f"enterprises.counted.{_counted(noted.social)}", language) if noted else "",
        "listed_offers": [(one["words"], cpv_in_words(one["cpv"], language)) for one in noted.offers] if noted else [],
        "listed_places": ", ".join(place_names(noted.places)) if noted else "",
    }


def _counted(social: bool | None) -> str:  # noqa: FBT001 - as it is noted
    return {True: "yes", False: "no", None: "undecided"}[social]
