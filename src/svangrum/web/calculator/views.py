"""The socio-economic calculator: form and result on one page. Nothing is kept; the address is the calculation."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.core.dates import parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.reading import gather
from svangrum.guide.calculation.calculate import calculate
from svangrum.guide.calculation.extended import DRAWS, SEED, extend, read_uncertain
from svangrum.guide.calculation.inputs import EXAMPLE
from svangrum.guide.calculation.read import read_inputs
from svangrum.guide.calculation.sensitivity import likely_gain, swings
from svangrum.web.calculator import shown
from svangrum.web.calculator.forms import ASKED, form_fields, groups, mix_fields, uncertain_rows, written
from svangrum.web.clock import today
from svangrum.web.fields import stated as read_stated
from svangrum.web.pages import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from svangrum.guide.calculation.extended import Uncertain
    from svangrum.guide.calculation.inputs import Inputs

T = TypeVar("T")
PUBLISHED_DAY = "2019-11-07"


@require_safe
@never_cache
def calculator(request: HttpRequest) -> HttpResponse:
    """The result of what was stated, or of the published example; the form with what is wrong in it (422)."""
    stated = read_stated(request.GET, ASKED)
    language, errors = language_of(request), list[SvangrumError]()
    day = gather(lambda: _day(stated), errors) or today()
    inputs = gather(lambda: read_inputs(stated), errors) or EXAMPLE
    uncertain = gather(lambda: read_uncertain(stated, inputs, as_of=day), errors)
    form = form_fields(stated, inputs, errors, as_of=day, language=language)
    context = {
        "errors": [one for one in form.values() if one.error],
        "groups": groups(form, language),
        "uncertain": uncertain_rows(form, language),
        "mix": mix_fields(form),
        "form": form,
        "example": inputs == EXAMPLE,
        "published": {**written(EXAMPLE), "as_of": PUBLISHED_DAY},
    }
    if errors or uncertain is None:
        return render(request, "calculator/page.html", context, status=422)
    result = _result(inputs, uncertain, day, language)
    return render(request, "calculator/page.html", {**context, **result, "link": request.build_absolute_uri()})


def _result(inputs: Inputs, uncertain: Uncertain, day: date, language: str) -> Mapping[str, object]:
    found = calculate(inputs, as_of=day)
    extended = extend(inputs, uncertain, as_of=day)
    moved = swings(inputs, uncertain, as_of=day)
    likely = likely_gain(inputs, uncertain, as_of=day)
    return {
        "found": found,
        "lead": shown.lead(found, extended, language),
        "levels": shown.levels(found, extended, language),
        "posts": shown.post_table(found, language),
        "society": shown.kronor(found.society, language),
        "level_charts": [_safe(one) for one in shown.level_charts(found, language)],
        "swing_charts": [_safe(one) for one in shown.swing_charts(moved, likely, language)],
        "likely": shown.kronor(likely, language),
        "assumptions": shown.assumed(day, language),
        "rates": shown.rates_shown(day, language),
        "draws": DRAWS,
        "seed": SEED,
        "day": day,
    }


def _day(stated: Mapping[str, str]) -> date:
    """The stated day. Raises ``SvangrumError``, also for a day that no rate covers."""
    day = parse_day(stated["as_of"]) if "as_of" in stated else today()
    calculate(EXAMPLE, as_of=day)
    return day


def _safe(drawn: str) -> str:
    return mark_safe(drawn)  # noqa: S308 - documents.bars escapes every text it writes
