"""Enterprises for the tests: each with an organisation of its own, numbers that are nobody's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.records.actors import Role
from svangrum.records.enterprises.actions.entering import begin_entry, list_enterprise
from svangrum.records.enterprises.actions.telling import add_offer, tell_places, tell_rates
from svangrum.records.enterprises.models import Enterprise
from tests.records.build import NOW, a_member, actor, an_organisation
from tests.records.numbers import a_number

if TYPE_CHECKING:
    from svangrum.records.accounts.models import Organisation
    from svangrum.records.actors import Actor

CLEANING, CAFE = "90911200", "55330000"


@dataclass(frozen=True)
class Own:
    """An enterprise with an administrator and a member."""

    organisation: Organisation
    administrator: Actor
    member: Actor
    entry: Enterprise

    def now(self) -> Enterprise:
        return Enterprise.objects.get(pk=self.entry.pk)


def an_enterprise(name: str = "", *, orgnr: str = "") -> Own:
    """Its people have begun their entry, and told nothing yet."""
    number = orgnr or a_number()
    organisation = an_organisation("enterprise", name or f"Exempelföretaget {number}", orgnr=number)
    administrator = actor(a_member(organisation, Role.ADMINISTRATOR), organisation)
    member = actor(a_member(organisation, Role.MEMBER), organisation)
    begun = begin_entry(by=member, recorded_at=NOW)
    return Own(organisation, administrator, member, Enterprise.objects.get(pk=begun))


def a_told_enterprise(name: str = "", **given: str) -> Own:
    """It offers cleaning at 350 kronor an hour in Falun."""
    own = an_enterprise(name, **given)
    told = {"by": own.member, "recorded_at": NOW, "enterprise": own.entry.pk}
    add_offer(**told, version=own.now().version, cpv=CLEANING, words="Städning av kontor")
    tell_rates(**told, version=own.now().version, rates={CLEANING: "350"})
    tell_places(**told, version=own.now().version, places="Falun")
    return own


def a_buyer(*roles: Role, kind: str = "municipality") -> Actor:
    home = an_organisation(kind)
    return actor(a_member(home, *(roles or (Role.MATCHING_OFFICER,))), home)


def a_coordinator() -> Actor:
    home = an_organisation("coordinator")
    return actor(a_member(home, Role.COORDINATOR), home)


def a_listed(by: Actor | None = None, name: str = "Exempelföretaget i listan", orgnr: str = "") -> Enterprise:
    """Number and name, entered by a buyer."""
    listed = list_enterprise(by=by or a_buyer(), recorded_at=NOW, orgnr=orgnr or a_number(), name=name)
    return Enterprise.objects.get(pk=listed)
