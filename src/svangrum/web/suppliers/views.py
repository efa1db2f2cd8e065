"""*Vilka kan leverera?*: what a buyer looks for stands in the address alone; it is kept nowhere.

No enterprise learns of it: no event tells that it was asked.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.core.codes import municipalities
from svangrum.core.language import words
from svangrum.core.reading import InvalidFactsError
from svangrum.records.dialogues.permissions import can_hold_dialogues
from svangrum.records.suppliers.export import as_json
from svangrum.records.suppliers.found import find
from svangrum.records.suppliers.known import known_to
from svangrum.records.suppliers.need import read_need
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.pages import language_of
from svangrum.web.suppliers.forms import begun, need_fields, stated_need
from svangrum.web.suppliers.shown import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest

    from svangrum.core.errors import SvangrumError
    from svangrum.records.suppliers.found import Found


@require_safe
@never_cache
def suppliers(request: HttpRequest) -> HttpResponse:
    """The form, the form with what is wrong, or who could deliver."""
    stated, about = stated_need(request.GET), _about(request)
    if request.GET.keys() <= {"purchase"}:
        return _form(request, begun(actor_of(request).organisation, today()))
    try:
        found = _found(request, stated)
    except InvalidFactsError as wrong:
        return _form(request, stated, wrong.errors)
    context = {
        **parts_of(found, stated | about, language_of(request)),
        **_fields(request, stated | {"cpv": found.need.cpv}),
        "stated": stated,
        "can_hold": can_hold_dialogues(actor_of(request)),
    }
    return render(request, "suppliers/found.html", context)


@require_safe
@never_cache
def suppliers_file(request: HttpRequest) -> HttpResponse:
    """The same as JSON; what cannot be read is told as the page tells it."""
    try:
        found = _found(request, stated_need(request.GET))
    except InvalidFactsError as wrong:
        return _form(request, stated_need(request.GET), wrong.errors)
    text = json.dumps(as_json(found), ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    name = words("suppliers.file", language_of(request))
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


def _found(request: HttpRequest, stated: Mapping[str, str]) -> Found:
    need = read_need(stated)
    return find(known_to(actor_of(request).organisation, on=today()), need, on=today())


def _form(request: HttpRequest, stated: Mapping[str, str], errors: Iterable[SvangrumError] = ()) -> HttpResponse:
    """A choice among codes is a question and no fault: it alone is asked without alarm."""
    several = tuple(errors)
    choosing = bool(several) and all(one.code == "need.which-cpv" for one in several)
    context = _fields(request, stated, () if choosing else several)
    status = 422 if several and not choosing else 200
    return render(request, "suppliers/form.html", {**context, "choosing": choosing}, status=status)


def _fields(request: HttpRequest, stated: Mapping[str, str], errors: Iterable[SvangrumError] = ()) -> dict[str, object]:
    form = need_fields(stated, errors, language=language_of(request))
    return {
        "form": form,
        "about": _about(request),
        "errors": [one for one in form.values() if one.error],
        "places": [one.short for one in municipalities()],
    }


def _about(request: HttpRequest) -> dict[str, str]:
    """The kept purchase from which one came: it goes along to every entry that is opened (``enterprises.readings``)."""
    purchase = request.GET.get("purchase", "")
    return {"purchase": purchase} if purchase else {}
