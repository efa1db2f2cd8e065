from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def clauses(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404


def clauses_word(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404


def clause(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404
