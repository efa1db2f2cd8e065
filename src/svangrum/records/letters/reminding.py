"""Tell the administrators of an organisation, once, that one of its keys is about to expire."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home
from svangrum.records.accounts.queries import people_of
from svangrum.records.actions import MissingError, action, require
from svangrum.records.actors import Role
from svangrum.records.letters.permissions import can_remind
from svangrum.records.letters.topics import Topic
from svangrum.records.letters.writing import write_letter
from svangrum.records.tokens.models import Token

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from svangrum.records.actions import Act

AHEAD = timedelta(days=14)
"""So long before a key expires its organisation is told."""


def expiring(moment: datetime) -> QuerySet[Token]:
    """Keys that still hold and expire within ``AHEAD``."""
    live = Token.objects.filter(revoked_at__isnull=True, organisation__closed__isnull=True)
    return live.filter(expires_at__gt=moment, expires_at__lte=moment + AHEAD).order_by("expires_at", "pk")


@action("token.expiry-told")
def tell_of_expiry(act: Act, *, token: UUID) -> UUID:
    """A letter to each administrator. With the same ``key`` it is told once. Raises ``MissingError``."""
    require(can_remind(act.by))
    found = Token.objects.filter(pk=token).first()
    if found is None:
        raise MissingError("record.missing")
    expires = day_at_home(found.expires_at)
    values = {"name": found.name, "day": expires.isoformat()}
    for held in people_of(found.organisation_id, on=day_at_home(act.recorded_at)):
        if Role.ADMINISTRATOR in held.roles:
            write_letter(
                act, to=held.person, topic=Topic.KEYS, code="key-expires", values=values, page="organisation-keys"
            )
    act.tell(Token.chain, found.pk, {"day": expires}, organisation=found.organisation_id)
    return found.pk
