"""Which key a text is, and as whom its bearer acts."""

from __future__ import annotations

import hmac
import re
from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home
from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.secret import digest_of
from svangrum.records.actors import Actor, Scope
from svangrum.records.tokens.models import Token

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

_FORM = re.compile(r"svg_(?P<prefix>[0-9a-f]{8})_[0-9a-f]{56}", re.ASCII)


class TokenError(SvangrumError):
    """The text is no key that holds: nobody acts."""


def tokens_of(organisation: UUID) -> QuerySet[Token]:
    """All keys the organisation has had, those that last longest first."""
    return Token.objects.filter(organisation=organisation).order_by("-expires_at", "pk")


def find_token(text: str, at: datetime) -> Actor:
    """Whoever bears the key ``text``: its organisation, with its scopes and no role. The day of use is noted.

    Raises ``TokenError`` ``token.unknown`` for a text that is no key, ``token.forged`` for one that only resembles a
    key, ``token.revoked``, ``token.expired``, and ``token.closed`` when the organisation has left.
    """
    found = _matching(text)
    if found.revoked_at is not None:
        raise TokenError("token.revoked")
    if at >= found.expires_at:
        raise TokenError("token.expired")
    if found.organisation.closed is not None:
        raise TokenError("token.closed")
    _note_use(found, at)
    scopes = frozenset(Scope(scope) for scope in found.scopes)
    return Actor(token=found.pk, organisation=found.organisation_id, scopes=scopes)


def _matching(text: str) -> Token:
    """The key whose digest is that of ``text``; digests are compared in a time that tells nothing."""
    form = _FORM.fullmatch(text)
    if form is None:
        raise TokenError("token.unknown")
    resembling = list(Token.objects.filter(prefix=form["prefix"]).select_related("organisation"))
    digest = digest_of(text)
    for one in resembling:
        if hmac.compare_digest(one.secret_digest, digest):
            return one
    raise TokenError("token.forged" if resembling else "token.unknown")


def _note_use(found: Token, at: datetime) -> None:
    """The day, once a day; no event, for it changes nothing that anyone decided."""
    day = day_at_home(at)
    if found.last_used is None or found.last_used < day:
        Token.objects.filter(pk=found.pk).update(last_used=day)
