"""Who may do what with a kept purchase. It is its owner's until the owner shares it; an administrator reads no drafts.

A deputy is the one in whose stead the deputy acts. A key of the API sees what the whole organisation sees. Whom a
purchase may not be seen by is told that there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.accounts.models import GrantRole
from svangrum.records.accounts.permissions import can_administer
from svangrum.records.accounts.queries import granted, people_of
from svangrum.records.actors import Scope
from svangrum.records.purchases.models import GivenAdvice, PurchaseState

if TYPE_CHECKING:
    from datetime import date

    from svangrum.records.actors import Actor
    from svangrum.records.purchases.models import Purchase


def can_keep_purchase(actor: Actor) -> bool:
    """Everyone who belongs to an organisation; a key that may write."""
    if actor.organisation is None:
        return False
    return actor.person is not None or _key_may(actor, Scope.PURCHASES_WRITE)


def can_view_purchase(actor: Actor, purchase: Purchase, *, on: date) -> bool:
    """The owner, those it was granted, and colleagues when it is shared; who settles what an owner left."""
    if purchase.state == PurchaseState.THINNED:
        return False
    if actor.token is not None:
        return _is_colleagues(actor, purchase) and _key_may(actor, Scope.PURCHASES_READ)
    if actor.person is None:
        return False
    return (
        owns_purchase(actor, purchase)
        or _is_colleagues(actor, purchase)
        or granted(actor, purchase, on=on) is not None
        or _settles(actor, purchase, on)
    )


def can_change_purchase(actor: Actor, purchase: Purchase, *, on: date) -> bool:
    """Its facts, title and note, and asking again: the owner and editors, while it is open.

    A key changes only what keys have kept.
    """
    if purchase.state != PurchaseState.OPEN:
        return False
    if actor.token is not None:
        unowned = purchase.owner_id is None and _is_colleagues(actor, purchase)
        return unowned and _key_may(actor, Scope.PURCHASES_WRITE)
    return owns_purchase(actor, purchase) or granted(actor, purchase, on=on) == GrantRole.EDITOR


def can_ask_again(actor: Actor, purchase: Purchase, *, on: date) -> bool:
    """Give it another answer: not from another organisation once the owner's has held it against its register.

    What is known there is not known here, and the answer would be told as another.
    """
    if not can_change_purchase(actor, purchase, on=on):
        return False
    return actor.belongs_to(purchase.organisation_id) or not _holds_test(purchase)


def can_share_purchase(actor: Actor, purchase: Purchase, *, on: date) -> bool:  # noqa: ARG001 - asked like the others
    """Let the organisation, a colleague or another organisation see it: the owner alone, while it is open."""
    return owns_purchase(actor, purchase) and purchase.state == PurchaseState.OPEN


def can_manage_purchase(actor: Actor, purchase: Purchase, *, on: date) -> bool:
    """Close and reopen it, hand it over, end what was shared: the owner, or who settles what an owner left."""
    if purchase.state == PurchaseState.THINNED:
        return False
    return owns_purchase(actor, purchase) or _settles(actor, purchase, on)


def can_remove_purchase(actor: Actor, purchase: Purchase, *, on: date) -> bool:
    """With a reason and a decision, whenever: who manages it, and an administrator who may read it."""
    if can_manage_purchase(actor, purchase, on=on):
        return True
    return can_administer(actor, purchase.organisation_id) and can_view_purchase(actor, purchase, on=on)


def can_thin_purchase(actor: Actor, purchase: Purchase, *, on: date) -> bool:
    """The program, as the rule says, or an administrator; only what is closed, and does not await its owner."""
    if purchase.state != PurchaseState.CLOSED or awaits_owner(purchase, on=on):
        return False
    return actor.program or can_administer(actor, purchase.organisation_id)


def awaits_owner(purchase: Purchase, *, on: date) -> bool:
    """Whether only its owner can tell if it may go: nobody disposes of what they cannot read."""
    return not purchase.shared and _owner_belongs(purchase, on)


def owns_purchase(actor: Actor, purchase: Purchase) -> bool:
    """Whether it is the actor's own, in the organisation in which it was kept."""
    person = actor.principal
    return person is not None and purchase.owner_id == person and actor.belongs_to(purchase.organisation_id)


def _holds_test(purchase: Purchase) -> bool:
    """Whether the latest answer has the two-supplier test in it."""
    held = (
        GivenAdvice.objects.filter(purchase=purchase)
        .order_by("number")
        .values_list("advice__sv__two_suppliers", flat=True)
    )
    return held.last() is not None


def _is_colleagues(actor: Actor, purchase: Purchase) -> bool:
    return purchase.shared and actor.belongs_to(purchase.organisation_id)


def _settles(actor: Actor, purchase: Purchase, on: date) -> bool:
    """An administrator, for what nobody owns any more: else it would be lost when someone leaves."""
    if not can_administer(actor, purchase.organisation_id):
        return False
    return not _owner_belongs(purchase, on)


def _owner_belongs(purchase: Purchase, on: date) -> bool:
    return people_of(purchase.organisation_id, on=on).filter(person=purchase.owner_id).exists()


def _key_may(actor: Actor, scope: Scope) -> bool:
    return actor.token is not None and scope in actor.scopes
