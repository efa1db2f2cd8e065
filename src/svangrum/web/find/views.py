from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def search(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404


def sitemap(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404


def changes(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404


def open_data(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404
