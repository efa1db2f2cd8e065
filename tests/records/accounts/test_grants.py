"""Grants: one thing opened for a colleague or another organisation; a department stands for whatever is shared."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from svangrum.records.accounts.actions.departments import found_department
from svangrum.records.accounts.actions.deputies import name_deputy
from svangrum.records.accounts.actions.grants import begin_grant, end_grant, finish_grant
from svangrum.records.accounts.actions.memberships import end_membership
from svangrum.records.accounts.actions.organisations import close_organisation
from svangrum.records.accounts.models import Department, Grant, Membership
from svangrum.records.accounts.queries import (
    actor_for,
    crossings_given,
    crossings_taken,
    granted,
    grants_to,
    shared_with,
)
from svangrum.records.actions import Act, action
from svangrum.records.actors import PUBLIC, Actor, Role, Scope
from tests.records.build import NOW, OPERATOR, TODAY, a_member, a_person, actor, an_organisation, refused

if TYPE_CHECKING:
    from uuid import UUID

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@action("department.shared")
def share(act: Act, *, department: UUID, **given: Any) -> UUID:
    return begin_grant(act, act.take(Department, department), **given)


@pytest.fixture
def town():
    return an_organisation()


@pytest.fixture
def owner(town):
    return actor(a_member(town, Role.ADMINISTRATOR), town)


@pytest.fixture
def thing(town, owner) -> Department:
    return Department.objects.get(pk=found_department(by=owner, recorded_at=NOW, organisation=town.pk, name="Delad"))


@pytest.fixture
def other():
    return an_organisation("coordinator")


@pytest.fixture
def guest(other):
    return actor(a_member(other, Role.COORDINATOR), other)


def shared(by, thing, role="reader", **given) -> Grant:
    return Grant.objects.get(pk=share(by=by, recorded_at=NOW, department=thing.pk, role=role, **given))


def sees(who, thing, on=TODAY) -> str | None:
    """What the actor may do; the list of what is shared must say the same."""
    found = granted(who, thing, on=on)
    assert shared_with(Department.objects.all(), who, on=on).filter(pk=thing.pk).exists() == (found is not None)
    return found and str(found)


def test_without_a_grant_nothing_is_open(thing, owner, guest, town) -> None:
    for who in (owner, guest, PUBLIC, OPERATOR, actor(a_member(town, Role.CONTROLLER), town)):
        assert sees(who, thing) is None


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_a_colleague_has_the_role_that_was_given(town, owner, thing, role) -> None:
    colleague = actor(a_member(town, Role.CONTROLLER), town)
    shared(owner, thing, role, to_person=colleague.person)
    assert sees(colleague, thing) == role
    assert sees(actor(a_member(town, Role.CONTROLLER), town), thing) is None


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_another_organisation_has_the_role_that_was_given(owner, thing, other, guest, role) -> None:
    shared(owner, thing, role, to_organisation=other.pk)
    assert sees(guest, thing) == role
    assert sees(replace(guest, organisation=an_organisation().pk), thing) is None


def test_a_key_and_the_public_have_no_grants(owner, thing, other) -> None:
    shared(owner, thing, "editor", to_organisation=other.pk)
    assert sees(Actor(token=a_person().pk, organisation=other.pk, scopes=frozenset(Scope)), thing) is None
    assert sees(Actor(organisation=other.pk), thing) is None


def test_a_colleague_in_another_organisation_at_the_moment_sees_nothing(town, owner, thing, other) -> None:
    member = a_member(other, Role.COORDINATOR, person=a_member(town, Role.CONTROLLER))
    shared(owner, thing, to_person=member.pk)
    assert sees(actor(member, town), thing) == "reader"
    assert sees(actor(member, other), thing) is None


def test_who_has_two_grants_has_the_greater(town, owner, thing, other) -> None:
    shared(owner, thing, "reader", to_organisation=other.pk)
    member = a_member(other, Role.COORDINATOR)
    assert sees(actor(member, other), thing) == "reader"
    shared(owner, thing, "editor", to_organisation=other.pk)
    assert sees(actor(member, other), thing) == "editor"
    assert grants_to(thing, on=TODAY).count() == 1


def test_both_days_of_a_grant_are_included(owner, thing, other, guest) -> None:
    shared(owner, thing, to_organisation=other.pk, until=TODAY + 9 * DAY)
    found = [sees(guest, thing, on=TODAY + day * DAY) for day in (-1, 0, 9, 10)]
    assert found == [None, "reader", "reader", None]


def test_an_ended_grant_opens_nothing_and_stays_on_the_lists(town, owner, thing, other, guest) -> None:
    held = shared(owner, thing, to_organisation=other.pk)
    end_grant(by=owner, recorded_at=NOW, grant=held.pk, version=1)
    assert sees(guest, thing) is None
    assert list(crossings_given(town.pk)) == list(crossings_taken(other.pk)) == [held]
    assert not grants_to(thing, on=TODAY).exists()
    with refused("grant.over"):
        end_grant(by=owner, recorded_at=NOW, grant=held.pk, version=2)


def test_colleagues_stand_on_no_list_of_crossings(town, owner, thing) -> None:
    shared(owner, thing, to_person=a_member(town, Role.CONTROLLER).pk)
    assert not crossings_given(town.pk).exists()
    assert grants_to(thing, on=TODAY).count() == 1


def test_a_grant_by_another_than_the_owner_opens_nothing(thing, other, guest) -> None:
    """A row that names somebody else's thing, however it came there."""
    for receiver in ({"to_person_id": guest.person}, {"to_organisation": other}):
        Grant.objects.create(
            organisation=other, kind="department", thing=thing.pk, role="editor", since=TODAY, **receiver
        )
    assert sees(guest, thing) is None
    assert not grants_to(thing, on=TODAY).exists()


def test_only_who_acts_for_the_owner_opens(thing, other, guest) -> None:
    for by in (guest, OPERATOR, PUBLIC, Actor(organisation=thing.organisation_id, token=a_person().pk)):
        with refused("record.not-allowed"):
            shared(by, thing, to_organisation=other.pk)


def test_a_deputy_has_the_members_grants_and_not_the_own(town, owner, thing) -> None:
    member, deputy = a_member(town, Role.CONTROLLER), a_member(town, Role.CONTROLLER)
    given = {"member": member.pk, "deputy": deputy.pk, "since": TODAY, "until": TODAY + DAY}
    name_deputy(by=owner, recorded_at=NOW, organisation=town.pk, **given)
    instead = actor_for(deputy, organisation=town.pk, instead_of=member.pk, on=TODAY)
    held = shared(owner, thing, "editor", to_person=deputy.pk)
    assert sees(instead, thing) is None
    end_grant(by=owner, recorded_at=NOW, grant=held.pk, version=1)
    shared(owner, thing, "reader", to_person=member.pk)
    assert (sees(instead, thing), sees(actor(deputy, town), thing)) == ("reader", None)


def test_who_leaves_has_no_grants_when_coming_back(town, owner, thing) -> None:
    member = a_member(town, Role.CONTROLLER)
    shared(owner, thing, to_person=member.pk)
    held = Membership.objects.get(person=member)
    end_membership(by=owner, recorded_at=NOW, membership=held.pk, version=held.version)
    a_member(town, Role.CONTROLLER, person=member, since=TODAY)
    assert sees(actor(member, town), thing) is None


def test_a_closed_organisation_opens_nothing(town, owner, thing, other, guest) -> None:
    shared(owner, thing, to_organisation=other.pk)
    close_organisation(by=OPERATOR, recorded_at=NOW, organisation=town.pk, version=1)
    assert sees(guest, thing) is None


def test_who_may_end_a_grant(town, owner, thing, other, guest) -> None:
    colleague = actor(a_member(town, Role.CONTROLLER), town)
    chief = actor(a_member(other, Role.ADMINISTRATOR), other)
    cases = [
        ({"to_organisation": other.pk}, [owner, chief], [guest, colleague, OPERATOR, PUBLIC]),
        ({"to_person": colleague.person}, [owner, colleague], [guest, chief, OPERATOR, PUBLIC]),
    ]
    for receiver, may, may_not in cases:
        for who in may:
            held = shared(owner, thing, **receiver)
            end_grant(by=who, recorded_at=NOW, grant=held.pk, version=1)
        held = shared(owner, thing, **receiver)
        for who in may_not:
            with refused("record.not-allowed"):
                end_grant(by=who, recorded_at=NOW, grant=held.pk, version=1)


def test_faulty_grants_are_refused(town, owner, thing, other) -> None:
    colleague, outsider = a_member(town, Role.CONTROLLER), a_person()
    cases = [
        ({"to_organisation": other.pk, "role": "king"}, "grant.role"),
        ({"to_organisation": other.pk, "until": TODAY - DAY}, "grant.until"),
        ({}, "grant.for-one"),
        ({"to_person": colleague.pk, "to_organisation": other.pk}, "grant.for-one"),
        ({"to_person": outsider.pk}, "grant.not-member"),
        ({"to_organisation": town.pk}, "grant.organisation"),
        ({"to_organisation": outsider.pk}, "grant.organisation"),
    ]
    for given, code in cases:
        with refused(code):
            shared(owner, thing, **given)


def test_a_noun_may_end_a_grant_in_an_action_of_its_own(owner, thing, other, guest) -> None:
    held = shared(owner, thing, to_organisation=other.pk)

    @action("department.unshared")
    def unshare(act: Act, *, grant: UUID) -> UUID:
        return finish_grant(act, act.take(Grant, grant))

    unshare(by=owner, recorded_at=NOW, grant=held.pk)
    assert sees(guest, thing) is None
