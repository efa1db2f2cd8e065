"""What an enterprise can do: the coming months, what it has told, what is promised, its pauses, what it would do."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.records.capacities.permissions import can_see_to_whom, can_write_capacity
from svangrum.records.capacities.queries import ability_of
from svangrum.records.enterprises.queries import own_enterprise
from svangrum.web.access import actor_of
from svangrum.web.capacities.found import enterprise_of, page_of
from svangrum.web.capacities.shown import ahead, days_told, row_of
from svangrum.web.clock import today
from svangrum.web.pages import address, language_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_safe
@never_cache
def capacity(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    found, language = enterprise_of(request, enterprise), language_of(request)
    actor, ability = actor_of(request), ability_of(found)
    context = {
        "enterprise": found,
        "ahead": [
            ahead(ability, one, number, begins=today(), language=language)
            for number, one in enumerate(ability.capacities, start=1)
        ],
        "capacities": [row_of(one, language) for one in ability.capacities],
        "commitments": [row_of(one, language) for one in ability.commitments],
        "pauses": [(one, days_told(one.since, one.until, language)) for one in ability.pauses],
        "willingness": ability.willingness,
        "writes": can_write_capacity(actor, found),
        "sees_to_whom": can_see_to_whom(actor, found),
        "key": str(uuid4()),
    }
    return render(request, "capacities/page.html", context)


@require_safe
@never_cache
def own(request: HttpRequest) -> HttpResponse:
    """To the page of the enterprise's own people; to where it takes charge of its entry, when it has none."""
    found = own_enterprise(actor_of(request))
    return redirect(page_of(request, found) if found else address("own-enterprise", language_of(request)))
