"""*Vad är på gång*: open dialogues that the enterprise could answer, and what it has answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.core.language import words, write_list
from svangrum.records.actions import MissingError
from svangrum.records.dialogues.coming import coming_for
from svangrum.records.dialogues.queries import interests_of, published_dialogues
from svangrum.records.enterprises.queries import own_enterprise
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.dialogues.found import place_of, state_of
from svangrum.web.pages import language_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@never_cache
def coming(request: HttpRequest) -> HttpResponse:
    enterprise, language = own_enterprise(actor_of(request)), language_of(request)
    if enterprise is None:
        raise MissingError("record.missing")
    answers = interests_of(enterprise)
    found = [one for one in coming_for(enterprise, on=today()) if one.dialogue.pk not in answers]
    context = {
        "enterprise": enterprise,
        "coming": [
            (
                one.dialogue,
                place_of(one.dialogue),
                words(f"dialogues.could.{one.could}", language, offers=write_list(list(one.offers), language)),
            )
            for one in found
        ],
        "answered": [
            (one, words(f"dialogues.will.{answers[one.pk].will}", language), answers[one.pk], state_of(one))
            for one in published_dialogues().filter(pk__in=answers).order_by("-answers_until", "pk")
        ],
        "offers": bool(enterprise.offers),
        "places_told": enterprise.everywhere or enterprise.places is not None,
    }
    return render(request, "dialogues/coming.html", context)
