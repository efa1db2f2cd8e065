"""*Vem har läst om oss*: what an enterprise may know of who has read its entry, and that a reading is left.

A reader leaves a reading by opening the entry, never by what a browser fetches ahead. ``purchase`` or ``dialogue`` in
the address says what it concerned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.records.readings.keeping import keep_reading
from svangrum.records.readings.queries import FEWEST, halves_told, readings_told
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.enterprises.found import own_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from svangrum.records.enterprises.models import Enterprise

PAGE = 50


def leave_reading(request: HttpRequest, found: Enterprise) -> None:
    """Keep that the entry is read, unless only its headers are asked for or the browser fetches it ahead."""
    if request.method != "GET" or _fetched_ahead(request):
        return
    about = {name: _named(request.GET.get(name, "")) for name in ("purchase", "dialogue")}
    keep_reading(by=actor_of(request), on=today(), enterprise=found, **about)


@require_safe
@never_cache
def read_by(request: HttpRequest) -> HttpResponse:
    """Who has read the entry, as far as that is public."""
    actor, found = actor_of(request), own_of(request)
    page = Paginator(readings_told(actor, found, on=today()), PAGE).get_page(request.GET.get("page"))
    context = {
        "enterprise": found,
        "page_of": page,
        "query": "",
        "halves": halves_told(actor, found, on=today()),
        "fewest": FEWEST,
    }
    return render(request, "enterprises/readings.html", context)


def _fetched_ahead(request: HttpRequest) -> bool:
    """As browsers say it: ``Sec-Purpose: prefetch`` (also when they prerender), and before that ``Purpose``."""
    return any("prefetch" in request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))


def _named(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
