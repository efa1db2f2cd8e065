"""What an organisation's people should look at: keys that run out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home
from svangrum.records.todo import Todo
from svangrum.records.tokens.permissions import can_keep_tokens
from svangrum.records.tokens.queries import tokens_of

if TYPE_CHECKING:
    from datetime import date

    from svangrum.records.actors import Actor

KEY_SOON = timedelta(days=30)


def keys_that_run_out(actor: Actor, on: date) -> list[Todo]:
    """The organisation's keys that soon end, for administrators."""
    if actor.organisation is None or not can_keep_tokens(actor, actor.organisation):
        return []
    live = tokens_of(actor.organisation).filter(revoked_at=None).order_by("expires_at", "pk")
    told = [(one.name, day_at_home(one.expires_at)) for one in live]
    return [
        Todo("key", "organisation-keys", {"name": name, "day": day}, day=day)
        for name, day in told
        if on <= day <= on + KEY_SOON
    ]
