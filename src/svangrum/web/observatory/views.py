"""The observatory's pages, for a choice of source, country and years; a wrong choice is told at its field (422)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svangrum.core.language import words
from svangrum.core.reading import InvalidFactsError
from svangrum.web.observatory import data
from svangrum.web.observatory.asking import read, stated, usual
from svangrum.web.observatory.competition import competition
from svangrum.web.observatory.forms import choice_fields
from svangrum.web.observatory.listed import A_PAGE, counted, detail, headline, how_sure, in_order, listed
from svangrum.web.observatory.opened import observatory, readable
from svangrum.web.observatory.places import places, sweden
from svangrum.web.observatory.reviews import reviews
from svangrum.web.observatory.start import start
from svangrum.web.observatory.winners import winners
from svangrum.web.observatory.written import Writer
from svangrum.web.pages import language_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from svangrum.analysis.observatory.cells import Observatory
    from svangrum.analysis.reserved_review import Reviewed
    from svangrum.core.errors import SvangrumError
    from svangrum.web.observatory.asking import Asked
    from svangrum.web.observatory.figures import Told

SECTIONS = (
    "observatory",
    "observatory-competition",
    "observatory-winners",
    "observatory-reviews",
    "observatory-map",
    "observatory-procurements",
)

_BESIDE = 3
"""So many pages before and after the one that is shown have a link."""
_LISTS = 4
"""So many lists are kept, each while its figures hold."""
_DIGITS = 6
"""No list has pages with longer numbers."""


@dataclass(frozen=True)
class _Question:
    """What was asked, of what; ``asked`` is the usual choice where the query's cannot be read."""

    observatory: Observatory
    raw: dict[str, str]
    asked: Asked
    errors: tuple[SvangrumError, ...]
    writer: Writer

    @property
    def status(self) -> int:
        return 422 if self.errors else 200


def _question(request: HttpRequest) -> _Question:
    opened, raw, writer = observatory(), stated(request.GET), Writer(language_of(request))
    try:
        return _Question(opened, raw, read(raw, opened), (), writer)
    except InvalidFactsError as invalid:
        return _Question(opened, raw, usual(opened), invalid.errors, writer)


def _shared(question: _Question, section: str) -> dict[str, object]:
    """What every page of the observatory shows around its figures."""
    fields = choice_fields(
        question.observatory, question.asked, question.raw, question.errors, language=question.writer.language
    )
    return {
        "section": section,
        "sections": [(name, words(f"observed.section.{name}", question.writer.language)) for name in SECTIONS],
        "query": question.asked.query,
        "query_string": urlencode(question.asked.query),
        "chosen": words("observed.chosen", question.writer.language, **_chosen(question)),
        "read_in": question.asked.read_in,
        "fields": fields,
        "errors": [field for field in fields if field.error],
        "shipped": question.observatory.shipped,
        "attributions": question.observatory.attributions,
        "built": date.fromisoformat(question.observatory.built_at[:10]),
    }


def _chosen(question: _Question) -> dict[str, str]:
    asked, writer = question.asked, question.writer
    source = words(f"observed.source.{asked.source}.name", writer.language)
    return {"source": source, "country": writer.country(asked.country), "period": writer.period(asked.years)}


def _files(question: _Question, dimensions: tuple[str, ...]) -> dict[str, object]:
    """The tables behind a page."""
    return {
        "tables": [_table(name, question.writer.language) for name in dimensions],
        "formats": data.FORMATS,
    }


def _table(name: str, language: str) -> dict[str, object]:
    """A table by its name, and whether there is a query to read behind it."""
    asks = data.QUERY in data.TABLES[name]
    return {"name": words(f"observed.dimension.{name}", language), "code": name, "query": asks}


def _page(
    request: HttpRequest, section: str, tell: Callable[[Observatory, Asked, Writer], Told], template: str
) -> HttpResponse:
    question = _question(request)
    told = tell(question.observatory, question.asked, question.writer)
    context = {
        **_shared(question, section),
        **_files(question, told.dimensions),
        "told": told,
        "method": told.method,
        "map": None,
    }
    if section == "observatory-map":
        context["map"] = sweden(question.observatory, question.asked, question.writer)
    return render(request, template, context, status=question.status)


@require_safe
@readable
def overview(request: HttpRequest) -> HttpResponse:
    """How many are reserved, and what the flag got wrong."""
    return _page(request, "observatory", start, "observatory/page.html")


@require_safe
@readable
def competition_page(request: HttpRequest) -> HttpResponse:
    """Tenders in reserved against all other."""
    return _page(request, "observatory-competition", competition, "observatory/page.html")


@require_safe
@readable
def winners_page(request: HttpRequest) -> HttpResponse:
    """Who wins, and what it is worth."""
    return _page(request, "observatory-winners", winners, "observatory/page.html")


@require_safe
@readable
def reviews_page(request: HttpRequest) -> HttpResponse:
    """How often it is taken to court."""
    return _page(request, "observatory-reviews", reviews, "observatory/page.html")


@require_safe
@readable
def map_page(request: HttpRequest) -> HttpResponse:
    """Municipalities, counties and kinds of buyers."""
    return _page(request, "observatory-map", places, "observatory/map.html")


@require_safe
@readable
def procurements_page(request: HttpRequest) -> HttpResponse:
    """The reserved procurements one by one, fifty a page."""
    question = _question(request)
    asked, writer = question.asked, question.writer
    every = _judged(question.observatory, asked.source, asked.country, tuple(asked.years))
    pages = max(1, ceil(len(every) / A_PAGE))
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdigit() and len(number) <= _DIGITS and 1 <= int(number) <= pages):
        raise Http404
    first = (int(number) - 1) * A_PAGE
    context = {
        **_shared(question, "observatory-procurements"),
        "headline": headline(len(every), asked, writer),
        "lead": (counted(every, writer), *how_sure(writer)),
        "method": (
            writer.words(f"observed.source.{asked.source}.limits"),
            writer.words("observed.method.verdict"),
        ),
        "tables": [_table(data.JUDGED, writer.language)],
        "formats": data.FORMATS,
        "listed": [listed(one, writer) for one in every[first : first + A_PAGE]],
        "number": int(number),
        "contact": settings.CONTACT,
        "pages": _near(int(number), pages),
    }
    return render(request, "observatory/list.html", context, status=question.status)


@lru_cache(maxsize=_LISTS)
def _judged(observatory: Observatory, source: str, country: str, years: tuple[int, ...]) -> tuple[Reviewed, ...]:
    """The whole list in its order, kept while it is leafed through: of a large country it takes a second to read."""
    return tuple(in_order(observatory.reserved(source, country, years)))


def _near(number: int, pages: int) -> tuple[int, ...]:
    """The first page, the last, and those beside the one that is shown; 0 stands for pages that are passed over."""
    shown = sorted({1, pages, *range(max(1, number - _BESIDE), min(pages, number + _BESIDE) + 1)})
    told = [shown[0]]
    for before, page in pairwise(shown):
        told += [page] if page - before == 1 else [0, page]
    return tuple(told)


@require_safe
@readable
def procurement_page(request: HttpRequest, source: str, procurement: str) -> HttpResponse:
    """One of them, with everything that speaks for and against."""
    opened = observatory()
    found = opened.procurement(source, procurement)
    if not found:
        raise Http404
    told = {
        "one": detail(found, Writer(language_of(request))),
        "attributions": [one.attribution for one in opened.origins if one.source == source],
        "contact": settings.CONTACT,
    }
    return render(request, "observatory/procurement.html", told)


@require_safe
@readable
def table_file(request: HttpRequest, table: str, form: str) -> HttpResponse:
    """A table as CSV, Parquet or JSON, or the query behind it.

    404 for a table or a form that does not exist, 422 in words for a wrong choice.
    """
    if form not in data.TABLES.get(table, ()):
        raise Http404
    question = _question(request)
    if question.errors:
        says = "\n".join(words(f"error.{one.code}", question.writer.language, **one.values) for one in question.errors)
        return HttpResponse(f"{says}\n", status=422, content_type="text/plain; charset=utf-8")
    return data.response(question.observatory, question.asked, table, form)
