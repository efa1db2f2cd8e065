"""Invitations: sent once, used once, within fourteen days; every other end is told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from svangrum.records.accounts.actions.departments import found_department
from svangrum.records.accounts.actions.invitations import LASTS, accept_invitation, invite, withdraw_invitation
from svangrum.records.accounts.actions.organisations import close_organisation
from svangrum.records.accounts.models import Invitation, Membership, Person
from svangrum.records.accounts.queries import find_invitation, open_invitations, people_of, state_of
from svangrum.records.actors import PUBLIC, Actor, Role
from svangrum.records.events.models import Event
from svangrum.records.events.outcomes import forget_outcomes
from tests.records.build import NOW, OPERATOR, TODAY, a_member, a_person, actor, an_organisation, refused

pytestmark = pytest.mark.django_db
EMAIL = "ulla@exempelstad.example"


@pytest.fixture
def town():
    return an_organisation()


@pytest.fixture
def boss(town):
    return actor(a_member(town, Role.ADMINISTRATOR), town)


def invited(by: Actor, organisation, **given):
    given = {"email": EMAIL, "roles": [Role.CONTROLLER], **given}
    return invite(by=by, recorded_at=NOW, organisation=organisation.pk, **given)


def accepted(secret: str, *, by: Actor = PUBLIC, at=NOW, **given) -> Membership:
    given = given if by.person else {"name": "Ulla Exempel", **given}
    return Membership.objects.get(pk=accept_invitation(by=by, recorded_at=at, secret=secret, **given))


def test_who_is_invited_becomes_a_member_with_a_language_and_the_roles(town, boss) -> None:
    department = found_department(by=boss, recorded_at=NOW, organisation=town.pk, name="Tekniska")
    sent = invited(boss, town, email=" ULLA@exempelstad.example ", language="en", department=department)
    held = accepted(sent.secret)
    assert (held.person.email, held.person.name, held.person.language) == (EMAIL, "Ulla Exempel", "en")
    assert (held.roles, held.department_id, held.since, held.until) == (["controller"], department, TODAY, None)
    assert not held.person.has_usable_password()
    assert actor(held.person, town).roles == {Role.CONTROLLER}


def test_the_secret_is_kept_nowhere(town, boss) -> None:
    sent = invited(boss, town)
    kept = [str(row) for model in (Invitation, Event) for row in model.objects.values()]
    assert len(sent.secret) == 64
    assert not [row for row in kept if sent.secret in row]


def test_no_address_stands_in_any_event(town, boss) -> None:
    accepted(invited(boss, town).secret)
    assert not [text for text in Event.objects.values_list("payload", flat=True) if EMAIL in text or "Ulla" in text]


def test_a_request_sent_again_gives_the_same_letter(town, boss) -> None:
    first, again = (invited(boss, town, key="k1") for _ in range(2))
    assert first == again
    assert Invitation.objects.count() == 1
    assert invited(boss, town, key="k2").secret != first.secret


def test_a_request_whose_answer_is_forgotten_is_refused_in_words(town, boss) -> None:
    first = invited(boss, town, key="a")
    forget_outcomes(before=NOW + timedelta(days=30))
    with refused("record.key-reused"):
        invited(boss, town, key="a")
    assert find_invitation(first.secret).withdrawn_at is None


def test_the_newest_letter_replaces_those_before(town, boss) -> None:
    first, second = invited(boss, town), invited(boss, town)
    with refused("invitation.withdrawn"):
        accepted(first.secret)
    assert [one.pk for one in open_invitations(town.pk, at=NOW)] == [second.invitation]


def test_a_letter_is_used_once(town, boss) -> None:
    sent = invited(boss, town)
    accepted(sent.secret)
    with refused("invitation.used"):
        accepted(sent.secret, name="Någon annan")
    with refused("invitation.used"):
        accepted(sent.secret, by=Actor(person=a_person().pk))


@pytest.mark.parametrize(("age", "code"), [(LASTS - timedelta(seconds=1), None), (LASTS, "invitation.expired")])
def test_a_letter_holds_for_fourteen_days(town, boss, age, code) -> None:
    sent = invited(boss, town)
    if code is None:
        assert accepted(sent.secret, at=NOW + age).roles == ["controller"]
        return
    with refused(code):
        accepted(sent.secret, at=NOW + age)


def test_a_withdrawn_letter_opens_nothing(town, boss) -> None:
    sent = invited(boss, town)
    withdraw_invitation(by=boss, recorded_at=NOW, invitation=sent.invitation, version=1)
    with refused("invitation.withdrawn"):
        accepted(sent.secret)
    with refused("invitation.withdrawn"):
        withdraw_invitation(by=boss, recorded_at=NOW, invitation=sent.invitation, version=2)


def test_an_administrator_is_invited_with_the_second_factor_shown(town, boss) -> None:
    with refused("record.not-allowed"):
        invited(boss, town, roles=[Role.CONTROLLER, Role.ADMINISTRATOR])
    assert not Invitation.objects.exists()
    invited(replace(boss, confirmed=True), town, roles=[Role.CONTROLLER, Role.ADMINISTRATOR])
    assert Invitation.objects.get().roles == ["administrator", "controller"]


def test_a_letter_of_a_closed_organisation_opens_nothing(town, boss) -> None:
    sent = invited(boss, town)
    close_organisation(by=OPERATOR, recorded_at=NOW, organisation=town.pk, version=1)
    with refused("invitation.closed"):
        accepted(sent.secret)
    with refused("organisation.closed"):
        invited(OPERATOR, town, roles=[Role.ADMINISTRATOR])


@pytest.mark.parametrize("secret", ["", "x", "0" * 64, "å" * 64])
def test_an_invented_secret_opens_nothing(secret) -> None:
    assert find_invitation(secret) is None
    with refused("invitation.unknown"):
        accepted(secret)


def test_every_state_is_told_apart(town, boss) -> None:
    states = {}
    for name in ("open", "used", "withdrawn"):
        states[name] = invited(boss, town, email=f"{name}@exempelstad.example")
    accepted(states["used"].secret)
    withdraw_invitation(by=boss, recorded_at=NOW, invitation=states["withdrawn"].invitation, version=1)
    for name, sent in states.items():
        assert state_of(find_invitation(sent.secret), at=NOW) == name
    assert state_of(find_invitation(states["open"].secret), at=NOW + LASTS) == "expired"


def test_who_has_an_account_signs_in_first(town, boss) -> None:
    ulla = a_person(EMAIL)
    sent = invited(boss, town)
    with refused("invitation.sign-in"):
        accepted(sent.secret)
    assert accepted(sent.secret, by=Actor(person=ulla.pk)).person == ulla
    assert Person.objects.filter(email=EMAIL).count() == 1


def test_a_member_is_not_invited_again(town, boss) -> None:
    ulla = a_member(town, Role.CONTROLLER, person=a_person(EMAIL))
    with refused("invitation.member"):
        invited(boss, town)
    other = invited(boss, town, email="annan@exempelstad.example")
    with refused("invitation.member"):
        accepted(other.secret, by=Actor(person=ulla.pk))


def test_who_left_can_come_back_with_other_roles(town, boss) -> None:
    ulla = a_member(town, Role.CONTROLLER, person=a_person(EMAIL), until=TODAY - timedelta(days=1))
    held = accepted(invited(boss, town, roles=[Role.DECISION_MAKER]).secret, by=Actor(person=ulla.pk))
    assert (held.roles, held.since, held.version) == (["decision-maker"], TODAY, 2)
    assert people_of(town.pk, on=TODAY).count() == 2


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"email": "ingen adress"}, "person.email"),
        ({"email": "x" * 250 + "@exempelstad.example"}, "person.email"),
        ({"email": "a\0@exempelstad.example"}, "person.email"),
        ({"roles": []}, "membership.no-role"),
        ({"roles": ["king"]}, "membership.role"),
        ({"roles": [Role.COORDINATOR]}, "membership.role"),
        ({"language": "fi"}, "person.language"),
    ],
)
def test_a_faulty_invitation_is_refused(town, boss, given, code) -> None:
    with refused(code):
        invited(boss, town, **given)


def test_anothers_department_is_not_there(town, boss) -> None:
    other = an_organisation()
    who = actor(a_member(other, Role.ADMINISTRATOR), other)
    elsewhere = found_department(by=who, recorded_at=NOW, organisation=other.pk, name="Annan")
    with refused("record.missing"):
        invited(boss, town, department=elsewhere)


def test_a_name_is_asked_of_who_is_new(town, boss) -> None:
    sent = invited(boss, town)
    with refused("person.no-name"):
        accepted(sent.secret, name=" ")
    assert state_of(find_invitation(sent.secret), at=NOW) == "open"


def test_the_operator_invites_the_first_administrator_and_nobody_else(town) -> None:
    with refused("record.not-allowed"):
        invited(OPERATOR, town, roles=[Role.CONTROLLER])
    accepted(invited(OPERATOR, town, roles=[Role.ADMINISTRATOR]).secret)
    with refused("record.not-allowed"):
        invited(OPERATOR, town, email="second@exempelstad.example", roles=[Role.ADMINISTRATOR])


def test_a_deputy_does_not_join_in_anothers_stead(town, boss) -> None:
    sent = invited(boss, town)
    with refused("record.not-allowed"):
        accepted(sent.secret, by=Actor(person=a_person().pk, instead_of=a_person().pk))
