"""Browsers where a person has signed in before: one that has not been seen is told of in a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from svangrum.records.accounts.models import Person

_SALT = "svangrum.known-browser"
_HALF_A_YEAR = 180 * 24 * 60 * 60
_MOST = 5
"""So many people may share a browser before the first of them is new there again."""


def is_known(request: HttpRequest, person: Person) -> bool:
    return _mark(person) in _marks(request)


def make_known(request: HttpRequest, response: HttpResponseBase, person: Person) -> None:
    """Let the browser remember that the person has been there, by a mark that only this server can read."""
    mark = _mark(person)
    kept = [mark, *(one for one in _marks(request) if one != mark)][:_MOST]
    response.set_cookie(
        settings.KNOWN_COOKIE_NAME,
        signing.dumps(kept, salt=_SALT),
        max_age=_HALF_A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _marks(request: HttpRequest) -> list[str]:
    try:
        marks: list[str] = signing.loads(
            request.COOKIES.get(settings.KNOWN_COOKIE_NAME, ""), salt=_SALT, max_age=_HALF_A_YEAR
        )
    except signing.BadSignature:
        return []
    return marks


def _mark(person: Person) -> str:
    return salted_hmac(_SALT, str(person.pk), algorithm="sha256").hexdigest()[:32]
