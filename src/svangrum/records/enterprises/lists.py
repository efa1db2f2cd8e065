"""Lists that are read in: who may, what of the register they are held beside, and what came of one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.ingest.register.names import Entry
from svangrum.ingest.register.rows import RefusedRow
from svangrum.records.accounts.models import Organisation, OrganisationKind
from svangrum.records.accounts.roles import BUYERS
from svangrum.records.actions import MissingError
from svangrum.records.actors import Role
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.events.models import Event

if TYPE_CHECKING:
    from uuid import UUID

    from svangrum.records.actors import Actor

KIND = "enterprise-list"
"""The kind of chain that tells of lists. A list itself is not kept: only what came of it."""


@dataclass(frozen=True)
class ListTold:
    """What came of a list, in rows. ``left`` are the numbers of those that nobody decided on."""

    source: str
    new: int
    known: int
    repeated: int
    left: tuple[int, ...]
    refused: tuple[RefusedRow, ...]


def can_read_in_list(actor: Actor, organisation: Organisation) -> bool:
    """A buyer's matching officers, a coordinator's coordinators, the administrators of both; and the operator."""
    if actor.operator and actor.organisation is None:
        return organisation.kind in {*BUYERS, OrganisationKind.COORDINATOR}
    if actor.person is None or not actor.belongs_to(organisation.pk):
        return False
    if organisation.kind == OrganisationKind.COORDINATOR:
        return actor.has(Role.COORDINATOR, Role.ADMINISTRATOR)
    return organisation.kind in BUYERS and actor.has(Role.MATCHING_OFFICER, Role.ADMINISTRATOR)


def reads_in_lists(actor: Actor) -> bool:
    """Whether the actor may read in a list where the actor acts."""
    found = Organisation.objects.filter(pk=actor.organisation).first() if actor.organisation else None
    return found is not None and can_read_in_list(actor, found)


def register_entries() -> list[Entry]:
    """Number and name of everyone in the register, by name."""
    found = Enterprise.objects.order_by("name", "pk").values_list("pk", "orgnr", "name")
    return [Entry(str(name), orgnr, called) for name, orgnr, called in found]


def list_told(organisation: UUID, read: UUID) -> ListTold:
    """Raises ``MissingError`` for none, and alike for another organisation's or one that is erased."""
    event = Event.objects.filter(kind=KIND, thing=read, organisation=organisation, payload__isnull=False).first()
    if event is None or event.payload is None:
        raise MissingError("record.missing")
    kept = json.loads(event.payload)
    return ListTold(
        source=kept["name"],
        new=kept["new"],
        known=kept["known"],
        repeated=kept["repeated"],
        left=tuple(kept["left"]),
        refused=tuple(RefusedRow(**one) for one in kept["refused"]),
    )
