"""Who signs, and therefore needs a second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.accounts.queries import memberships
from svangrum.records.actors import Role
from svangrum.web.clock import today

if TYPE_CHECKING:
    from svangrum.records.accounts.models import Person

SIGNING = frozenset({Role.PROCUREMENT_OFFICER, Role.DECISION_MAKER, Role.ADMINISTRATOR})


def must_sign(person: Person) -> bool:
    """Whether the person has a role anywhere that signs."""
    return any(SIGNING.intersection(held.roles) for held in memberships(person.pk, on=today()))
