"""Where the API lies: ``/api/v1/…``, its document, and the page about it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.urls import include, path
from django.views.decorators.http import require_safe

from svangrum.web.api.answering import public_answer
from svangrum.web.api.page import api_page
from svangrum.web.api.service import addresses, api_document
from svangrum.web.api.speaking import language_asked
from svangrum.web.pages import Page
from svangrum.web.rules import anyone, open_to

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The document, in the language that the caller reads."""
    language = language_asked(request)
    response = public_answer(request, json.dumps(api_document(language), ensure_ascii=False))
    response.headers["Content-Language"], response.headers["Vary"] = language, "Accept-Language"
    return response


PAGES = (Page("api", "api", "api", api_page, anyone),)
ADDRESSES = [
    path("api/v1/openapi.json", open_to(anyone, openapi), name="openapi"),
    path("api/v1/", include((addresses(), "ninja"), namespace="api")),
]
