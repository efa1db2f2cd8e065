"""The enterprise that a page is about, as whoever asks may see what it can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from svangrum.core.language import words
from svangrum.records.capacities.permissions import can_write_capacity
from svangrum.records.capacities.queries import enterprise_with_capacity
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.pages import address, language_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from svangrum.records.enterprises.models import Enterprise


def enterprise_of(request: HttpRequest, enterprise: UUID) -> Enterprise:
    """Raises ``MissingError`` (404) for one that is not there, and alike for one whose capacity may not be seen."""
    return enterprise_with_capacity(actor_of(request), enterprise, on=today())


def own_enterprise_of(request: HttpRequest, enterprise: UUID) -> Enterprise:
    """Raises ``PermissionDenied`` (403) as well, for who may see it and is none of its people."""
    found = enterprise_of(request, enterprise)
    if not can_write_capacity(actor_of(request), found):
        raise PermissionDenied
    return found


def page_of(request: HttpRequest, enterprise: Enterprise) -> str:
    """The address of the page of what the enterprise can do."""
    return address("capacity", language_of(request), enterprise=str(enterprise.pk))


def back_to(request: HttpRequest, enterprise: Enterprise) -> tuple[str, str]:
    """Where a form leads back to, and its words."""
    return page_of(request, enterprise), words("capacities.title", language_of(request), name=enterprise.name)
