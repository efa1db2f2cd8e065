from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def guide(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404


def guide_role(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404


def guide_step(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404


def checklist(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404


def checklist_word(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404
