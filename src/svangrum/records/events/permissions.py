"""Who may read history, and who may have payloads erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.actors import Role

if TYPE_CHECKING:
    from uuid import UUID

    from svangrum.records.actors import Actor


def can_read_history(actor: Actor, organisation: UUID | None) -> bool:
    """The whole history of an organisation: for those who answer for it.

    The history of one thing is for whoever may see the thing.
    """
    return actor.belongs_to(organisation) and actor.has(Role.ADMINISTRATOR, Role.CONTROLLER)


def can_erase(actor: Actor, organisation: UUID | None) -> bool:
    """The organisation's administrator in person, and the program by a thinning decision."""
    if actor.program:
        return True
    return actor.person is not None and actor.belongs_to(organisation) and actor.has(Role.ADMINISTRATOR)
