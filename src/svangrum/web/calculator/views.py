from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def calculator(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404
