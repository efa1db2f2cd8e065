from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def begin(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404


def first_purchase(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404


def suitability(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404


def people(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404
