"""The purchase that a page is about, as whoever asks may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from svangrum.records.purchases.queries import purchase_for
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.pages import address, language_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest

    from svangrum.records.purchases.models import Purchase


def purchase_of(request: HttpRequest, purchase: UUID) -> Purchase:
    """Raises ``MissingError`` (404) for one that is not there, and alike for one that may not be seen."""
    return purchase_for(actor_of(request), purchase, on=today())


def allowed(request: HttpRequest, purchase: UUID, can: Callable[..., bool]) -> Purchase:
    """Raises ``PermissionDenied`` (403) as well, where it may be seen and not this."""
    found = purchase_of(request, purchase)
    if not can(actor_of(request), found, on=today()):
        raise PermissionDenied
    return found


def page_of(request: HttpRequest, purchase: UUID, page: str = "purchase") -> str:
    """The address of a page of the purchase in the language of the request."""
    return address(page, language_of(request), purchase=str(purchase))


def back_to(request: HttpRequest, found: Purchase, page: str = "purchase") -> tuple[str, str]:
    """Where a form leads back to, and its words."""
    return page_of(request, found.pk, page), found.title


def plain(written: str) -> str:
    """What was sought, on one line of at most 200 signs, without any that a database refuses."""
    line = "".join(sign if sign.isprintable() else " " for sign in written)
    return " ".join(line.split())[:200]
