"""The buyer's own dialogues: the list, and one with its questions, answers, links and what was told to whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.core.dates import day_at_home
from svangrum.core.language import words
from svangrum.core.orgnr import written_number
from svangrum.records.capacities.models import Will
from svangrum.records.dialogues.leaving import silent_among
from svangrum.records.dialogues.permissions import can_hold_dialogues, can_write_dialogue
from svangrum.records.dialogues.queries import (
    addressees_of,
    interests_in,
    name_of,
    own_dialogue,
    own_dialogues,
    told_in,
    waiting_questions,
    without_feedback,
)
from svangrum.records.purchases.permissions import can_view_purchase
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.dialogues.found import answer_in_words, place_of, published, state_of
from svangrum.web.pages import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.dialogues.models import Addressee, Dialogue, Interest

PAGE = 30


@require_safe
@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    actor, language = actor_of(request), language_of(request)
    page = Paginator(own_dialogues(actor), PAGE).get_page(request.GET.get("page"))
    rows = [
        (one, place_of(one), words(f"dialogues.state.{state_of(one)}", language, day=one.answers_until))
        for one in page.object_list
    ]
    context = {
        "rows": rows,
        "page_of": page,
        "can_hold": can_hold_dialogues(actor),
    }
    return render(request, "dialogues/list.html", context)


@require_safe
@never_cache
def one(request: HttpRequest, dialogue: UUID) -> HttpResponse:
    actor, language = actor_of(request), language_of(request)
    found = own_dialogue(actor, dialogue)
    interests = list(interests_in(found))
    context = {
        **published(request, found),
        "writes": can_write_dialogue(actor, found),
        "purchase": _purchase(request, found),
        "waiting": [(one, name_of(one), day_at_home(one.asked_at)) for one in waiting_questions(found)],
        "interests": [_answer(one, language) for one in interests],
        "counts": _counts(interests, language),
        "links": _links(addressees_of(found), language),
        "log": told_in(found),
        "owed": without_feedback(found),
        "key": str(uuid4()),
    }
    return render(request, "dialogues/dialogue.html", context)


def _purchase(request: HttpRequest, found: Dialogue) -> object:
    """The kept purchase that it is about, for those who may see that."""
    kept = found.purchase
    return kept if kept is not None and can_view_purchase(actor_of(request), kept, on=today()) else None


def _answer(one: Interest, language: str) -> dict[str, object]:
    own_word = one.enterprise is None and one.addressee is not None
    return {
        "interest": one,
        "name": name_of(one),
        "own_word": written_number(one.addressee.orgnr) if own_word and one.addressee else "",
        "lines": answer_in_words(one, language),
        "fed_back_on": day_at_home(one.feedback_at) if one.feedback_at else None,
    }


def _counts(interests: Iterable[Interest], language: str) -> list[tuple[str, int]]:
    counted = Counter(one.will for one in interests)
    return [(words(f"dialogues.will.{will}", language), counted[will]) for will in Will.values if counted[will]]


def _links(addressees: Iterable[Addressee], language: str) -> list[dict[str, object]]:
    """Each link and what became of it; who asked for one itself is told apart."""
    held = list(addressees)
    silent = silent_among(one.email for one in held)
    return [
        {
            "link": one,
            "says": words(f"dialogues.link-state.{_state(one)}", language, day=_day(one)),
            "silent": one.email in silent,
        }
        for one in held
    ]


def _state(one: Addressee) -> str:
    if one.revoked_at is not None:
        return "revoked"
    if one.asked:
        return "asked"
    return "sent" if one.sent_at is not None else "unsent"


def _day(one: Addressee) -> date:
    return day_at_home(one.revoked_at or one.sent_at or one.written_at)
