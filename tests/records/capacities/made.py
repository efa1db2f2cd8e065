"""Enterprises that do not exist, and what they can do, for the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.records.accounts.models import OrganisationKind
from svangrum.records.actors import Role
from svangrum.records.capacities.actions.monthly import promise_capacity, tell_capacity
from svangrum.records.capacities.actions.saying import say_will, tell_pause
from svangrum.records.capacities.models import Capacity, Commitment, Pause, Willingness
from svangrum.records.capacities.stated import read_capacity, read_commitment, read_pause
from svangrum.records.enterprises.models import Enterprise
from tests.records.build import NOW, a_member, actor, an_organisation
from tests.records.numbers import a_number

if TYPE_CHECKING:
    from uuid import UUID

    from svangrum.records.accounts.models import Organisation
    from svangrum.records.actors import Actor

CLEANING = "90910000"
OFFER = {"cpv": CLEANING, "words": "städning"}
CAPACITY = {"cpv": CLEANING, "measure": "hours", "per_month": "160", "since": "2026-01-01", "until": ""}
PROMISE = CAPACITY | {"per_month": "60", "to_whom": "Avtal med en region"}
PAUSE = {"since": "2027-07-01", "until": "2027-07-31"}


def an_enterprise(organisation: Organisation | None = None, **told: Any) -> Enterprise:
    """One that has told that it cleans in one municipality; taken over by ``organisation``, or by nobody."""
    number = a_number()
    fields = {"offers": [OFFER], "places": ["0180"], "name": f"Exempelkooperativet {number}"} if organisation else {}
    return Enterprise.objects.create(
        **{"orgnr": number, "name": f"Exempel {number}", "listed_at": NOW, **fields, **told}, organisation=organisation
    )


def a_taken_enterprise(**told: Any) -> tuple[Enterprise, Actor]:
    """One with an organisation, and one of its people."""
    home = an_organisation(OrganisationKind.ENTERPRISE)
    return an_enterprise(home, **told), actor(a_member(home, Role.MEMBER), home)


def a_capacity(by: Actor, enterprise: Enterprise, **told: str) -> Capacity:
    return Capacity.objects.get(pk=_told(by, tell_capacity, enterprise, read_capacity(CAPACITY | told)))


def a_promise(by: Actor, enterprise: Enterprise, **told: str) -> Commitment:
    return Commitment.objects.get(pk=_told(by, promise_capacity, enterprise, read_commitment(PROMISE | told)))


def a_pause(by: Actor, enterprise: Enterprise, **told: str) -> Pause:
    return Pause.objects.get(pk=_told(by, tell_pause, enterprise, read_pause(PAUSE | told)))


def a_will(by: Actor, enterprise: Enterprise, will: str = "whole") -> Willingness:
    return Willingness.objects.get(pk=_told(by, say_will, enterprise, {"will": will}))


def _told(by: Actor, action: Any, enterprise: Enterprise, told: dict[str, Any]) -> UUID:
    name: UUID = action(by=by, recorded_at=NOW, enterprise=enterprise.pk, **told)
    return name
