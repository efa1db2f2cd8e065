"""*Pröva ett köp*: the form on the first page, the answer, and what can be taken away from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.advice.alike import SHOWN
from svangrum.core.codes import municipalities
from svangrum.core.reading import InvalidFactsError
from svangrum.documents.charts import NARROW, WIDE, dot_plot
from svangrum.documents.takeaway import TAKEAWAYS
from svangrum.web.pages import language_of
from svangrum.web.try_purchase.asking import answer_to, stated_facts
from svangrum.web.try_purchase.forms import form_fields, question_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest

    from svangrum.advice.answer import Answer
    from svangrum.core.errors import SvangrumError
    from svangrum.documents.charts import Size


OPEN_DATA = "https://www.upphandlingsmyndigheten.se/om-oss/var-oppna-data/"
"""Where the tables of the statistics can be fetched."""


@require_safe
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """The form; a query fills it in, so that an answer can be changed."""
    return _form(request, stated_facts(request.GET))


@require_safe
@never_cache
def answer(request: HttpRequest) -> HttpResponse:
    """The answer, or the form again with what is wrong in it (422)."""
    stated = stated_facts(request.GET)
    try:
        found = answer_to(stated, language=language_of(request))
    except InvalidFactsError as invalid:
        return _form(request, stated, invalid.errors)
    return render(request, "answer.html", _shown(found, stated))


@require_safe
@never_cache
def takeaway(request: HttpRequest, name: str) -> HttpResponse:
    """One document made from the same question; nothing is kept."""
    if name not in TAKEAWAYS:
        raise Http404
    stated, language = stated_facts(request.GET), language_of(request)
    try:
        found = answer_to(stated, language=language)
    except InvalidFactsError as invalid:
        return _form(request, stated, invalid.errors)
    chosen = TAKEAWAYS[name]
    response = HttpResponse(chosen.make(found), content_type=chosen.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=chosen.filename(language))
    return response


def _form(request: HttpRequest, stated: Mapping[str, str], errors: Iterable[SvangrumError] = ()) -> HttpResponse:
    fields = form_fields(stated, errors, language=language_of(request))
    wrong = [field for field in fields.values() if field.error]
    context = {"form": fields, "errors": wrong, "places": [place.short for place in municipalities()]}
    return render(request, "form.html", context, status=422 if wrong else 200)


def _shown(answer: Answer, stated: Mapping[str, str]) -> dict[str, object]:
    asked = question_fields(answer, stated)
    names = {field.name for field in asked}
    return {
        "answer": answer,
        "forecasts": (answer.open, answer.reserved),
        "stated": stated,
        "asked": asked,
        "kept": [(name, value) for name, value in stated.items() if name not in names],
        "places": [place.short for place in municipalities()] if "municipality" in names else [],
        "charts": [_chart(answer, size) for size in (WIDE, NARROW)],
        "shares": zip(answer.open.table, answer.reserved.table, strict=True),
        "alike_first": answer.alike.purchases[:SHOWN] if answer.alike else (),
        "alike_rest": answer.alike.purchases[SHOWN:] if answer.alike else (),
        "open_data": OPEN_DATA,
        "takeaways": [(name, f"takeaway.{name}") for name in TAKEAWAYS],
    }


def _chart(answer: Answer, size: Size) -> str:
    drawn = dot_plot(answer.open, answer.reserved, language=answer.language, size=size)
    return mark_safe(drawn)  # noqa: S308 - charts.dot_plot escapes every text it writes
