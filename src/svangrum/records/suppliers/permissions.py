"""Who may ask who could deliver: people of buyers. What they ask is kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.enterprises.permissions import is_buyer

if TYPE_CHECKING:
    from svangrum.records.actors import Actor


def can_find_suppliers(actor: Actor) -> bool:
    """An enterprise that could ask would learn of its competitors, and of what it could agree on with them."""
    return is_buyer(actor)
