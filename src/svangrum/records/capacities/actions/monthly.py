"""Tell what can be done each month and what is promised to others; change it, end it, remove it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from svangrum.records.actions import Act, action
from svangrum.records.capacities.models import Capacity, Commitment
from svangrum.records.capacities.stated import in_order
from svangrum.records.capacities.taking import enterprise_to_write, room_for, taken

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    M = TypeVar("M", Capacity, Commitment)


@action("capacity.told")
def tell_capacity(act: Act, *, enterprise: UUID, **told: Any) -> UUID:  # noqa: ANN401 - the fields of a capacity
    """``told`` is what ``stated.read_capacity`` gives.

    Raises ``MissingError``, ``NotAllowedError`` and ``SvangrumError`` ``capacity.many``.
    """
    found = enterprise_to_write(act, enterprise)
    room_for(Capacity, found)
    return _put(act, Capacity(enterprise=found), told)


@action("capacity.changed")
def change_capacity(act: Act, *, capacity: UUID, version: int, **told: Any) -> UUID:  # noqa: ANN401 - as above
    """As ``tell_capacity``, in place of what was told; raises ``StaleError`` too."""
    return _put(act, taken(act, Capacity, capacity, version), told)


@action("capacity.ended")
def end_capacity(act: Act, *, capacity: UUID, version: int, until: date) -> UUID:
    """Nothing after the day. Raises ``SvangrumError`` ``capacity.backwards`` for one before it began."""
    return _end(act, taken(act, Capacity, capacity, version), until)


@action("capacity.removed")
def remove_capacity(act: Act, *, capacity: UUID, version: int) -> UUID:
    """As if it had never been told; that it was removed stays."""
    return _remove(act, taken(act, Capacity, capacity, version))


@action("commitment.made")
def promise_capacity(act: Act, *, enterprise: UUID, **told: Any) -> UUID:  # noqa: ANN401 - the fields of a promise
    """``told`` is what ``stated.read_commitment`` gives. To whom it is promised stands in no event. Raises as above."""
    found = enterprise_to_write(act, enterprise)
    room_for(Commitment, found)
    return _put(act, Commitment(enterprise=found), told)


@action("commitment.changed")
def change_commitment(act: Act, *, commitment: UUID, version: int, **told: Any) -> UUID:  # noqa: ANN401 - as above
    """As ``promise_capacity``, in place of what was told; raises ``StaleError`` too."""
    return _put(act, taken(act, Commitment, commitment, version), told)


@action("commitment.ended")
def end_commitment(act: Act, *, commitment: UUID, version: int, until: date) -> UUID:
    """As ``end_capacity``: from the day after, what was promised is free."""
    return _end(act, taken(act, Commitment, commitment, version), until)


@action("commitment.removed")
def remove_commitment(act: Act, *, commitment: UUID, version: int) -> UUID:
    """As ``remove_capacity``."""
    return _remove(act, taken(act, Commitment, commitment, version))


def _put(act: Act, monthly: M, told: dict[str, Any]) -> UUID:
    for name, value in told.items():
        setattr(monthly, name, value)
    monthly.told_at = act.recorded_at
    return act.put(monthly, _payload(monthly))


def _end(act: Act, monthly: M, until: date) -> UUID:
    in_order(monthly.since, until)
    monthly.until, monthly.told_at = until, act.recorded_at
    return act.put(monthly, _payload(monthly))


def _remove(act: Act, monthly: M) -> UUID:
    return act.remove(monthly, _payload(monthly))


def _payload(monthly: Capacity | Commitment) -> dict[str, Any]:
    names = ("cpv", "measure", "per_month", "since", "until")
    return {name: getattr(monthly, name) for name in names}
