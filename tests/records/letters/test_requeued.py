"""Letters that were given up are tried anew when who runs the installation says so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from svangrum.records.accounts.models import Person
from svangrum.records.actions import MissingError, NotAllowedError
from svangrum.records.actors import PROGRAM, PUBLIC
from svangrum.records.events.verify import chain_faults
from svangrum.records.letters.actions import requeue_letter
from svangrum.records.letters.models import Letter, Pace
from svangrum.records.letters.passwords import NEW_PASSWORD
from svangrum.records.letters.queries import may_go_again, waiting
from tests.records.build import NOW, OPERATOR, a_person, actor

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=5)


def a_letter(**state) -> Letter:
    given = {
        "topic": "shared",
        "code": "shared",
        "pace": Pace.AT_ONCE,
        "written_at": NOW,
        "due_at": NOW,
        "attempts": 16,
    }
    return Letter.objects.create(person=state.pop("person", None) or a_person(), **given | state)


def test_one_that_was_given_up_waits_again():
    letter = a_letter(given_up_at=NOW)
    assert list(may_go_again()) == [letter]
    requeue_letter(by=OPERATOR, recorded_at=LATER, letter=letter.pk)
    assert list(waiting(Pace.AT_ONCE, LATER)) == [letter]
    letter.refresh_from_db()
    assert (letter.attempts, letter.given_up_at, letter.sent_at) == (0, None, None)
    assert list(chain_faults()) == []


@pytest.mark.parametrize("state", [{"sent_at": NOW}, {}], ids=["sent", "waiting"])
def test_only_what_was_given_up_goes_again(state):
    letter = a_letter(**state)
    with pytest.raises(MissingError):
        requeue_letter(by=OPERATOR, recorded_at=LATER, letter=letter.pk)
    letter.refresh_from_db()
    assert letter.attempts == 16


def test_a_forgotten_password_is_not_sent_when_nobody_awaits_it():
    letter = a_letter(code=NEW_PASSWORD, topic="security", given_up_at=NOW)
    assert not may_go_again().exists()
    with pytest.raises(MissingError):
        requeue_letter(by=OPERATOR, recorded_at=LATER, letter=letter.pk)


def test_who_has_left_gets_none():
    letter = a_letter(given_up_at=NOW)
    Person.objects.filter(pk=letter.person_id).update(is_active=False)
    assert not may_go_again().exists()
    with pytest.raises(MissingError):
        requeue_letter(by=OPERATOR, recorded_at=LATER, letter=letter.pk)


def test_others_may_not():
    letter = a_letter(given_up_at=NOW)
    for by in (PUBLIC, PROGRAM, actor(letter.person)):
        with pytest.raises(NotAllowedError):
            requeue_letter(by=by, recorded_at=LATER, letter=letter.pk)
    assert may_go_again().exists()
