from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def examples(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404


def examples_compare(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404


def example(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404
