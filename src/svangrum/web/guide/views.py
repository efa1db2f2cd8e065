"""The national model: the way in, one role, one step, and the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.documents.checklist import checklist_document
from svangrum.documents.takeaway import WORD
from svangrum.documents.word import word_file
from svangrum.guide.model import Cell, cells, roles, steps
from svangrum.web.clock import today
from svangrum.web.fields import SEPARATOR, Asking, Choice, Field
from svangrum.web.fields import field as asked
from svangrum.web.guide import shown
from svangrum.web.pages import language_of
from svangrum.web.said import Speaker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

_FILTERS = ("role", "step")


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Every way in, then roles by steps."""
    speaker = _speaker(request)
    context = {
        "ways": shown.ways(speaker),
        "roles": [shown.named_role(one, speaker) for one in roles().values()],
        "rows": shown.matrix(speaker),
    }
    return render(request, "guide/hub.html", context)


@require_safe
def role(request: HttpRequest, role: str) -> HttpResponse:
    """What one role does at all six steps."""
    if role not in roles():
        raise Http404
    speaker = _speaker(request)
    others = [shown.named_role(one, speaker) for one in roles().values() if one.code != role]
    context = {
        "named": shown.named_role(roles()[role], speaker),
        "phase": "",
        "cells": shown.of_role(role, speaker),
        "others": others,
        "role": role,
    }
    return render(request, "guide/role.html", context)


@require_safe
def step(request: HttpRequest, step: str) -> HttpResponse:
    """What all four roles do at one step."""
    if step not in steps():
        raise Http404
    speaker = _speaker(request)
    order = list(steps())
    place = order.index(step)
    context = {
        "named": shown.named_step(steps()[step], speaker),
        "phase": speaker.text(steps()[step].phase),
        "cells": shown.of_step(step, speaker),
        "before": shown.named_step(steps()[order[place - 1]], speaker) if place else None,
        "after": shown.named_step(steps()[order[place + 1]], speaker) if place + 1 < len(order) else None,
        "step": step,
    }
    return render(request, "guide/step.html", context)


@require_safe
def checklist(request: HttpRequest) -> HttpResponse:
    """What to do and when it is done, for the roles and steps chosen; 422 for a choice that does not exist."""
    speaker = _speaker(request)
    stated, errors = _stated(request)
    chosen = _chosen(stated) if not errors else list(cells().values())
    context = {
        "fields": [_field(name, stated, errors, speaker.language) for name in _FILTERS],
        "errors": [_field(name, stated, errors, speaker.language) for name in errors],
        "groups": [(shown.named_role(one.role, speaker), shown.shown(one, speaker, by="step")) for one in chosen],
        "query": request.GET.urlencode(),
    }
    return render(request, "guide/checklist.html", context, status=422 if errors else 200)


@require_safe
def checklist_word(request: HttpRequest) -> HttpResponse:
    """The same as a Word file; what does not exist is left out."""
    language = language_of(request)
    stated, _ = _stated(request)
    document = checklist_document(_chosen(stated), language=language, as_of=today())
    response = HttpResponse(word_file(document), content_type=WORD)
    name = words("guide.checklist.file", language)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _speaker(request: HttpRequest) -> Speaker:
    return Speaker(language_of(request), today())


def _stated(request: HttpRequest) -> tuple[dict[str, list[str]], dict[str, SvangrumError]]:
    """The roles and steps asked for, and an error for each filter that names one that does not exist."""
    known = {"role": roles(), "step": steps()}
    stated = {name: [one for one in request.GET.getlist(name) if one in known[name]] for name in _FILTERS}
    errors = {}
    for name in _FILTERS:
        unknown = [one for one in request.GET.getlist(name) if one and one not in known[name]]
        if unknown:
            allowed = ", ".join(known[name])
            errors[name] = SvangrumError("choice.unknown", field=name, text=unknown[0], allowed=allowed)
    return stated, errors


def _chosen(stated: Mapping[str, list[str]]) -> list[Cell]:
    """The cells of the roles and steps stated; all when none is."""
    return [
        cell
        for (role, step), cell in cells().items()
        if role in (stated["role"] or roles()) and step in (stated["step"] or steps())
    ]


def _field(name: str, stated: Mapping[str, list[str]], errors: Mapping[str, SvangrumError], language: str) -> Field:
    known = roles() if name == "role" else steps()
    error = errors.get(name)
    says = words(f"error.{error.code}", language, **error.values) if error else ""
    plain = asked(
        name, Asking("checkboxes", f"guide.filter.{name}"), SEPARATOR.join(stated[name]), says, language=language
    )
    choices = tuple(Choice(one.code, one.name.say(language, as_of=today())) for one in known.values())
    return Field(**{**vars(plain), "choices": choices, "in_a_row": True})
