"""The text bank: every text, a contract text for what was chosen, one text alone, and the same as Word."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.core.language import words
from svangrum.core.reading import InvalidFactsError
from svangrum.documents.checks import checked
from svangrum.documents.clauses import clauses_document
from svangrum.documents.notes import note
from svangrum.documents.takeaway import WORD
from svangrum.documents.word import word_file
from svangrum.guide.checks import carried_by
from svangrum.guide.compose import alone, blanks_of, write_alone
from svangrum.guide.texts import Part, Regime, groups
from svangrum.guide.texts import clauses as texts
from svangrum.web.clauses.asking import (
    COUNTED_ELSEWHERE,
    DEFAULTS,
    carried,
    read_blanks,
    read_choice,
    read_fit,
    stated_blanks,
    stated_choice,
    stated_fit,
)
from svangrum.web.clauses.forms import blank_fields, choice_fields, fit_fields
from svangrum.web.clauses.purchase import fitting, fitting_texts
from svangrum.web.clauses.shown import draft, other_acts, shelves, topics
from svangrum.web.clock import today
from svangrum.web.pages import address, language_of
from svangrum.web.try_purchase.asking import answer_to, stated_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

    from svangrum.web.fields import Field


BESIDE = (Part.DOCUMENTS, Part.FOLLOW_UP)
"""Where the texts stand that go with a contract text."""


@require_safe
@never_cache
def clauses(request: HttpRequest) -> HttpResponse:
    """The bank; with a choice or a number of people in the address, the contract text for it."""
    asked = request.GET.keys() & {*DEFAULTS, *COUNTED_ELSEWHERE}
    return _contract(request) if asked else _bank(request)


@require_safe
@never_cache
def clauses_word(request: HttpRequest) -> HttpResponse:
    """The contract text as Word, or the page with what is wrong in the question (422)."""
    language, filled = language_of(request), read_blanks(stated_blanks(request.GET))
    try:
        choice = read_choice(stated_choice(request.GET))
    except InvalidFactsError as invalid:
        return _bank(request, invalid)
    if filled.errors:
        return _contract(request)
    made = word_file(clauses_document(choice, filled.values, language=language, as_of=today()))
    response = HttpResponse(made, content_type=WORD)
    name = words("clauses.word-file", language)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@require_safe
@never_cache
def clause(request: HttpRequest, clause: str) -> HttpResponse:
    """One text alone, with the variants that fit and its blanks."""
    if clause not in texts():
        raise Http404
    chosen, language = texts()[clause], language_of(request)
    stated, wanted = stated_blanks(request.GET), stated_fit(request.GET)
    fit, wrong = read_fit(wanted)
    section, filled = alone(chosen, fit), read_blanks(stated)
    fields = blank_fields(blanks_of((section,)), stated, filled.errors, language=language)
    regimes = (fit.regime,) if fit.regime else Regime
    context = {
        "title": chosen.title.template(language),
        "part": words(f"clauses.shelf.{chosen.part}", language),
        "use": chosen.use.say(language, as_of=today()),
        "avoid": chosen.avoid.say(language, as_of=today()),
        "section": write_alone(section, filled.values, language=language, as_of=today(), fit=fit),
        "note": note(chosen, regimes, groups(), statute=fit.statute, language=language, as_of=today()),
        "checks": [checked(one, language) for one in carried_by(clause)],
        "search": {"q": chosen.title.template(language)},
    }
    return _answer(request, "clauses/clause.html", context, fields, fit_fields(chosen, wanted, wrong, language))


@require_safe
@never_cache
def checks(request: HttpRequest) -> HttpResponse:
    """What to ask for, when, and how to check it, for every condition and proof."""
    return render(request, "clauses/checks.html", {"topics": topics(language_of(request))})


@require_safe
@never_cache
def for_purchase(request: HttpRequest) -> HttpResponse:
    """The texts that fit a purchase, filled by it; facts that cannot be read are mended at the question."""
    stated, language = stated_facts(request.GET), language_of(request)
    try:
        answer = answer_to(stated, language=language)
    except InvalidFactsError:
        return redirect(f"{address('answer', language)}?{urlencode(stated)}")
    held = fitting(answer, stated)
    context = {
        "answer": answer,
        "stated": stated,
        "shelves": shelves(language, today(), fitting_texts(held), held.query),
        "contract": held.query(),
    }
    return render(request, "clauses/for_purchase.html", context)


def _bank(request: HttpRequest, invalid: InvalidFactsError | None = None) -> HttpResponse:
    language = language_of(request)
    choices = choice_fields(stated_choice(request.GET), invalid.errors if invalid else (), language=language)
    context = {"shelves": shelves(language, today()), "acts": other_acts(language), "kept": _kept(request)}
    return _answer(request, "clauses/bank.html", context, [], choices)


def _contract(request: HttpRequest) -> HttpResponse:
    language, choice = language_of(request), stated_choice(request.GET)
    stated = stated_blanks(request.GET)
    try:
        chosen = read_choice(choice)
    except InvalidFactsError as invalid:
        return _bank(request, invalid)
    filled = read_blanks(stated)
    made = draft(chosen, filled.values, language=language, as_of=today())
    fields = blank_fields(made.asked, stated, filled.errors, language=language)
    context = {
        "draft": made,
        "others": [text for shelf in shelves(language, today()) if shelf.code in BESIDE for text in shelf.texts],
        "kept": [(name, text) for name, text in carried({}, stated) if name not in {one.name for one in fields}],
        "query": urlencode(carried(choice, stated)),
    }
    return _answer(request, "clauses/contract.html", context, fields, choice_fields(choice, (), language=language))


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    return carried({}, stated_blanks(request.GET))


def _answer(
    request: HttpRequest, template: str, context: Mapping[str, object], fields: list[Field], choices: list[Field]
) -> HttpResponse:
    """The page, with status 422 and a summary when a field is wrong."""
    wrong = [field for field in (*choices, *fields) if field.error]
    shown = {**context, "fields": fields, "choices": choices, "errors": wrong}
    return render(request, template, shown, status=422 if wrong else 200)
