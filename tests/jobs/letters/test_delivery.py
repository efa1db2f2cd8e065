"""When letters go: at once, in the daily letter, again after a failure, and never twice under different names."""

from __future__ import annotations

from datetime import timedelta

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.jobs.kinds.digests import send_digests
from svangrum.jobs.letters import delivery
from svangrum.jobs.letters.delivery import deliver_due
from svangrum.records.letters.actions import choose_paces
from svangrum.records.letters.models import Letter, Pace, PasswordAsked
from svangrum.records.letters.queries import given_up
from svangrum.records.letters.sent import LEASE, TRIED_FOR, WAITS, claim, mark_sent, thin_letters
from svangrum.records.letters.topics import Topic
from tests.jobs.letters.written import a_letter, links_in, mails_in, text_of
from tests.records.build import NOW, a_person, actor

pytestmark = pytest.mark.django_db


class KilledError(BaseException):
    """What a killed process does: nothing more."""


@pytest.fixture(autouse=True)
def _moment(monkeypatch):
    monkeypatch.setattr("svangrum.jobs.kinds.digests.now", lambda: NOW)


def on_digest(person):
    choose_paces(by=actor(person), recorded_at=NOW, paces={Topic.SHARED: Pace.DAILY, Topic.WORK: Pace.DAILY})
    return person


def silent(*_told):
    pass


def test_a_letter_goes_once(server):
    a_letter(a_person())
    assert [deliver_due(NOW + timedelta(hours=hours)) for hours in range(3)] == [1, 0, 0]
    assert len(server.mails) == 1


def test_many_who_ask_for_a_password_make_nothing_else_wait(server, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(delivery, "_AT_A_TIME", 2)
    person, others = a_person(), [None] * 50
    for one in (*others, person, person, person):
        PasswordAsked.objects.create(person=one, asked_at=NOW)
    with django_assert_max_num_queries(40):
        assert deliver_due(NOW) == 2
    assert [asked.person for asked in PasswordAsked.objects.all()] == [person]


def test_two_workers_do_not_send_the_same_letter(server, monkeypatch):
    letter = a_letter(a_person())
    assert claim(letter, NOW)
    assert not claim(letter, NOW)
    assert deliver_due(NOW) == 0


def test_a_letter_that_is_refused_is_tried_again_with_waits_that_grow_and_then_given_up(server):
    person = a_person()
    letter = a_letter(person)
    server.refuses.add(person.email)
    moment = NOW
    for wait in WAITS:
        assert deliver_due(moment) == 0
        letter.refresh_from_db()
        assert letter.due_at == moment + wait
        assert deliver_due(moment + wait - timedelta(seconds=1)) == 0
        moment += wait
    assert list(WAITS) == sorted(WAITS)
    while moment - NOW < TRIED_FOR:
        deliver_due(moment)
        letter.refresh_from_db()
        assert (letter.due_at, letter.given_up_at) == (moment + WAITS[-1], None)
        moment += WAITS[-1]
    deliver_due(moment)
    letter.refresh_from_db()
    assert letter.given_up_at == moment
    assert list(given_up()) == [letter]
    assert server.mails == []


@pytest.mark.parametrize("after", [timedelta(0), TRIED_FOR + timedelta(days=1)])
def test_a_server_that_comes_back_gets_the_letter(server, after):
    """Also one that was first tried long after it was written."""
    person, moment = a_person(), NOW + after
    a_letter(person)
    server.refuses.add(person.email)
    deliver_due(moment)
    server.refuses.clear()
    assert deliver_due(moment + WAITS[0]) == 1


def test_who_dies_between_sending_and_saying_so_sends_it_again_under_the_same_name(server, monkeypatch):
    a_letter(a_person())

    def die(*_given):
        raise KilledError

    monkeypatch.setattr(delivery, "mark_sent", die)
    with pytest.raises(KilledError):
        deliver_due(NOW)
    monkeypatch.undo()
    assert deliver_due(NOW + LEASE - timedelta(seconds=1)) == 0
    assert deliver_due(NOW + LEASE) == 1
    first, second = server.mails
    assert first["Message-ID"] == second["Message-ID"]


def test_a_file_that_is_written_again_replaces_itself(files, monkeypatch):
    a_letter(a_person())
    monkeypatch.setattr(delivery, "mark_sent", silent)
    deliver_due(NOW)
    monkeypatch.undo()
    deliver_due(NOW + LEASE)
    assert len(mails_in(files)) == 1


LACKED = [{"code": "nothing"}, {"page": "nowhere"}, {"topic": "no-topic"}]
"""What an older or newer version may have written."""


@pytest.mark.parametrize("lacked", LACKED)
def test_a_letter_that_cannot_be_written_does_not_stop_the_others(server, lacked):
    faulty, whole = a_letter(a_person()), a_letter(a_person())
    Letter.objects.filter(pk=faulty.pk).update(**lacked, written_at=NOW - timedelta(hours=1))
    assert deliver_due(NOW) == 1
    faulty.refresh_from_db()
    whole.refresh_from_db()
    assert (faulty.attempts, faulty.sent_at, whole.sent_at) == (1, None, NOW)


def test_who_has_left_gets_nothing_more(server):
    person = a_person()
    a_letter(person)
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert deliver_due(NOW) == 0
    assert not Letter.objects.filter(given_up_at=None).exists()
    assert server.mails == []


@pytest.mark.parametrize(("language", "heading"), [("sv", "Nytt i Svängrum den"), ("en", "New in Svängrum on")])
def test_the_daily_letter_tells_all_that_waits_in_one_mail(server, language, heading):
    person, other = on_digest(a_person(language=language)), a_person()
    for code in ("shared", "work-done", "work-failed"):
        a_letter(person, code)
    a_letter(other)
    assert deliver_due(NOW) == 1, "only what is to go at once"
    assert send_digests({}, silent).values == {"count": 1}
    mail = server.mails[-1]
    assert mail["To"] == person.email
    assert mail["Subject"].startswith(heading)
    for letter in Letter.objects.filter(person=person):
        assert delivery.told_by(letter, language).subject in text_of(mail)
        assert letter.sent_at is not None
    assert mail["List-Unsubscribe"].strip(" <>") in links_in(mail)
    assert send_digests({}, silent).values == {"count": 0}


def test_one_person_whose_mail_is_refused_does_not_stop_the_daily_letters_of_others(server):
    refused, well = on_digest(a_person()), on_digest(a_person())
    for person in (refused, well):
        a_letter(person)
    server.refuses.add(refused.email)
    with pytest.raises(SvangrumError, match=r"mail\.not-sent"):
        send_digests({}, silent)
    assert [mail["To"] for mail in server.mails] == [well.email]
    assert Letter.objects.get(person=refused).attempts == 1


@pytest.mark.parametrize("lacked", LACKED)
def test_a_letter_that_cannot_be_written_stops_no_daily_letter(server, lacked):
    """Neither its own reader's other letters nor those of anyone after."""
    first, second = sorted((on_digest(a_person()) for _ in range(2)), key=lambda person: person.pk)
    for person in (first, first, second):
        a_letter(person)
    faulty = Letter.objects.filter(person=first).earliest("pk")
    Letter.objects.filter(pk=faulty.pk).update(**lacked)
    with pytest.raises(SvangrumError, match=r"mail\.not-sent"):
        send_digests({}, silent)
    assert [mail["To"] for mail in server.mails] == [first.email, second.email]
    assert [(one.pk, one.attempts) for one in Letter.objects.filter(sent_at=None)] == [(faulty.pk, 1)]


def test_a_daily_letter_that_is_sent_again_has_the_same_name(server, monkeypatch):
    a_letter(on_digest(a_person()))
    monkeypatch.setattr("svangrum.jobs.letters.digest.mark_sent", silent)
    send_digests({}, silent)
    monkeypatch.setattr("svangrum.jobs.letters.digest.mark_sent", mark_sent)
    send_digests({}, silent)
    first, second = server.mails
    assert first["Message-ID"] == second["Message-ID"]


def test_letters_are_removed_when_they_have_served(server):
    old, new = a_letter(a_person()), a_letter(a_person())
    Letter.objects.filter(pk=old.pk).update(sent_at=NOW - timedelta(days=31))
    assert thin_letters(NOW - timedelta(days=30)) == 1
    assert list(Letter.objects.all()) == [new]
