"""Every permission of organisations and people, asked for everyone: a table of who may, and a no for all others."""

from __future__ import annotations

import inspect
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from svangrum.records.accounts import permissions
from svangrum.records.accounts.models import Deputy, Grant, Membership, Person
from svangrum.records.accounts.queries import actor_for
from svangrum.records.accounts.roles import BUYERS, ROLES
from svangrum.records.actors import PROGRAM, PUBLIC, Actor, Role, Scope
from tests.records.build import TODAY, a_member, a_person, actor, an_operator, an_organisation

ROLES_HERE = {str(role) for role in ROLES["municipality"]}
BELONGING = ROLES_HERE | {"the member", "the deputy", "in the administrator's stead", "in the member's stead"}
ADMINISTERING = {"administrator", "in the administrator's stead"}
EVERYONE = BELONGING | {
    "the public",
    "the program",
    "the operator",
    "a stranger",
    "an administrator elsewhere",
    "a key",
}
MAY = {
    "can_found_organisation": {"the operator"},
    "can_close_organisation": {"the operator"},
    "can_make_operator": {"the operator"},
    "can_see_organisation": BELONGING | {"the operator", "a key"},
    "can_see_people": BELONGING,
    "can_administer": ADMINISTERING,
    "can_invite": ADMINISTERING,
    "can_change_membership": ADMINISTERING,
    "can_leave": {"the member"},
    "can_name_deputy": {"administrator", "the member"},
    "can_end_deputy": ADMINISTERING | {"the member", "the deputy", "in the member's stead"},
    "can_end_grant": ADMINISTERING | {"the member"},
    "can_end_grant (crossing)": ADMINISTERING | {"an administrator elsewhere"},
    "can_change_person": {"the member"},
    "can_change_address": {"the operator"},
    "can_reset_second_factor": {"administrator"},
    "can_erase_person": {"the member", "the operator"},
    "can_forget_invitations": {"the program"},
}


class Scene:
    """One municipality: someone in each role, a member with a deputy, and everyone who does not belong."""

    def __init__(self) -> None:
        self.town, self.other = an_organisation(), an_organisation("coordinator")
        people = {role: a_member(self.town, Role(role)) for role in sorted(ROLES_HERE)}
        self.member, self.deputy = a_member(self.town, Role.CONTROLLER), a_member(self.town, Role.CONTROLLER)
        whole_week = {"since": TODAY, "until": TODAY + timedelta(days=7), "organisation": self.town}
        self.deputising = Deputy.objects.create(member=self.member, deputy=self.deputy, **whole_week)
        Deputy.objects.create(member=people["administrator"], deputy=people["controller"], **whole_week)
        grant = {"organisation": self.town, "kind": "purchase", "thing": uuid4(), "role": "reader", "since": TODAY}
        self.own_grant = Grant.objects.create(to_person=self.member, **grant)
        self.crossing = Grant.objects.create(to_organisation=self.other, **grant)
        self.actors = {
            **{role: actor(person, self.town) for role, person in people.items()},
            "the member": actor(self.member, self.town),
            "the deputy": actor(self.deputy, self.town),
            "in the member's stead": self._instead(self.deputy, self.member),
            "in the administrator's stead": self._instead(people["controller"], people["administrator"]),
            "the public": PUBLIC,
            "the program": PROGRAM,
            "the operator": actor(an_operator(), self.town),
            "a stranger": actor(a_person(), self.town),
            "an administrator elsewhere": actor(a_member(self.other, Role.ADMINISTRATOR), self.other),
            "a key": Actor(token=uuid4(), organisation=self.town.pk, scopes=frozenset(Scope)),
        }

    def _instead(self, deputy: Person, member: Person) -> Actor:
        return actor_for(deputy, organisation=self.town.pk, instead_of=member.pk, on=TODAY)

    def asked(self, name: str, who: Actor) -> bool:
        """What the function says of ``who`` and the things of this municipality."""
        ask = getattr(permissions, name.partition(" ")[0])
        held = Membership.objects.get(organisation=self.town, person=self.member)
        given = {
            "can_invite": lambda: ask(who, self.town.pk, [Role.CONTROLLER], on=TODAY),
            "can_change_membership": lambda: ask(who, held),
            "can_leave": lambda: ask(who, held),
            "can_name_deputy": lambda: ask(who, self.town.pk, self.member.pk),
            "can_end_deputy": lambda: ask(who, self.deputising),
            "can_end_grant": lambda: ask(who, self.own_grant),
            "can_end_grant (crossing)": lambda: ask(who, self.crossing),
            "can_change_person": lambda: ask(who, self.member),
            "can_reset_second_factor": lambda: ask(replace(who, confirmed=True), self.member, on=TODAY),
            "can_erase_person": lambda: ask(who, self.member),
        }
        alone = len(inspect.signature(ask).parameters) == 1
        return given.get(name, lambda: ask(who) if alone else ask(who, self.town.pk))()


def test_every_permission_stands_in_the_table() -> None:
    written = {name for name in vars(permissions) if name.startswith("can_")}
    assert {name.partition(" ")[0] for name in MAY} == written


@pytest.mark.django_db
def test_everyone_may_what_the_table_says_and_nothing_else() -> None:
    scene = Scene()
    assert scene.actors.keys() == EVERYONE
    wrong = [
        (name, who)
        for name, may in MAY.items()
        for who, asking in scene.actors.items()
        if scene.asked(name, asking) != (who in may)
    ]
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(ROLES))
def test_in_every_kind_of_organisation_someone_can_administer(kind) -> None:
    own = an_organisation(kind)
    for role in ROLES[kind]:
        who = actor(a_member(own, role), own)
        assert permissions.can_administer(who, own.pk) == (role is Role.ADMINISTRATOR)


def test_buyers_have_the_same_roles_and_nobody_else_has_them() -> None:
    assert len({ROLES[kind] for kind in BUYERS}) == 1
    assert all(Role.PROCUREMENT_OFFICER not in ROLES[kind] for kind in ROLES.keys() - BUYERS)
    assert {role for roles in ROLES.values() for role in roles} == set(Role)


@pytest.mark.django_db
def test_the_operator_invites_an_administrator_where_there_is_none_and_that_alone() -> None:
    own = an_organisation()
    operator = Actor(operator=True)
    cases = [([Role.ADMINISTRATOR], True), ([], False), ([Role.CONTROLLER], False)]
    cases.append(([Role.ADMINISTRATOR, Role.CONTROLLER], False))
    for roles, may in cases:
        assert permissions.can_invite(operator, own.pk, roles, on=TODAY) == may
    a_member(own, Role.ADMINISTRATOR)
    assert not permissions.can_invite(operator, own.pk, [Role.ADMINISTRATOR], on=TODAY)
