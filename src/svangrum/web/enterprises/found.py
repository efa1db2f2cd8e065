"""The entry that a page is about, as whoever asks may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.records.actions import MissingError
from svangrum.records.enterprises.queries import own_enterprise
from svangrum.web.access import actor_of
from svangrum.web.pages import address, language_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from svangrum.records.enterprises.models import Enterprise


def own_of(request: HttpRequest) -> Enterprise:
    """The entry of the organisation in which one acts. Raises ``MissingError`` (404) where it has none."""
    found = own_enterprise(actor_of(request))
    if found is None:
        raise MissingError("record.missing")
    return found


def back_to_own(request: HttpRequest) -> tuple[str, str]:
    """*Vårt företag*, and its words."""
    language = language_of(request)
    return address("own-enterprise", language), words("enterprises.own.title", language)
