"""Memberships: roles and departments changed, ended and left; an organisation is never without an administrator."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest

from svangrum.records.accounts.actions.deputies import name_deputy
from svangrum.records.accounts.actions.memberships import change_membership, end_membership, leave_organisation
from svangrum.records.accounts.models import Deputy, Membership
from svangrum.records.accounts.queries import has_administrator, memberships, people_of
from svangrum.records.actions import StaleError
from svangrum.records.actors import Role
from tests.records.build import NOW, TODAY, a_member, actor, an_organisation, refused

pytestmark = pytest.mark.django_db
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


@pytest.fixture
def town():
    return an_organisation()


@pytest.fixture
def boss(town):
    return actor(a_member(town, Role.ADMINISTRATOR), town, confirmed=True)


def held_by(person, organisation) -> Membership:
    return Membership.objects.get(person=getattr(person, "pk", person), organisation=organisation)


def done(action, by, held, **given):
    return action(by=by, recorded_at=NOW, membership=held.pk, version=held.version, **given)


@pytest.mark.parametrize(
    ("since", "until", "belongs"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TOMORROW, None, False),
        (TODAY - timedelta(days=9), YESTERDAY, False),
        (TODAY - timedelta(days=9), TOMORROW, True),
    ],
)
def test_both_days_of_a_membership_are_included(town, since, until, belongs) -> None:
    member = a_member(town, Role.CONTROLLER, since=since, until=until)
    assert memberships(member.pk, on=TODAY).exists() == belongs
    assert people_of(town.pk, on=TODAY).exists() == belongs
    who = actor(member, town)
    assert (who.organisation == town.pk, who.roles) == (belongs, {Role.CONTROLLER} if belongs else frozenset())


def test_roles_are_changed_by_an_administrator(town, boss) -> None:
    member = a_member(town, Role.CONTROLLER)
    held = held_by(member, town)
    done(change_membership, boss, held, roles=[Role.DECISION_MAKER, Role.ADMINISTRATOR])
    assert actor(member, town).roles == {Role.DECISION_MAKER, Role.ADMINISTRATOR}
    with pytest.raises(StaleError):
        done(change_membership, boss, held, roles=[Role.CONTROLLER])


@pytest.mark.parametrize(
    ("held", "asked", "may"),
    [
        ([Role.CONTROLLER], [Role.DECISION_MAKER], True),
        ([Role.ADMINISTRATOR], [Role.ADMINISTRATOR, Role.CONTROLLER], True),
        ([Role.CONTROLLER], [Role.ADMINISTRATOR], False),
        ([Role.ADMINISTRATOR], [Role.CONTROLLER], False),
    ],
)
def test_who_administers_is_decided_with_the_second_factor_shown(town, boss, held, asked, may) -> None:
    member = held_by(a_member(town, *held), town)
    with nullcontext() if may else refused("record.not-allowed"):
        done(change_membership, replace(boss, confirmed=False), member, roles=asked)
    assert set(held_by(member.person, town).roles) == set(asked if may else held)


@pytest.mark.parametrize("roles", [[Role.CONTROLLER], [Role.CONTROLLER, Role.DECISION_MAKER]])
def test_nobody_else_changes_roles(town, roles) -> None:
    member = a_member(town, *roles)
    with refused("record.not-allowed"):
        done(change_membership, actor(member, town), held_by(member, town), roles=[Role.ADMINISTRATOR])


def test_an_administrator_of_another_organisation_changes_nothing(town) -> None:
    other = an_organisation()
    stranger = actor(a_member(other, Role.ADMINISTRATOR), other)
    held = held_by(a_member(town, Role.CONTROLLER), town)
    for action, given in ((change_membership, {"roles": [Role.CONTROLLER]}), (end_membership, {})):
        with refused("record.not-allowed"):
            done(action, stranger, held, **given)


@pytest.mark.parametrize(
    ("kind", "role"),
    [("enterprise", Role.DECISION_MAKER), ("coordinator", Role.MEMBER), ("municipality", Role.COORDINATOR)],
)
def test_a_role_must_fit_the_kind_of_organisation(kind, role) -> None:
    own = an_organisation(kind)
    who = actor(a_member(own, Role.ADMINISTRATOR), own)
    with refused("membership.role"):
        done(change_membership, who, held_by(who.person, own), roles=[Role.ADMINISTRATOR, role])


def test_the_last_administrator_keeps_the_role_and_stays(town, boss) -> None:
    held = held_by(boss.person, town)
    with refused("membership.last-administrator"):
        done(change_membership, boss, held, roles=[Role.CONTROLLER])
    with refused("membership.last-administrator"):
        done(leave_organisation, boss, held)
    with refused("membership.last-administrator"):
        done(end_membership, boss, held, last_day=TOMORROW)


def test_the_last_administrator_is_free_when_another_has_come(town, boss) -> None:
    a_member(town, Role.ADMINISTRATOR)
    done(leave_organisation, boss, held_by(boss.person, town))
    assert not memberships(boss.person, on=TODAY).exists()
    assert has_administrator(town.pk, on=TODAY)


def test_one_who_is_about_to_leave_is_no_other_administrator(town, boss) -> None:
    a_member(town, Role.ADMINISTRATOR, until=TODAY + timedelta(days=30))
    with refused("membership.last-administrator"):
        done(leave_organisation, boss, held_by(boss.person, town))


def test_a_membership_lasts_through_its_last_day(town, boss) -> None:
    member = a_member(town, Role.CONTROLLER)
    done(end_membership, boss, held_by(member, town), last_day=TOMORROW)
    assert memberships(member.pk, on=TOMORROW).exists()
    assert not memberships(member.pk, on=TOMORROW + timedelta(days=1)).exists()


def test_without_a_last_day_it_is_over_at_once(town, boss) -> None:
    member = a_member(town, Role.CONTROLLER)
    held = held_by(member, town)
    done(end_membership, boss, held)
    assert not memberships(member.pk, on=TODAY).exists()
    with refused("membership.over"):
        done(end_membership, boss, held_by(member, town))
    with refused("membership.over"):
        done(change_membership, boss, held_by(member, town), roles=[Role.CONTROLLER])


def test_the_last_day_is_not_in_the_past(town, boss) -> None:
    with refused("membership.last-day"):
        done(end_membership, boss, held_by(a_member(town, Role.CONTROLLER), town), last_day=YESTERDAY)


def test_a_member_leaves_by_oneself_and_makes_nobody_leave(town, boss) -> None:
    member, colleague = a_member(town, Role.CONTROLLER), a_member(town, Role.CONTROLLER)
    with refused("record.not-allowed"):
        done(leave_organisation, actor(colleague, town), held_by(member, town))
    done(leave_organisation, actor(member, town), held_by(member, town))
    assert not memberships(member.pk, on=TODAY).exists()


def test_a_deputy_does_not_leave_in_anothers_stead(town, boss) -> None:
    member, deputy = a_member(town, Role.CONTROLLER), a_member(town, Role.CONTROLLER)
    who = actor(deputy, town, instead_of=member.pk)
    with refused("record.not-allowed"):
        done(leave_organisation, who, held_by(member, town))


@pytest.mark.parametrize("leaver", ["member", "deputy"])
def test_who_leaves_has_no_deputy_and_is_none(town, boss, leaver) -> None:
    people = {"member": a_member(town, Role.CONTROLLER), "deputy": a_member(town, Role.CONTROLLER)}
    name_deputy(
        by=boss,
        recorded_at=NOW,
        organisation=town.pk,
        member=people["member"].pk,
        deputy=people["deputy"].pk,
        since=TODAY,
        until=TODAY + timedelta(days=9),
    )
    done(end_membership, boss, held_by(people[leaver], town), last_day=TOMORROW)
    assert Deputy.objects.get().ended == TOMORROW + timedelta(days=1)
