"""How an action takes a purchase: who may not see it learns nothing of it, not even that someone else was first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from svangrum.records.accounts.days import day_of
from svangrum.records.actions import MissingError, require
from svangrum.records.purchases.models import Purchase
from svangrum.records.purchases.permissions import can_view_purchase

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from svangrum.records.actions import Act
    from svangrum.records.actors import Actor


class Allowed(Protocol):
    """A function of permission."""

    def __call__(self, actor: Actor, purchase: Purchase, *, on: date) -> bool: ...


def taken(act: Act, purchase: UUID, allowed: Allowed, *, version: int | None = None) -> Purchase:
    """The purchase, locked.

    Raises ``MissingError`` for one that the actor may not see, then ``NotAllowedError``, then ``StaleError``.
    """
    found, day = act.take(Purchase, purchase), told_on(act)
    if not can_view_purchase(act.by, found, on=day):
        raise MissingError("record.missing")
    require(allowed(act.by, found, on=day))
    if version is not None:
        act.expect(found, version)
    return found


def told_on(act: Act) -> date:
    """The day on which the action is done. Its ``as_of`` is that of the answer, which may lie years away."""
    return day_of(replace(act, as_of=None))
