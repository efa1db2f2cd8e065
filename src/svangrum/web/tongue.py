"""Django's own words (of its forms) in the language of the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

from svangrum.web.pages import language_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase


def speak_by_address(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: the address alone decides the language."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        with translation.override(language_of(request)):
            return get_response(request)

    return respond
