"""*Pröva ett köp*: the form on the first page, the answer, and what can be taken away from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.advice.supply_stated import SUPPLY_FIELDS
from svangrum.core.codes import municipalities
from svangrum.core.reading import InvalidFactsError
from svangrum.documents.takeaway import TAKEAWAYS, takeaways_of
from svangrum.records.suppliers.handed import register_for
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.pages import language_of
from svangrum.web.suppliers.carried import looked_for
from svangrum.web.try_purchase.asking import answer_to, stated_facts
from svangrum.web.try_purchase.forms import form_fields, question_fields, supply_fields
from svangrum.web.try_purchase.members import for_members
from svangrum.web.try_purchase.shown import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest

    from svangrum.advice.answer import Answer
    from svangrum.advice.supply_known import KnownSuppliers
    from svangrum.core.errors import SvangrumError


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
        found = answer_to(stated, language=language_of(request), known=_known(request))
    except InvalidFactsError as invalid:
        return _form(request, stated, invalid.errors)
    return render(request, "answer.html", _shown(request, found, stated))


@require_safe
@never_cache
def takeaway(request: HttpRequest, name: str) -> HttpResponse:
    """One document made from the same question; nothing is kept."""
    if name not in TAKEAWAYS:
        raise Http404
    stated, language = stated_facts(request.GET), language_of(request)
    try:
        found = answer_to(stated, language=language, known=_known(request))
    except InvalidFactsError as invalid:
        return _form(request, stated, invalid.errors)
    chosen = TAKEAWAYS[name]
    if not chosen.fits(found):
        raise Http404
    response = HttpResponse(chosen.make(found), content_type=chosen.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=chosen.filename(language))
    return response


def _known(request: HttpRequest) -> KnownSuppliers | None:
    return register_for(actor_of(request), on=today())


def _form(request: HttpRequest, stated: Mapping[str, str], errors: Iterable[SvangrumError] = ()) -> HttpResponse:
    fields = form_fields(stated, errors, language=language_of(request))
    wrong = [field for field in fields.values() if field.error]
    context = {"form": fields, "errors": wrong, "places": [place.short for place in municipalities()]}
    return render(request, "form.html", context, status=422 if wrong else 200)


def _shown(request: HttpRequest, answer: Answer, stated: Mapping[str, str]) -> dict[str, object]:
    asked = question_fields(answer, stated)
    names = {field.name for field in asked}
    return {
        **parts_of(answer),
        **for_members(request, answer, stated),
        "stated": stated,
        "asked": asked,
        "kept": [(name, value) for name, value in stated.items() if name not in names],
        "buyer": answer.test is not None,
        "need": looked_for(stated, answer.as_of),
        "supply_fields": supply_fields(stated, language=answer.language) if answer.test else [],
        "supply_kept": [(name, value) for name, value in stated.items() if name not in SUPPLY_FIELDS],
        "places": [place.short for place in municipalities()] if "municipality" in names else [],
        "takeaways": [(one.name, f"takeaway.{one.name}") for one in takeaways_of(answer)],
    }
