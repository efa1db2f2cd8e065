"""The municipality that does not exist: its organisations, people and purchases, made by the same actions as others."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from django.conf import settings

from svangrum.cli.demo_consortia import make_proposal
from svangrum.cli.demo_dialogues import make_dialogues
from svangrum.cli.demo_enterprises import make_register
from svangrum.core.data import read_yaml
from svangrum.records.accounts.actions.departments import found_department
from svangrum.records.accounts.actions.invitations import accept_invitation, invite
from svangrum.records.accounts.actions.memberships import change_membership
from svangrum.records.accounts.actions.organisations import found_organisation
from svangrum.records.accounts.actions.people import make_operator
from svangrum.records.accounts.models import Membership, Person
from svangrum.records.accounts.passwords import set_password
from svangrum.records.accounts.queries import actor_for
from svangrum.records.actors import PUBLIC, Actor, Role
from svangrum.records.profiles.actions import set_limits
from svangrum.records.purchases.actions.keeping import keep_purchase
from svangrum.records.purchases.given import answer_now
from svangrum.records.suppliers.handed import register_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from uuid import UUID

DOMAIN = "exempelstad.example"
OPERATOR = f"drift@{DOMAIN}"
_TOWN = "demo/exempelstad.yaml"


@dataclass
class Town:
    """What has been made so far."""

    day: date
    moments: Iterator[datetime]
    """One for each action, so that the history tells them in the order they were done."""
    password: str
    operator: Actor = PUBLIC
    organisations: dict[str, UUID] = field(default_factory=dict)
    departments: dict[tuple[str, str], UUID] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)


def make_town(moment: datetime, password: str) -> None:
    """Make everything of ``data/demo``, each person with ``password``. The database must be empty."""
    described = read_yaml(_TOWN)
    begun, apart = moment - timedelta(minutes=5), timedelta(seconds=0.25)
    town = Town(moment.date(), (begun + passed * apart for passed in count()), password)
    _make_operator(town)
    for code, organisation in described["organisations"].items():
        _make_organisation(
            town, code, organisation, [one for one in described["people"] if one["organisation"] == code]
        )
    make_register(town)
    for purchase in described["purchases"]:
        _keep(town, purchase)
    make_dialogues(town)
    make_proposal(town)


def _make_operator(town: Town) -> None:
    made = make_operator(by=Actor(operator=True), recorded_at=next(town.moments), email=OPERATOR, name="Doris Drift")
    town.operator = _entered(town, made, None)


def _make_organisation(town: Town, code: str, described: Mapping[str, Any], people: list[Mapping[str, Any]]) -> None:
    """The organisation, its first administrator invited by the operator, and the rest by that administrator."""
    town.organisations[code] = found_organisation(
        by=town.operator,
        recorded_at=next(town.moments),
        kind=described["kind"],
        name=described["name"],
        orgnr=described.get("orgnr", ""),
        municipality=described.get("municipality", ""),
    )
    first = next(one for one in people if Role.ADMINISTRATOR in one["roles"])
    _join(town, code, first, by=town.operator, roles=[Role.ADMINISTRATOR])
    administrator = town.actors[first["address"]]
    for name in described.get("departments", ()):
        town.departments[code, name] = found_department(
            by=administrator, recorded_at=next(town.moments), organisation=town.organisations[code], name=name
        )
    for one in people:
        if one is first:
            _give_all_roles(town, code, one, administrator)
        else:
            _join(town, code, one, by=administrator, roles=one["roles"])
    _set_limits(town, code, described.get("limits", {}), administrator)


def _join(town: Town, code: str, one: Mapping[str, Any], *, by: Actor, roles: list[str]) -> None:
    invited = invite(
        by=by,
        recorded_at=next(town.moments),
        organisation=town.organisations[code],
        email=f"{one['address']}@{DOMAIN}",
        roles=roles,
        department=town.departments.get((code, one.get("department", ""))),
    )
    membership = accept_invitation(by=PUBLIC, recorded_at=next(town.moments), secret=invited.secret, name=one["name"])
    person = Membership.objects.get(pk=membership).person_id
    town.actors[one["address"]] = _entered(town, person, town.organisations[code])


def _give_all_roles(town: Town, code: str, one: Mapping[str, Any], administrator: Actor) -> None:
    """The first administrator's other roles and department, which only they can give."""
    held = Membership.objects.get(person=administrator.person)
    change_membership(
        by=administrator,
        recorded_at=next(town.moments),
        membership=held.pk,
        version=held.version,
        roles=one["roles"],
        department=town.departments.get((code, one.get("department", ""))),
    )
    town.actors[one["address"]] = actor_for(held.person, organisation=held.organisation_id, confirmed=True, on=town.day)


def _entered(town: Town, person: UUID, organisation: UUID | None) -> Actor:
    """The person, with a password, as an actor in the organisation."""
    found = Person.objects.get(pk=person)
    set_password(found, town.password)
    return actor_for(found, organisation=organisation, confirmed=True, on=town.day)


def _set_limits(town: Town, code: str, limits: Mapping[str, int], administrator: Actor) -> None:
    if limits:
        written = {limit: str(amount) for limit, amount in limits.items()}
        set_limits(
            by=administrator,
            recorded_at=next(town.moments),
            organisation=town.organisations[code],
            version=0,
            limits=written,
        )


def _keep(town: Town, described: Mapping[str, Any]) -> None:
    ago = timedelta(days=described.get("days_ago", 0))
    day = date.fromisoformat(described["as_of"]) if "as_of" in described else town.day - ago
    owner, facts = town.actors[described["owner"]], described["facts"]
    known = register_for(owner, on=town.day)
    given = answer_now(facts, as_of=day, sent=facts, store=settings.STORE, known=known)
    keep_purchase(
        by=owner,
        recorded_at=next(town.moments),
        as_of=day,
        title=described["title"],
        given=given,
        note=described.get("note", ""),
        shared=described.get("shared", False),
    )
