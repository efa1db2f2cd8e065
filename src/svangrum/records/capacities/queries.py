"""Questions about capacity: what an enterprise has told, one part of it, and what is free month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from svangrum.matching.capacity import months_of
from svangrum.matching.suppliers import Measure, Monthly
from svangrum.matching.suppliers import Pause as PauseDays
from svangrum.records.actions import MissingError
from svangrum.records.capacities.models import Capacity, Commitment, OfEnterprise, Pause, Willingness
from svangrum.records.capacities.permissions import can_view_capacity
from svangrum.records.enterprises.queries import enterprise_for

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from svangrum.matching.capacity import Month
    from svangrum.records.actors import Actor
    from svangrum.records.enterprises.models import Enterprise

    P = TypeVar("P", bound=OfEnterprise)


class Ability(NamedTuple):
    """Everything that an enterprise has told of what it can do."""

    capacities: tuple[Capacity, ...]
    commitments: tuple[Commitment, ...]
    pauses: tuple[Pause, ...]
    willingness: Willingness | None


def ability_of(enterprise: Enterprise) -> Ability:
    """In the order in which it begins. Who may see it, and to whom something is promised, ask the permissions."""
    return Ability(
        tuple(Capacity.objects.filter(enterprise=enterprise).order_by("cpv", "since", "pk")),
        tuple(Commitment.objects.filter(enterprise=enterprise).order_by("since", "cpv", "pk")),
        tuple(Pause.objects.filter(enterprise=enterprise).order_by("since", "pk")),
        Willingness.objects.filter(enterprise=enterprise).first(),
    )


def enterprise_with_capacity(actor: Actor, enterprise: UUID, *, on: date) -> Enterprise:
    """One entry. Raises ``MissingError`` for none, and alike for one whose capacity the actor may not see."""
    found = enterprise_for(actor, enterprise)
    if not can_view_capacity(actor, found, on=on):
        raise MissingError("record.missing")
    return found


def part_of(enterprise: Enterprise, model: type[P], part: UUID) -> P:
    """One part of what the enterprise has told. Raises ``MissingError`` for none, and for another enterprise's."""
    found = model._default_manager.filter(enterprise=enterprise, pk=part).first()  # noqa: SLF001 - Django's own name
    if found is None:
        raise MissingError("record.missing")
    return found


def months_told(ability: Ability, capacity: Capacity, *, begins: date, many: int) -> tuple[Month, ...]:
    """What was told, what is promised of it and what is free, month by month from the one that ``begins`` lies in."""
    promises = [as_monthly(one) for one in ability.commitments]
    pauses = [PauseDays(one.since, one.until) for one in ability.pauses]
    return months_of(as_monthly(capacity), promises, pauses, begins=begins, many=many)


def as_monthly(told: Capacity | Commitment) -> Monthly:
    """The row as matching takes it."""
    return Monthly(told.cpv, Measure(told.measure), told.per_month, told.since, told.until)
