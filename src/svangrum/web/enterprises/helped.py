"""For coordinators: the enterprises that have asked them to help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.records.enterprises.queries import helped_by
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.enterprises.shown import places_in_words, warning
from svangrum.web.pages import language_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@never_cache
def helped(request: HttpRequest) -> HttpResponse:
    language = language_of(request)
    rows = [
        {
            "helper": one,
            "places": places_in_words(one.enterprise, language),
            "warning": warning(one.enterprise, language),
        }
        for one in helped_by(actor_of(request), on=today())
    ]
    return render(request, "enterprises/helped.html", {"rows": rows})
