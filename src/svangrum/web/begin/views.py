"""Ways to begin: four questions, the first purchase, whether a purchase fits, and how many people. Nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError, gather, one_of
from svangrum.guide import people as proportion
from svangrum.guide.begin import Reply, questions, route
from svangrum.guide.first_purchase import plans, read_start
from svangrum.guide.suitability import notes, read_day, read_facts, reason, suitable
from svangrum.web.begin import forms, shown
from svangrum.web.clock import today
from svangrum.web.fields import fields
from svangrum.web.fields import stated as read_stated
from svangrum.web.pages import language_of
from svangrum.web.said import Speaker
from svangrum.web.try_purchase.forms import ASKED as PURCHASE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from svangrum.guide.suitability import Facts

EXPLANATIONS = ("formula", "shares", "judgement")


@require_safe
@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """The four questions; with a reply in the address, where the replies lead."""
    speaker, stated = _speaker(request), read_stated(request.GET, questions())
    replies, errors = {}, []
    for name, text in stated.items():
        try:
            replies[name] = one_of(Reply, text, name)
        except SvangrumError as error:
            errors.append(error)
    told = forms.told(tuple(errors), speaker)
    asked = forms.question_fields(stated, told, speaker)
    found = route(replies) if stated and not errors else None
    context = {
        "fields": asked,
        "errors": [one for one in asked if one.error],
        "ready": found.ready if found else False,
        "ways": [shown.way(one, speaker) for one in found.ways] if found else [],
    }
    return render(request, "begin/begin.html", context, status=422 if errors else 200)


@require_safe
@never_cache
def first_purchase(request: HttpRequest) -> HttpResponse:
    """Two plans from a day that is stated, else from today."""
    speaker, stated = _speaker(request), read_stated(request.GET, forms.FIRST_PURCHASE)
    start, errors = today(), list[SvangrumError]()
    if stated:
        start = gather(lambda: read_start(stated["start"]), errors) or start
    form = fields(forms.FIRST_PURCHASE, {"start": start.isoformat(), **stated}, errors, language=speaker.language)
    context = {
        "form": form,
        "errors": [one for one in form.values() if one.error],
        "plans": [shown.plan(one, start, speaker) for one in plans().values()],
    }
    return render(request, "begin/first_purchase.html", context, status=422 if errors else 200)


@require_safe
@never_cache
def suitability(request: HttpRequest) -> HttpResponse:
    """The form; with a fact in the address, every instrument with verdict and reasons on the day asked about."""
    stated, errors = read_stated(request.GET, (*forms.SUITABILITY, *PURCHASE)), list[SvangrumError]()
    day = gather(lambda: read_day(stated.get("as_of", ""), otherwise=today()), errors)
    facts = gather(lambda: read_facts(stated), errors)
    speaker = Speaker(language_of(request), day or today())
    form = forms.suitability_fields(stated, errors, language=speaker.language)
    context: dict[str, object] = {
        "fields": list(form.values()),
        "errors": [one for one in form.values() if one.error],
        "kept": [(name, stated[name]) for name in PURCHASE if name in stated and name not in form],
    }
    if stated and facts and day:
        context |= _suits(facts, forms.handed_on(stated), speaker)
    return render(request, "begin/suitability.html", context, status=422 if errors else 200)


def _suits(facts: Facts, handed_on: Mapping[str, str], speaker: Speaker) -> dict[str, object]:
    return {
        "verdicts": [shown.verdict(one, handed_on, speaker) for one in suitable(facts, as_of=speaker.as_of)],
        "notes": [speaker.text(reason(one)) for one in notes(facts)],
        "handed_on": handed_on,
    }


@require_safe
@never_cache
def people(request: HttpRequest) -> HttpResponse:
    """The formula with what is stated; the number when enough is."""
    speaker, stated = _speaker(request), read_stated(request.GET, forms.PEOPLE)
    errors: tuple[SvangrumError, ...] = ()
    contract = None
    try:
        contract = proportion.read_contract(stated, as_of=speaker.as_of)
    except InvalidFactsError as invalid:
        errors = invalid.errors
    form = fields(forms.PEOPLE, {**proportion.defaults(speaker.as_of), **stated}, errors, language=speaker.language)
    found = proportion.proportion(contract, as_of=speaker.as_of) if contract else None
    context = {
        "fields": list(form.values()),
        "errors": [one for one in form.values() if one.error],
        "found": shown.people(found, speaker) if found else None,
        "lacking": bool(stated) and not contract and not errors,
        "explained": [speaker.text(proportion.text(code)) for code in EXPLANATIONS],
        "practice": [speaker.text(proportion.text(code)) for code in ("trafikverket", "goteborg")],
    }
    return render(request, "begin/people.html", context, status=422 if errors else 200)


def _speaker(request: HttpRequest) -> Speaker:
    return Speaker(language_of(request), today())
