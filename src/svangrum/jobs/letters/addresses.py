"""Addresses as a mail must have them: whole, and with what lets a person unsubscribe without signing in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from svangrum.core.errors import SvangrumError
from svangrum.records.letters.topics import Topic

if TYPE_CHECKING:
    from collections.abc import Iterable

_SALT = "svangrum.letters.unsubscribe"
_YEAR_SECONDS = 365 * 24 * 60 * 60


@dataclass(frozen=True)
class Unsubscribing:
    """Who unsubscribes from what."""

    person: UUID
    topics: tuple[Topic, ...]


def absolute(page: str, language: str, **parts: str) -> str:
    """Where ``page`` lies for someone outside. Raises ``NoReverseMatch`` for a page that does not exist."""
    return settings.ADDRESS + reverse(f"{page}.{language}", kwargs=parts)


def domain() -> str:
    """The name of the service's own machine, for names of mails."""
    return urlsplit(settings.ADDRESS).hostname or "localhost"


def unsubscribe_address(person: UUID, topics: Iterable[Topic], language: str) -> str:
    """A link that only the service can make, and that holds no address of anybody."""
    signed = signing.dumps({"person": str(person), "topics": sorted(topics)}, salt=_SALT)
    return absolute("unsubscribe", language, signed=signed)


def read_unsubscribing(signed: str) -> Unsubscribing:
    """Raises ``SvangrumError``: ``unsubscribe.old`` after a year, ``unsubscribe.forged`` for what was not made here.

    A topic that the service no longer has is left out, for nothing is sent about it; a link to none but such is old.
    """
    try:
        found = signing.loads(signed, salt=_SALT, max_age=_YEAR_SECONDS)
    except signing.SignatureExpired as error:
        raise SvangrumError("unsubscribe.old") from error
    except signing.BadSignature as error:
        raise SvangrumError("unsubscribe.forged") from error
    topics = tuple(topic for topic in Topic if topic in found["topics"])
    if not topics:
        raise SvangrumError("unsubscribe.old")
    return Unsubscribing(UUID(found["person"]), topics)
