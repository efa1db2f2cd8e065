"""Who may see and set what an organisation sets for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.accounts.permissions import can_administer

if TYPE_CHECKING:
    from uuid import UUID

    from svangrum.records.actors import Actor


def can_change_profile(actor: Actor, organisation: UUID) -> bool:
    return can_administer(actor, organisation)
