"""Where a person may act: in the organisations one belongs to, and in the stead of those whose deputy one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.records.accounts.queries import deputies_of, memberships
from svangrum.records.actors import Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID

    from svangrum.records.accounts.models import Membership


@dataclass(frozen=True)
class Place:
    """An organisation with the roles one has there; ``instead_of`` and ``name`` tell in whose stead, if anyone's."""

    organisation: UUID
    name: str
    roles: tuple[Role, ...]
    instead_of: UUID | None = None
    member: str = ""
    until: date | None = None


def places(person: UUID, *, on: date) -> list[Place]:
    """One's own memberships first, then those of the members in whose stead one may act on the day."""
    own = list(memberships(person, on=on))
    held = [Place(one.organisation_id, one.organisation.name, _roles(one.roles), until=one.until) for one in own]
    return held + [found for one in own for found in _instead(person, one, on)]


def _instead(person: UUID, own: Membership, on: date) -> Iterator[Place]:
    """Nobody acts in the stead of a member who has left."""
    organisation = own.organisation
    begun = deputies_of(organisation.pk, on=on).filter(deputy=person, since__lte=on)
    for one in begun.order_by("member__name", "pk"):
        held = memberships(one.member_id, on=on).filter(organisation=organisation).first()
        if held is not None:
            yield Place(
                organisation.pk, organisation.name, _roles(held.roles), one.member_id, one.member.name, one.until
            )


def _roles(written: list[str]) -> tuple[Role, ...]:
    return tuple(Role(role) for role in written)
