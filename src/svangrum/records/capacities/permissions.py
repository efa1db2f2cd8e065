"""Who may do what with an enterprise's capacity: its own people write it, buyers read it, other enterprises do not.

A coordinator reads it for as long as the enterprise has asked it to help. To whom something is promised is for the
enterprise's own people: a competitor's contracts are nobody else's matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.enterprises.permissions import can_write_enterprise, is_buyer, is_helper

if TYPE_CHECKING:
    from datetime import date

    from svangrum.records.actors import Actor
    from svangrum.records.enterprises.models import Enterprise


def can_write_capacity(actor: Actor, enterprise: Enterprise) -> bool:
    """Any member of the enterprise."""
    return can_write_enterprise(actor, enterprise)


def can_view_capacity(actor: Actor, enterprise: Enterprise, *, on: date) -> bool:
    """The enterprise's own people, people of buyers, and a coordinator that it has asked to help."""
    return can_write_capacity(actor, enterprise) or is_buyer(actor) or is_helper(actor, enterprise, on=on)


def can_see_to_whom(actor: Actor, enterprise: Enterprise) -> bool:
    """To whom capacity is promised: the enterprise's own people."""
    return can_write_capacity(actor, enterprise)
