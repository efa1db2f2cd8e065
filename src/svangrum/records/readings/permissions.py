"""Whose reading of an entry is kept, and who is told of it.

A buyer's, since it is buyers that enterprises ask about. It is told to the enterprise's own people, and to nobody else:
neither to its coordinator, nor to other enterprises, nor to another buyer. A key of the API reads no entries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.enterprises.permissions import can_write_enterprise, is_buyer

if TYPE_CHECKING:
    from svangrum.records.actors import Actor
    from svangrum.records.enterprises.models import Enterprise


def leaves_a_reading(actor: Actor, enterprise: Enterprise) -> bool:
    """Somebody of a buyer, of whose own the entry is not."""
    return is_buyer(actor) and not actor.belongs_to(enterprise.organisation_id)


def can_see_readings(actor: Actor, enterprise: Enterprise) -> bool:
    """What may be told of them, to any of the enterprise's own people."""
    return can_write_enterprise(actor, enterprise)
