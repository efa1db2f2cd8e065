"""The organisation in which one acts, and the way back to its first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect

from svangrum.core.language import words
from svangrum.records.accounts.models import Organisation
from svangrum.web.access import actor_of
from svangrum.web.pages import address, language_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def own_organisation(request: HttpRequest) -> Organisation:
    """Stands behind a rule that lets only members in."""
    organisation = actor_of(request).organisation
    assert organisation is not None  # noqa: S101 - said by the rule
    return Organisation.objects.get(pk=organisation)


def back(request: HttpRequest) -> tuple[str, str]:
    """The organisation's first page, and its words."""
    language = language_of(request)
    return address("organisation", language), words("organisation.way.organisation.name", language)


def back_to(request: HttpRequest, page: str) -> tuple[str, str]:
    language = language_of(request)
    return address(page, language), words(f"organisation.way.{page}.name", language)


def told(request: HttpRequest, page: str, code: str) -> HttpResponse:
    """To ``page``, where ``code`` is told."""
    language = language_of(request)
    messages.success(request, words(code, language))
    return redirect(address(page, language))
