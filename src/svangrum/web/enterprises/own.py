"""*Vårt företag*: what an enterprise's own people have told, what is missing, and the ways onward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from svangrum.core.language import words
from svangrum.core.orgnr import written_number
from svangrum.records.enterprises.actions.entering import begin_entry
from svangrum.records.enterprises.queries import helpers_of, own_enterprise
from svangrum.records.events.queries import history
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.enterprises.shown import standing, subjects, warning
from svangrum.web.organisation.history import leaf_of
from svangrum.web.organisation.own import own_organisation
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import perform

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from svangrum.records.enterprises.models import Enterprise

WAYS: tuple[str, ...] = ("coming", "passport", "own-capacity", "own-consortia", "own-enterprise-readings")
"""Pages that others add to *Vårt företag*: words ``enterprises.way.<page>.name`` and ``.says``."""


@require_safe
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    actor, language = actor_of(request), language_of(request)
    found = own_enterprise(actor)
    if found is None:
        return _beginning(request)
    told = subjects(actor, found, language)
    context = {
        "enterprise": found,
        "orgnr": written_number(found.orgnr),
        "subjects": told,
        "missing": [one for one in told if not one.lines or _leaves_open(found, one.code)],
        "warning": warning(found, language),
        "standing": standing(found, language),
        "helpers": helpers_of(found, on=today()),
        "ways": WAYS,
        **leaf_of(request, history(found.chain, found.pk, older=request.GET.get("older"))),
    }
    return render(request, "enterprises/own.html", context)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """The people of an enterprise take charge of its entry."""
    language = language_of(request)
    perform(request, begin_entry)
    messages.success(request, words("enterprises.begin.done", language))
    return redirect(address("own-enterprise", language))


def _leaves_open(found: Enterprise, subject: str) -> bool:
    """Whether a subject that is told of lacks what decides how the enterprise is counted: who decides over it."""
    return subject == "about" and found.controlled is None


def _beginning(request: HttpRequest) -> HttpResponse:
    """Before there is an entry: what it is, and a button; without a number, whom to turn to."""
    return render(request, "enterprises/begin.html", {"organisation": own_organisation(request)})
