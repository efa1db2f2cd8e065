"""Enterprises that do not exist and their passports, for the tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from svangrum.records.accounts.models import OrganisationKind
from svangrum.records.actors import Actor, Role
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.files.actions import hand_in
from svangrum.records.files.upload import Upload
from svangrum.records.passports.actions.reviewing import challenge_evidence
from svangrum.records.passports.actions.sharing import make_link
from svangrum.records.passports.actions.telling import Grounds, tell_purpose, tell_share
from svangrum.records.passports.models import Challenge, Evidence, PassportLink
from tests.records.build import NOW, TODAY, a_member, actor, an_organisation
from tests.records.numbers import a_number

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from svangrum.records.accounts.models import Organisation
    from svangrum.records.passports.actions.sharing import Made

STATUTES = "Stadgarna, 2 §: föreningen ska ge arbete åt dem som har svårt att få det."


@dataclass(frozen=True)
class Firm:
    """An enterprise, its organisation, an administrator and a member as they act in it."""

    enterprise: Enterprise
    home: Organisation
    boss: Actor
    worker: Actor

    @property
    def at(self) -> dict[str, Any]:
        """What every action of its own takes."""
        return {"by": self.boss, "recorded_at": NOW, "enterprise": self.enterprise.pk}


def an_enterprise(home: Organisation | None, name: str = "") -> Enterprise:
    number = a_number()
    return Enterprise.objects.create(
        orgnr=number, name=name or f"Exempelkooperativet {number}", organisation=home, listed_at=NOW
    )


def a_firm(name: str = "") -> Firm:
    home = an_organisation(OrganisationKind.ENTERPRISE)
    boss, worker = (actor(a_member(home, role), home) for role in (Role.ADMINISTRATOR, Role.MEMBER))
    return Firm(an_enterprise(home, name), home, boss, worker)


def a_buyer(*roles: Role, home: Organisation | None = None, **more: Any) -> Actor:
    """Somebody of a municipality; a procurement officer unless other roles are said."""
    town = home or an_organisation()
    return actor(a_member(town, *(roles or (Role.PROCUREMENT_OFFICER,))), town, **more)


def grounds(**given: Any) -> Grounds:
    return Grounds(**({"basis": "documented", "counted_on": TODAY, "statement": STATUTES} | given))


def a_file(firm: Firm) -> UUID:
    """A file of the firm's own: numbers only."""
    given = {"by": firm.boss, "recorded_at": NOW, "organisation": firm.home.pk, "rule": "working"}
    return hand_in(**given, file=Upload("intyg.txt", b"Tre av sju."))


def a_purpose(
    firm: Firm, *, holds: bool | None = True, sheltered: bool = False, at: datetime = NOW, **given: Any
) -> Evidence:
    told = tell_purpose(**firm.at | {"recorded_at": at}, holds=holds, sheltered=sheltered, grounds=grounds(**given))
    return Evidence.objects.get(pk=told)


def a_share(firm: Firm, counts: tuple[int, int] = (7, 3), at: datetime = NOW, **given: Any) -> Evidence:
    told = {**firm.at, "recorded_at": at, "all_occupied": counts[0], "of_groups": counts[1]}
    return Evidence.objects.get(
        pk=tell_share(**told, grounds=grounds(**{"statement": "Intyg med bara antal."} | given))
    )


def a_link(firm: Firm, *, buyer: UUID | None = None, expires: date = TODAY, **more: Any) -> Made:
    told = {"procurement": "Lokalvård i förskolor", "buyer": buyer, "expires": expires}
    return make_link(**firm.at | told | more)


def the_link(made: Made) -> PassportLink:
    return PassportLink.objects.select_related("enterprise").get(pk=made.link)


def a_challenge(
    evidence: Evidence, by: Actor, reason: str = "Uppgiften stämmer inte med årsredovisningen.", at: datetime = NOW
) -> Challenge:
    raised = challenge_evidence(
        by=by, recorded_at=at, enterprise=evidence.enterprise_id, evidence=evidence.pk, reason=reason
    )
    return Challenge.objects.get(pk=raised)
