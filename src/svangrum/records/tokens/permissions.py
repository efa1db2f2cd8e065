"""Who keeps an organisation's keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.accounts.permissions import can_administer

if TYPE_CHECKING:
    from uuid import UUID

    from svangrum.records.actors import Actor


def can_keep_tokens(actor: Actor, organisation: UUID) -> bool:
    """List, make and revoke: the organisation's administrators. A key never makes a key."""
    return can_administer(actor, organisation)
