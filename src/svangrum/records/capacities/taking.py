"""How an action takes an enterprise and what it has told: who may not see it learns nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.days import done_on
from svangrum.records.actions import MissingError, require
from svangrum.records.capacities.permissions import can_view_capacity, can_write_capacity
from svangrum.records.enterprises.models import Enterprise

if TYPE_CHECKING:
    from uuid import UUID

    from svangrum.records.actions import Act
    from svangrum.records.capacities.models import OfEnterprise

    P = TypeVar("P", bound=OfEnterprise)


MOST_TOLD = 40
"""So many of each kind an enterprise may tell: more would say nothing to a buyer, and slow everybody's answer."""


def enterprise_to_write(act: Act, enterprise: UUID) -> Enterprise:
    """The entry, locked.

    Raises ``MissingError`` for one whose capacity the actor may not see, then ``NotAllowedError``.
    """
    found = act.take(Enterprise, enterprise)
    _refuse(act, found)
    return found


def room_for(model: type[P], enterprise: Enterprise) -> None:
    """Raises ``SvangrumError`` ``capacity.many`` when as many of the kind are told as may be."""
    if model._default_manager.filter(enterprise=enterprise).count() >= MOST_TOLD:  # noqa: SLF001 - Django's own name
        raise SvangrumError("capacity.many", most=MOST_TOLD)


def taken(act: Act, model: type[P], part: UUID, version: int | None) -> P:
    """A part of what an enterprise tells, locked. Raises as ``enterprise_to_write``, then ``StaleError``."""
    found = act.take(model, part)
    _refuse(act, found.enterprise)
    if version is not None:
        act.expect(found, version)
    return found


def _refuse(act: Act, enterprise: Enterprise) -> None:
    if not can_view_capacity(act.by, enterprise, on=done_on(act)):
        raise MissingError("record.missing")
    require(can_write_capacity(act.by, enterprise))
