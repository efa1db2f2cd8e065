"""Close a purchase, reopen it, hand it over to a colleague, thin it when the rule says so, and remove it whenever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.records.accounts.actions.grants import finish_grant
from svangrum.records.accounts.queries import grants_to, people_of
from svangrum.records.actions import Act, action, require
from svangrum.records.erasing import Ground, erase_chain, stated_why
from svangrum.records.files.times import stated_decision
from svangrum.records.purchases.leaving import LEAVING
from svangrum.records.purchases.models import Purchase, PurchaseState
from svangrum.records.purchases.permissions import can_manage_purchase, can_remove_purchase, can_thin_purchase
from svangrum.records.purchases.taking import taken, told_on

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID


@action("purchase.closed")
def close_purchase(act: Act, *, purchase: UUID, version: int) -> UUID:
    """It can be read, and not changed."""
    found = taken(act, purchase, can_manage_purchase, version=version)
    found.state, found.closed_at = PurchaseState.CLOSED, act.recorded_at
    return act.put(found, {})


@action("purchase.reopened")
def reopen_purchase(act: Act, *, purchase: UUID, version: int) -> UUID:
    """It is open again."""
    found = taken(act, purchase, can_manage_purchase, version=version)
    found.state, found.closed_at = PurchaseState.OPEN, None
    return act.put(found, {})


@action("purchase.handed-over")
def hand_over_purchase(act: Act, *, purchase: UUID, version: int, to_person: UUID) -> UUID:
    """Another colleague owns it from now on. Raises ``SvangrumError`` ``purchase.receiver`` for who is no other."""
    found = taken(act, purchase, can_manage_purchase, version=version)
    belongs = people_of(found.organisation_id, on=told_on(act)).filter(person=to_person).exists()
    if not belongs or to_person == found.owner_id:
        raise SvangrumError("purchase.receiver", field="to_person")
    found.owner_id = to_person
    return act.put(found, {"to_person": to_person})


@action("purchase.thinned")
def thin_purchase(act: Act, *, purchase: UUID, version: int, decision: str) -> UUID:
    """Erase what was stated, every answer, and what the events told of it. That it was thinned stays, and why.

    Raises as ``stated_decision``.
    """
    found = act.take(Purchase, purchase)
    require(can_thin_purchase(act.by, found, on=told_on(act)))
    act.expect(found, version)
    return _gone(act, found, {"decision": stated_decision(decision)})


@action("purchase.removed")
def remove_purchase(act: Act, *, purchase: UUID, version: int, reason: str, decision: str) -> UUID:
    """As ``thin_purchase``, whenever: what must not stay, or what its owner alone can read and its time is past.

    Raises ``InvalidFactsError`` with ``purchase.no-reason`` and ``purchase.reason-too-long``, and as
    ``stated_decision``.
    """
    found = taken(act, purchase, can_remove_purchase, version=version)
    problems: list[SvangrumError] = []
    stated = gather(lambda: _stated_reason(reason), problems)
    decided = gather(lambda: stated_decision(decision), problems)
    if problems:
        raise InvalidFactsError(tuple(problems))
    return _gone(act, found, {"reason": stated, "decision": decided})


def _stated_reason(reason: str) -> str:
    return stated_why(reason, missing="purchase.no-reason", too_long="purchase.reason-too-long", field="reason")


def _gone(act: Act, found: Purchase, why: Mapping[str, str | None]) -> UUID:
    """What is left says that there was a purchase, with how many answers, whose, when it went and why."""
    for leave in LEAVING:
        leave(act, found)
    answers, _ = found.advice.all().delete()
    erase_chain(act, found.chain, found.pk, ground=Ground.THINNING, organisation=found.organisation_id)
    found.openings.all().delete()
    for grant in grants_to(found, on=told_on(act)):
        finish_grant(act, grant)
    found.title, found.note, found.facts, found.shared = "", "", {}, False
    found.state = PurchaseState.THINNED
    return act.put(found, {"answers": answers, **why})
