"""What each kind of work does, on real files and a real database."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings as configured
from django_tasks_db.models import DBTaskResult

from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES, words
from svangrum.jobs.incoming import incoming
from svangrum.jobs.kinds.clearing import clear_away
from svangrum.jobs.kinds.imports import import_contracts, import_notices, import_statistics
from svangrum.jobs.kinds.observatory import build_observatory
from svangrum.jobs.kinds.reminders import remind
from svangrum.records.actors import PUBLIC, Role
from svangrum.records.dialogues.models import Addressee
from svangrum.records.enterprises.actions.applying import apply
from svangrum.records.enterprises.models import Application
from svangrum.records.events.models import Event, Outcome
from svangrum.records.events.things import thing_faults
from svangrum.records.letters.models import Letter
from svangrum.records.tokens.models import Token
from svangrum.records.work.models import Work
from tests.analysis.made_up_facts import lot, write_statistics
from tests.jobs.letters.written import a_letter
from tests.jobs.work import some_work
from tests.records.build import a_member, a_person, an_organisation
from tests.records.dialogues.made import a_dialogue, a_stranger_asks
from tests.records.numbers import a_number

pytestmark = pytest.mark.django_db


@pytest.fixture
def store(settings, tmp_path):
    settings.STORE = tmp_path
    return tmp_path


class Heard(list):
    """A report that keeps what it is told."""

    def __call__(self, step, done=0, total=0):
        self.append((step, done, total))


@pytest.fixture
def heard():
    return Heard()


def said(result):
    for language in LANGUAGES:
        assert words(f"work.result.{result.code}", language, **result.values)
    return result


@pytest.mark.parametrize("kind", [import_notices, import_statistics, import_contracts])
def test_only_what_lies_in_the_folder_is_read(store, heard, kind):
    (store / "incoming").mkdir()
    (store / "outside.xml").write_text("x")
    (store / "incoming" / "away.xml").symlink_to(store / "outside.xml")
    for names in ([], ["away.xml"], ["../outside.xml"], [str(store / "outside.xml")]):
        with pytest.raises(SvangrumError, match=r"incoming\."):
            kind({"names": names}, heard)
    assert incoming() == []


@pytest.mark.shared
def test_statistics_are_read_and_a_second_time_nothing_changes(store, heard, shared):
    file = min((shared / "data").rglob("*.xlsx"), key=lambda one: one.stat().st_size)
    (store / "incoming").mkdir()
    shutil.copy(file, store / "incoming" / "statistik.xlsx")
    first = said(import_statistics({"names": ["statistik.xlsx"]}, heard))
    assert first.code == "statistics-read"
    assert ("reading", 1, 1) in heard
    assert said(import_statistics({"names": ["statistik.xlsx"]}, heard)).code == "read-before"


def test_the_observatory_is_counted_and_a_second_time_nothing_changes(store, heard):
    write_statistics(store, [lot(number, tenders=number % 4) for number in range(9)])
    assert said(build_observatory({}, heard)).code == "counted"
    assert {step for step, _, _ in heard} >= {"counting"}
    assert said(build_observatory({}, heard)).code == "counted-before"


def test_without_facts_the_observatory_says_so(store, heard):
    with pytest.raises(SvangrumError, match=r"observatory\.no-facts"):
        build_observatory({}, heard)


def test_what_has_served_is_cleared_away_and_nothing_else(store, heard):
    moment = datetime.now(UTC)
    sessions = import_module(configured.SESSION_ENGINE).SessionStore
    old_letter, new_letter = a_letter(a_person()), a_letter(a_person())
    Letter.objects.filter(pk=old_letter.pk).update(sent_at=moment - timedelta(days=31))
    some_work()
    old_row = DBTaskResult.objects.get()
    some_work()
    DBTaskResult.objects.filter(pk=old_row.pk).update(finished_at=moment - timedelta(days=8))
    for key, days in (("old", 31), ("new", 29)):
        Outcome.objects.create(
            actor="a", key=key, action="a.b", given="", thing=None, recorded_at=moment - timedelta(days=days)
        )
    for seconds in (-1, 60):
        session = sessions()
        session.set_expiry(seconds)
        session.create()
        UserSession.objects.create(user=a_person(), ip="127.0.0.1", session_key=session.session_key)
    events = Event.objects.count()
    result = said(clear_away({}, heard))
    assert result.values == {"letters": 1, "addresses": 0, "files": 0, "work": 0, "readings": 0, "rows": 2}
    assert list(Letter.objects.all()) == [new_letter]
    assert DBTaskResult.objects.count() == 1
    assert list(Outcome.objects.filter(actor="a").values_list("key", flat=True)) == ["new"]
    left = sessions.get_model_class().objects.get()
    assert UserSession.objects.get().session_key == left.session_key
    assert Event.objects.count() == events


def test_work_that_has_long_been_over_goes_and_its_events_stay(heard):
    moment = datetime.now(UTC)
    ages = {"done": 91, "failed": 91, "stopped": 89, "waiting": None, "running": None}
    kept = {state: some_work() for state in ages}
    for state, days in ages.items():
        ended = moment - timedelta(days=days) if days else None
        Work.objects.filter(pk=kept[state].pk).update(state=state, finished_at=ended)

    assert said(clear_away({}, heard)).values["work"] == 2
    assert set(Work.objects.values_list("state", flat=True)) == {"stopped", "waiting", "running"}
    assert Event.objects.filter(thing=kept["done"].pk).order_by("number").last().action == "work.thinned"
    assert list(thing_faults()) == []
    assert clear_away({}, heard).values["work"] == 0


def test_work_that_another_worker_took_away_meanwhile_is_not_counted(heard, monkeypatch):
    gone, over = some_work(), some_work()
    Work.objects.filter(pk=over.pk).update(state="done", finished_at=datetime.now(UTC))
    monkeypatch.setattr("svangrum.jobs.kinds.clearing.finished_before", lambda _moment: [gone.pk, over.pk])
    Work.objects.filter(pk=gone.pk).delete()

    assert clear_away({}, heard).values["work"] == 1


def test_mails_that_lie_as_files_go_as_letters_do(store, settings, heard):
    """Links that open what they were sent for stand in them."""
    settings.EMAIL_FILE_PATH = str(store / "mails")
    (store / "mails").mkdir()
    moment = datetime.now(UTC).timestamp()
    for name, days in (("old.eml", 31), (".cut-short", 31), ("new.eml", 29)):
        (store / "mails" / name).write_text("https://svangrum.example/inbjudan/hemlig")
        os.utime(store / "mails" / name, (moment, moment - days * 86_400))
    assert clear_away({}, heard).values["files"] == 2
    assert [path.name for path in (store / "mails").iterdir()] == ["new.eml"]


def test_addresses_of_dialogues_that_nobody_closes_and_applications_that_nobody_answers_go(heard):
    long_ago = datetime.now(UTC) - timedelta(days=400)
    a_stranger_asks(a_dialogue(at=long_ago, answers_until=long_ago.date() + timedelta(days=21)), at=long_ago)
    told = {"orgnr": a_number(), "name": "Nykomlingen", "email": "hej@nykomlingen.example"}
    apply(by=PUBLIC, recorded_at=long_ago, **told)
    assert said(clear_away({}, heard)).values["addresses"] == 2
    assert not Addressee.objects.exclude(email="")
    assert not Application.objects.exclude(email="")


def test_administrators_are_told_once_of_a_key_that_expires_soon(heard):
    here = an_organisation()
    chief = a_member(here, Role.ADMINISTRATOR)
    a_member(here, Role.CONTROLLER)
    moment = datetime.now(UTC)
    for days, more in ((10, {}), (20, {}), (5, {"revoked_at": moment}), (-1, {})):
        Token.objects.create(
            organisation=here,
            name=f"om {days}",
            prefix="12345678",
            secret_digest=str(days),
            expires_at=moment + timedelta(days=days),
            **more,
        )
    for _ in range(2):
        assert said(remind({}, heard)).values == {"count": 1, "lapsed": 0}
    letter = Letter.objects.get()
    assert (letter.person, letter.code, letter.values["name"]) == (chief, "key-expires", "om 10")
    assert Event.objects.filter(action="token.expiry-told").count() == 1
