"""What goes with a purchase when it is thinned or removed. Nouns that come after add what they keep of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from svangrum.records.actions import Act
    from svangrum.records.purchases.models import Purchase

LEAVING: list[Callable[[Act, Purchase], None]] = []
"""Each erases what it keeps of the purchase, as a part of the action that has asked for leave."""
