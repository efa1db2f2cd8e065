"""How often one may try: every limit runs out within the same few minutes, which is what a person is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render

from svangrum.core.language import words, write_time
from svangrum.web.clock import now
from svangrum.web.pages import language_of
from svangrum.web.signing_in.telling import tell

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def next_try(language: str) -> str:
    """When the limits have run out, at the latest: ``14.35``, in English ``14:35``."""
    return write_time(now() + timedelta(seconds=settings.LIMITED_FOR, minutes=1), language)


def too_many(request: HttpRequest) -> HttpResponse:
    """Too many attempts from here: what happened, and when to try again."""
    tell("limit.reached", request)
    language = language_of(request)
    says = words("sign-in.too-many.says", language, time=next_try(language))
    response = render(request, "signing_in/told.html", {"title": "sign-in.too-many.title", "says": says}, status=429)
    response.headers["Retry-After"] = str(settings.LIMITED_FOR)
    return response
