"""The examples: a list to filter, one case a page, and two to four of them side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.core.reading import InvalidFactsError
from svangrum.guide.compare import MOST, Filter, matching
from svangrum.guide.examples import examples as every_example
from svangrum.web.clock import today
from svangrum.web.examples.asking import ALL, CHOSEN, read_choice, read_filter, stated_choice, stated_filter
from svangrum.web.examples.forms import filter_fields
from svangrum.web.examples.shown import case, columns, compared, listed, measured
from svangrum.web.examples.written import Writer
from svangrum.web.fields import Field
from svangrum.web.pages import language_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from svangrum.guide.examples import Example


@require_safe
def examples(request: HttpRequest) -> HttpResponse:
    """The list; with status 422 and every case when the filter asks for something that does not exist."""
    return _list(request)


@require_safe
def example(request: HttpRequest, example: str) -> HttpResponse:
    """One case."""
    if example not in every_example():
        raise Http404
    shown = case(every_example()[example], _writer(request))
    return render(request, "examples/example.html", {"case": shown, "chosen": {CHOSEN: example}})


@require_safe
def examples_compare(request: HttpRequest) -> HttpResponse:
    """The chosen cases side by side, or the list again with what is wrong in the choice (422)."""
    chosen, writer = stated_choice(request.GET), _writer(request)
    try:
        cases = read_choice(chosen)
        rows = compared(cases, writer)
    except SvangrumError as error:
        return _list(request, error)
    context = {
        "columns": columns(cases, writer),
        "rows": rows,
        "kept": urlencode([(CHOSEN, code) for code in chosen]),
        "lead": words("examples.compare-lead", writer.language, count=len(cases)),
    }
    return render(request, "examples/compare.html", context)


def _list(request: HttpRequest, wrong_choice: SvangrumError | None = None) -> HttpResponse:
    writer, stated, chosen = _writer(request), stated_filter(request.GET), stated_choice(request.GET)
    asked, errors = _asked(stated)
    cases = matching(every_example().values(), asked)
    filters = filter_fields(stated, errors, language=writer.language)
    choice = _choice(wrong_choice, writer.language)
    wrong = [field for field in (*filters, choice) if field.error]
    context = {
        "filters": filters,
        "narrowed": any(text != ALL for text in stated.values()),
        "choice": choice,
        "errors": wrong,
        "cases": listed(cases, chosen, writer),
        "kept": [code for code in chosen if code in every_example()],
        "aside": columns(tuple(one for one in _chosen(chosen) if one not in cases), writer),
        "measured": measured(cases, writer),
        "count": words("examples.count", writer.language, shown=len(cases), all=len(every_example())),
    }
    return render(request, "examples/list.html", context, status=422 if wrong else 200)


def _asked(stated: dict[str, str]) -> tuple[Filter, tuple[SvangrumError, ...]]:
    try:
        return read_filter(stated), ()
    except InvalidFactsError as invalid:
        return Filter(), invalid.errors


def _chosen(chosen: tuple[str, ...]) -> tuple[Example, ...]:
    return tuple(every_example()[code] for code in chosen if code in every_example())


def _choice(error: SvangrumError | None, language: str) -> Field:
    """The boxes of the list, as a field that an error can lead to."""
    wrong = words(f"error.{error.code}", language, **error.values) if error else ""
    label = words("examples.choose", language)
    return Field(CHOSEN, "checkboxes", label, words("examples.choose-hint", language, most=MOST), "", wrong)


def _writer(request: HttpRequest) -> Writer:
    return Writer(language_of(request), today())
