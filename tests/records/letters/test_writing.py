"""Letters are kept with what they tell of, at the pace that each person wants."""

from __future__ import annotations

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.actions.leaving import erase_person
from svangrum.records.actions import NotAllowedError, action
from svangrum.records.actors import PROGRAM, PUBLIC
from svangrum.records.letters.actions import choose_paces
from svangrum.records.letters.models import Letter, Pace, Subscription
from svangrum.records.letters.queries import paces_of
from svangrum.records.letters.topics import TOPICS, Topic, may_be_silenced
from svangrum.records.letters.writing import write_letter
from tests.records.build import NOW, a_person, actor

pytestmark = pytest.mark.django_db
LOCKED = [topic for topic in TOPICS if not may_be_silenced(topic)]


@action("thing.shared")
def share(act, *, to, topic=Topic.SHARED, organisation="Exempelstad", fails=False):
    write_letter(act, to=to, topic=topic, code="shared", values={"organisation": organisation}, page="start")
    if fails:
        raise SvangrumError("record.missing")
    return to.pk


def test_a_letter_is_written_for_a_person():
    person = a_person()
    share(by=PROGRAM, recorded_at=NOW, to=person)
    letter = Letter.objects.get()
    assert (letter.person, letter.code, letter.pace, letter.due_at) == (person, "shared", Pace.AT_ONCE, NOW)


@pytest.mark.django_db(transaction=True)
def test_what_did_not_happen_is_not_told():
    person = a_person()
    with pytest.raises(SvangrumError):
        share(by=PROGRAM, recorded_at=NOW, to=person, fails=True)
    assert not Letter.objects.exists()


def test_who_has_left_is_written_no_letter():
    person = a_person()
    person.is_active = False
    share(by=PROGRAM, recorded_at=NOW, to=person)
    assert not Letter.objects.exists()


def test_a_letter_never_holds_a_personal_number():
    with pytest.raises(SvangrumError, match=r"text\.person"):
        share(by=PROGRAM, recorded_at=NOW, to=a_person(), organisation="Kim 811218-9876")
    assert not Letter.objects.exists()


@pytest.mark.parametrize(("pace", "written"), [(Pace.AT_ONCE, 1), (Pace.DAILY, 1), (Pace.NEVER, 0)])
def test_the_pace_that_a_person_chose_is_followed(pace, written):
    person = a_person()
    choose_paces(by=actor(person), recorded_at=NOW, paces={Topic.SHARED: pace})
    share(by=PROGRAM, recorded_at=NOW, to=person)
    assert [letter.pace for letter in Letter.objects.all()] == [pace] * written


@pytest.mark.parametrize("topic", LOCKED)
def test_what_must_reach_everybody_cannot_be_silenced(topic):
    person = a_person()
    with pytest.raises(SvangrumError, match=r"letters\.always-sent"):
        choose_paces(by=actor(person), recorded_at=NOW, paces={topic: Pace.NEVER})
    Subscription.objects.create(person=person, topic=topic, pace=Pace.NEVER)
    assert paces_of(person.pk)[topic] == Pace.AT_ONCE


def test_what_waits_is_not_sent_to_who_then_wants_none():
    person, other = a_person(), a_person()
    for one in (person, other):
        share(by=PROGRAM, recorded_at=NOW, to=one)
    choose_paces(by=actor(person), recorded_at=NOW, paces={Topic.SHARED: Pace.NEVER})
    assert [letter.person for letter in Letter.objects.all()] == [other]


def test_a_choice_is_one_event_and_the_same_choice_none():
    person = a_person()
    for pace in (Pace.DAILY, Pace.DAILY, Pace.NEVER):
        choose_paces(by=actor(person), recorded_at=NOW, paces={Topic.SHARED: pace})
    assert Subscription.objects.get().version == 2


def test_strangers_choose_nothing():
    with pytest.raises(NotAllowedError):
        choose_paces(by=PUBLIC, recorded_at=NOW, paces={Topic.SHARED: Pace.NEVER})


def test_who_leaves_takes_letters_and_choices_along():
    person, other = a_person(), a_person()
    for one in (person, other):
        share(by=PROGRAM, recorded_at=NOW, to=one)
        choose_paces(by=actor(one), recorded_at=NOW, paces={Topic.WORK: Pace.DAILY})
    erase_person(by=actor(person), recorded_at=NOW, person=person.pk, version=person.version)
    assert [letter.person for letter in Letter.objects.all()] == [other]
    assert [chosen.person for chosen in Subscription.objects.all()] == [other]
