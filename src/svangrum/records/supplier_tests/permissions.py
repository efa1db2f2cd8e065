"""Who signs a test: a procurement officer or a decision-maker who may see the purchase, for the own organisation.

A deputy does not sign in another's stead: a signature is the signer's own. A key of the API signs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.actors import Role
from svangrum.records.purchases.models import PurchaseState
from svangrum.records.purchases.permissions import can_view_purchase

if TYPE_CHECKING:
    from datetime import date

    from svangrum.records.actors import Actor
    from svangrum.records.purchases.models import Purchase

SIGNERS = (Role.DECISION_MAKER, Role.PROCUREMENT_OFFICER)
"""The weightiest first: who holds both signs as the first."""


def can_sign_test(actor: Actor, purchase: Purchase, *, on: date) -> bool:
    """While the purchase is open."""
    own = actor.person is not None and actor.instead_of is None and actor.belongs_to(purchase.organisation_id)
    open_ = purchase.state == PurchaseState.OPEN and can_view_purchase(actor, purchase, on=on)
    return own and open_ and actor.has(*SIGNERS)
