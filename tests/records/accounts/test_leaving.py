"""Leaving for good: nothing is left of name and address, nobody signs in, and every chain still holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps

from svangrum.records.accounts.actions.invitations import LASTS, accept_invitation, invite
from svangrum.records.accounts.actions.leaving import (
    ADDRESS_KEPT,
    erase_person,
    forget_invitation,
    forget_invitations,
)
from svangrum.records.accounts.actions.people import change_address, change_person
from svangrum.records.accounts.models import Invitation, Person
from svangrum.records.accounts.queries import find_invitation, has_administrator, memberships, state_of
from svangrum.records.accounts.signals import person_left
from svangrum.records.actors import PROGRAM, Actor, Role
from svangrum.records.events.models import Event
from svangrum.records.events.queries import history_of_organisation
from svangrum.records.events.things import thing_faults
from svangrum.records.events.verify import chain_faults
from svangrum.records.letters.actions import choose_paces
from svangrum.records.letters.models import Pace
from svangrum.records.letters.topics import Topic
from tests.records.build import NOW, OPERATOR, TODAY, a_member, a_person, actor, an_organisation, refused, signed_in

pytestmark = pytest.mark.django_db
EMAIL = "ulla@exempelstad.example"
NAME = "Ulla Exempelsson"


@pytest.fixture
def town():
    return an_organisation()


@pytest.fixture
def ulla(town):
    """Someone who came by a letter, and has been invited elsewhere too."""
    boss = actor(a_member(town, Role.ADMINISTRATOR), town)
    sent = invite(by=boss, recorded_at=NOW, organisation=town.pk, email=EMAIL, roles=[Role.CONTROLLER])
    accept_invitation(by=Actor(), recorded_at=NOW, secret=sent.secret, name=NAME)
    other = an_organisation()
    invite(by=OPERATOR, recorded_at=NOW, organisation=other.pk, email=EMAIL, roles=[Role.ADMINISTRATOR])
    return Person.objects.get(email=EMAIL)


def erased(person, by=None) -> Person:
    erase_person(by=by or Actor(person=person.pk), recorded_at=NOW, person=person.pk, version=person.version)
    return Person.objects.get(pk=person.pk)


def everything() -> str:
    """Every row of every table, as text."""
    return "\n".join(str(row) for model in apps.get_models() for row in model._default_manager.values())


def test_no_table_holds_the_name_or_the_address(ulla) -> None:
    assert NAME in everything()
    assert EMAIL in everything()
    erased(ulla)
    assert NAME not in everything()
    assert EMAIL not in everything()


def test_who_has_left_signs_in_and_belongs_no_more(ulla, town, client) -> None:
    signed_in(client, ulla, town)
    ulla.refresh_from_db()
    assert ulla.last_login is not None
    left = erased(ulla)
    assert (left.is_active, left.has_usable_password(), left.name, left.last_login) == (False, False, "", None)
    assert not memberships(ulla.pk, on=TODAY).exists()
    assert actor(left, town).organisation is None


def test_letters_that_wait_for_who_has_left_open_nothing(ulla) -> None:
    erased(ulla)
    assert not Invitation.objects.exclude(email="").exists()
    assert {state_of(one, at=NOW) for one in Invitation.objects.all()} == {"used", "withdrawn"}


def test_the_events_stay(ulla) -> None:
    before = set(Event.objects.values_list("pk", flat=True))
    erased(ulla)
    told = Event.objects.filter(kind="person", thing=ulla.pk).order_by("number")
    assert before < set(Event.objects.values_list("pk", flat=True))
    assert [one.action for one in told] == ["invitation.accepted", "person.left"]
    assert [one.previous for one in told][1] == told[0].digest


def test_every_chain_holds_after_somebody_has_left(ulla) -> None:
    choose_paces(by=Actor(person=ulla.pk), recorded_at=NOW, paces={Topic.SHARED: Pace.NEVER})
    erased(ulla)
    assert [str(fault) for fault in (*chain_faults(), *thing_faults())] == []


def test_whoever_keeps_something_about_a_person_is_told(ulla) -> None:
    told = []

    def hear(person, **_kept):
        told.append(person)

    person_left.connect(hear)
    try:
        erased(ulla)
    finally:
        person_left.disconnect(hear)
    assert told == [ulla.pk]


def test_only_the_person_and_the_operator_erase(ulla, town) -> None:
    boss = actor(a_member(town, Role.ADMINISTRATOR), town)
    for by in (boss, Actor(person=a_person().pk), Actor(person=ulla.pk, instead_of=a_person().pk), PROGRAM):
        with refused("record.not-allowed"):
            erased(ulla, by)
    assert erased(ulla, OPERATOR).name == ""


def test_the_last_administrator_first_finds_another(town) -> None:
    boss = a_member(town, Role.ADMINISTRATOR)
    with refused("membership.last-administrator"):
        erased(boss)
    a_member(town, Role.ADMINISTRATOR)
    assert not erased(boss).is_active


def test_the_operator_is_not_held_up(town) -> None:
    erased(a_member(town, Role.ADMINISTRATOR), OPERATOR)
    assert not has_administrator(town.pk, on=TODAY)


@pytest.mark.parametrize(("late", "kept"), [(timedelta(0), True), (timedelta(seconds=1), False)])
def test_addresses_of_settled_letters_are_forgotten_after_thirty_days(town, late, kept) -> None:
    invite(by=OPERATOR, recorded_at=NOW, organisation=town.pk, email=EMAIL, roles=[Role.ADMINISTRATOR])
    forget_invitations(recorded_at=NOW + LASTS + ADDRESS_KEPT + late)
    assert (EMAIL in everything()) == kept


def test_forgetting_is_the_programs_and_is_done_once(town) -> None:
    sent = invite(by=OPERATOR, recorded_at=NOW, organisation=town.pk, email=EMAIL, roles=[Role.ADMINISTRATOR])
    with refused("record.not-allowed"):
        forget_invitation(by=OPERATOR, recorded_at=NOW, invitation=sent.invitation)
    late = NOW + timedelta(days=365)
    assert [forget_invitations(recorded_at=late) for _ in range(2)] == [1, 0]
    assert state_of(find_invitation(sent.secret), at=late) == "expired"


def test_a_name_and_a_language_are_ones_own() -> None:
    person = a_person()
    given = {"person": person.pk, "version": 1, "language": "en"}
    with refused("record.not-allowed"):
        change_person(by=Actor(person=a_person().pk), recorded_at=NOW, name="Annan", **given)
    change_person(by=Actor(person=person.pk), recorded_at=NOW, name=" Nytt   Namn ", **given)
    person.refresh_from_db()
    assert (person.name, person.language, person.version) == ("Nytt Namn", "en", 2)
    with refused("person.language"):
        change_person(
            by=Actor(person=person.pk), recorded_at=NOW, name="X", **{**given, "version": 2, "language": "fi"}
        )


def test_the_operator_moves_a_person_to_another_address() -> None:
    person, other = a_person(EMAIL), a_person()
    given = {"person": person.pk, "version": 1}
    with refused("record.not-allowed"):
        change_address(by=Actor(person=person.pk), recorded_at=NOW, email="ny@exempelstad.example", **given)
    with refused("person.taken"):
        change_address(by=OPERATOR, recorded_at=NOW, email=other.email.upper(), **given)
    change_address(by=OPERATOR, recorded_at=NOW, email=" NY@exempelstad.example", **given)
    assert Person.objects.get(pk=person.pk).email == "ny@exempelstad.example"
    assert EMAIL not in everything()


def test_a_moved_address_stands_in_the_history_of_the_organisation() -> None:
    town, other = an_organisation(), an_organisation()
    person = a_member(town, Role.CONTROLLER)
    change_address(by=OPERATOR, recorded_at=NOW, person=person.pk, version=person.version, email="ny@a.example")
    assert "event.person.moved" in {one.code for one in history_of_organisation(town.pk).events}
    assert "event.person.moved" not in {one.code for one in history_of_organisation(other.pk).events}
    assert list(thing_faults()) == []
