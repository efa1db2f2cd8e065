"""The calendar: form and days on one page, and the file to take away. Nothing is kept; the address is the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.advice.timetable import explain_timetable
from svangrum.core.dates import parse_day
from svangrum.core.language import words
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.law.timetable.plan import plan
from svangrum.law.timetable.read import read_facts
from svangrum.web.clock import today
from svangrum.web.fields import stated as read_stated
from svangrum.web.pages import language_of
from svangrum.web.timetable import forms
from svangrum.web.timetable.handed import handed_on
from svangrum.web.timetable.shown import charts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.http import HttpRequest

    from svangrum.core.errors import SvangrumError
    from svangrum.law.timetable.plan import Plan


@require_safe
@never_cache
def timetable(request: HttpRequest) -> HttpResponse:
    """The form, filled in as far as the address tells; the days when a field of the form was sent."""
    stated = _stated(request)
    if "start" not in request.GET:
        return _page(request, stated, day=today())
    try:
        found = _planned(stated)
    except InvalidFactsError as invalid:
        return _page(request, stated, day=today(), errors=invalid.errors)
    return _page(request, stated, day=found.as_of, found=found)


@require_safe
@never_cache
def timetable_file(request: HttpRequest) -> HttpResponse:
    """The same days as a calendar file; the form again with what is wrong (422)."""
    # The calendar library takes its time to load, and the page does without it
    from svangrum.documents.calendar_file import MEDIA_TYPE, calendar_file  # noqa: PLC0415 - said above

    stated, language = _stated(request), language_of(request)
    try:
        found = _planned(stated)
    except InvalidFactsError as invalid:
        return _page(request, stated, day=today(), errors=invalid.errors)
    content = calendar_file(found, explain_timetable(found, language=language))
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    name = words("timetable.file", language)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _stated(request: HttpRequest) -> dict[str, str]:
    """What the address tells; where it comes from an answer, the way to buy that the answer speaks of."""
    return read_stated(request.GET, forms.ASKED) | handed_on(request.GET, today=today())


def _planned(stated: Mapping[str, str]) -> Plan:
    """Raises ``InvalidFactsError`` with every field at fault, the day among them."""
    problems: list[SvangrumError] = []
    facts = gather(lambda: read_facts(stated), problems)
    day = gather(lambda: parse_day(stated["as_of"]) if "as_of" in stated else today(), problems)
    found = gather(lambda: plan(facts, as_of=day), problems) if facts and day else None
    if found is None:
        raise InvalidFactsError(tuple(problems))
    return found


def _page(
    request: HttpRequest,
    stated: Mapping[str, str],
    *,
    day: date,
    found: Plan | None = None,
    errors: Iterable[SvangrumError] = (),
) -> HttpResponse:
    language = language_of(request)
    form = forms.form_fields({"as_of": day.isoformat(), **stated}, errors, as_of=day, language=language)
    wrong = [one for one in form.values() if one.error]
    context: dict[str, object] = {
        "form": form,
        "errors": wrong,
        "purchase": [form[name] for name in forms.PURCHASE],
        "terms": [form[name] for name in forms.TERMS],
        "own": [form[name] for name in forms.OWN_FIELDS],
        "own_open": any(name in stated or form[name].error for name in forms.OWN_FIELDS),
        "stated": stated,
    }
    if found is not None:
        told = explain_timetable(found, language=language)
        context |= {"found": told, "charts": charts(told)}
        if found.late:
            context["later"] = {**stated, "start": found.earliest.isoformat()}
    return render(request, "timetable/page.html", context, status=422 if wrong else 200)
