"""Deputies: who acts in a member's stead has what the member has, on the days that were said, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from svangrum.records.accounts.actions.deputies import end_deputy, name_deputy
from svangrum.records.accounts.actions.invitations import invite
from svangrum.records.accounts.actions.memberships import change_membership, leave_organisation
from svangrum.records.accounts.models import Deputy, Membership
from svangrum.records.accounts.queries import actor_for, deputies_of, members_deputised
from svangrum.records.actors import Role, Scope
from svangrum.records.tokens.actions import create_token
from tests.records.build import NOW, TODAY, a_member, a_person, actor, an_operator, an_organisation, refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def town():
    return an_organisation()


@pytest.fixture
def member(town):
    return a_member(town, Role.DECISION_MAKER)


@pytest.fixture
def deputy(town):
    return a_member(town, Role.ADMINISTRATOR, Role.CONTROLLER)


def named(by, town, member, deputy, days=(TODAY, TODAY + 9 * DAY)) -> Deputy:
    given = {"member": member.pk, "deputy": deputy.pk, "since": days[0], "until": days[1]}
    return Deputy.objects.get(pk=name_deputy(by=by, recorded_at=NOW, organisation=town.pk, **given))


def instead(deputy, member, town, on=TODAY):
    return actor_for(deputy, organisation=town.pk, instead_of=member.pk, on=on)


def test_a_deputy_has_the_members_roles_and_not_the_own(town, member, deputy) -> None:
    named(actor(member, town), town, member, deputy)
    who = instead(deputy, member, town)
    assert (who.person, who.instead_of, who.roles) == (deputy.pk, member.pk, {Role.DECISION_MAKER})
    assert actor(deputy, town).roles == {Role.ADMINISTRATOR, Role.CONTROLLER}
    assert list(members_deputised(deputy.pk, town.pk, on=TODAY)) == [member]


def test_the_second_factor_is_the_deputys_own(town, member, deputy) -> None:
    named(actor(member, town), town, member, deputy)
    for confirmed in (True, False):
        who = actor_for(deputy, organisation=town.pk, instead_of=member.pk, confirmed=confirmed, on=TODAY)
        assert (who.person, who.confirmed) == (deputy.pk, confirmed)


def test_an_operator_in_anothers_stead_is_no_operator(town, member) -> None:
    operator = a_member(town, Role.CONTROLLER, person=an_operator())
    named(actor(member, town), town, member, operator)
    assert actor(operator, town).operator
    assert not instead(operator, member, town).operator


@pytest.mark.parametrize(("day", "acts"), [(-1, False), (0, True), (5, True), (9, True), (10, False)])
def test_both_days_are_included(town, member, deputy, day, acts) -> None:
    named(actor(member, town), town, member, deputy)
    who = instead(deputy, member, town, on=TODAY + day * DAY)
    assert (who.organisation == town.pk, bool(who.roles), who.instead_of == member.pk) == (acts, acts, acts)


def test_a_deputy_of_a_deputy_has_nothing_of_the_first(town, member, deputy) -> None:
    third = a_member(town, Role.CONTROLLER)
    named(actor(member, town), town, member, deputy)
    named(actor(deputy, town), town, deputy, third)
    assert instead(third, member, town).roles == frozenset()
    assert instead(third, deputy, town).roles == {Role.ADMINISTRATOR, Role.CONTROLLER}


def test_who_acts_in_anothers_stead_names_no_deputy(town, member, deputy) -> None:
    boss = a_member(town, Role.ADMINISTRATOR)
    named(actor(boss, town), town, boss, deputy)
    for whose in (member, boss, deputy):
        with refused("record.not-allowed"):
            named(instead(deputy, boss, town), town, whose, a_member(town, Role.CONTROLLER))


def test_ended_early_it_is_over_at_once(town, member, deputy) -> None:
    held = named(actor(member, town), town, member, deputy)
    end_deputy(by=actor(deputy, town), recorded_at=NOW, deputy=held.pk, version=1)
    assert instead(deputy, member, town).organisation is None
    assert not deputies_of(town.pk, on=TODAY).exists()
    with refused("deputy.over"):
        end_deputy(by=actor(member, town), recorded_at=NOW, deputy=held.pk, version=2)


@pytest.mark.parametrize("who", ["member", "deputy"])
def test_who_has_left_is_represented_by_nobody_and_represents_nobody(town, member, deputy, who) -> None:
    a_member(town, Role.ADMINISTRATOR)
    named(actor(member, town), town, member, deputy)
    left = {"member": member, "deputy": deputy}[who]
    held = Membership.objects.get(person=left)
    leave_organisation(by=actor(left, town), recorded_at=NOW, membership=held.pk, version=held.version)
    assert instead(deputy, member, town).organisation is None


def test_an_administrator_names_and_ends_for_others(town, member, deputy) -> None:
    third = a_member(town, Role.CONTROLLER)
    held = named(actor(deputy, town), town, member, third)
    with refused("record.not-allowed"):
        end_deputy(by=actor(a_member(town, Role.CONTROLLER), town), recorded_at=NOW, deputy=held.pk, version=1)
    end_deputy(by=actor(deputy, town), recorded_at=NOW, deputy=held.pk, version=1)


def test_a_colleague_names_no_deputy_for_others(town, member, deputy) -> None:
    with refused("record.not-allowed"):
        named(actor(a_member(town, Role.CONTROLLER), town), town, member, deputy)


@pytest.mark.parametrize("days", [(TODAY + DAY, TODAY), (TODAY - 9 * DAY, TODAY - DAY), (TODAY, TODAY - DAY)])
def test_days_that_are_over_or_turned_are_refused(town, member, deputy, days) -> None:
    with refused("deputy.dates"):
        named(actor(member, town), town, member, deputy, days)


def test_the_deputy_is_another_member(town, member) -> None:
    other = an_organisation()
    for outsider in (a_person(), a_member(other, Role.ADMINISTRATOR)):
        with refused("deputy.not-member"):
            named(actor(member, town), town, member, outsider)
    with refused("deputy.oneself"):
        named(actor(member, town), town, member, member)


def test_the_same_deputy_is_not_named_twice_for_the_same_days(town, member, deputy) -> None:
    named(actor(member, town), town, member, deputy)
    with refused("deputy.already"):
        named(actor(member, town), town, member, deputy, (TODAY + 9 * DAY, TODAY + 20 * DAY))
    assert named(actor(member, town), town, member, deputy, (TODAY + 10 * DAY, TODAY + 20 * DAY)).version == 1


def test_a_deputy_gives_no_power_that_lasts(town, member, deputy) -> None:
    boss = a_member(town, Role.ADMINISTRATOR)
    named(actor(boss, town), town, boss, member)
    told = {"by": instead(member, boss, town), "recorded_at": NOW}
    held = Membership.objects.get(person=member)
    of_held = {"membership": held.pk, "version": held.version}
    with refused("deputy.lasting"):
        change_membership(**told, **of_held, roles=[Role.ADMINISTRATOR])
    with refused("deputy.lasting"):
        invite(**told, organisation=town.pk, email="a@b.example", roles=[Role.ADMINISTRATOR])
    with refused("deputy.lasting"):
        until = NOW + 30 * DAY
        create_token(**told, organisation=town.pk, name="N", scopes=[Scope.PURCHASES_READ], expires_at=until)
    invite(**told, organisation=town.pk, email="a@b.example", roles=[Role.CONTROLLER])
    change_membership(**told, **of_held, roles=held.roles)
