"""One's own name, language and letters: kept, refused with what was written, told when someone else was first."""

from __future__ import annotations

from uuid import uuid4

import pytest

from svangrum.records.accounts.actions.people import change_person
from svangrum.records.accounts.models import Person
from svangrum.records.events.models import Event
from svangrum.records.letters.models import Pace
from svangrum.records.letters.queries import paces_of
from svangrum.records.letters.topics import Topic
from svangrum.web.clock import now
from tests.records.build import actor
from tests.web.page import read


def sent(person, **written):
    return {"key": str(uuid4()), "version": person.version, "name": person.name, "language": "sv", **written}


def test_a_name_and_a_language_are_kept_and_told(mine, me):
    response = mine.post("/mina-sidor/profil", sent(me, name="Kim  Berg", language="en"), follow=True)
    assert read(response).one("div", role="status").text.strip() == "Det är sparat."
    me.refresh_from_db()
    assert (me.name, me.language) == ("Kim Berg", "en")


def test_the_same_form_sent_again_changes_nothing(mine, me):
    form = sent(me, name="Kim Berg")
    assert mine.post("/mina-sidor/profil", form).status_code == 302
    done = Event.objects.filter(thing=me.pk).count()
    assert mine.post("/mina-sidor/profil", form).status_code == 302
    assert Event.objects.filter(thing=me.pk).count() == done


def test_what_is_wrong_comes_back_with_what_was_written(mine, me):
    response = mine.post("/mina-sidor/profil", sent(me, name=" ", language="en"))
    page = read(response)
    assert response.status_code == 422
    assert page.one("a", href="#name").text == "Skriv ditt namn."
    assert page.one("input", type="radio", value="en").attributes["checked"] == ""
    assert Person.objects.get(pk=me.pk).version == me.version


def test_a_personal_number_is_refused(mine, me):
    response = mine.post("/mina-sidor/profil", sent(me, name="Kim 19811218-9876"))
    assert response.status_code == 422
    assert "personnummer" in read(response).one("div", role="alert").text


def test_who_was_second_sees_both_and_loses_nothing(mine, me):
    form = sent(me, name="Min Version")
    change_person(
        by=actor(me), recorded_at=now(), person=me.pk, version=me.version, name="Deras Version", language="en"
    )
    response = mine.post("/mina-sidor/profil", form)
    trouble = read(response).one("div", role="alert").text
    assert response.status_code == 409
    assert "Deras Version" in trouble
    assert "Min Version" in trouble
    again = {**form, "key": str(uuid4()), "version": read(response).one("input", name="version").attributes["value"]}
    assert mine.post("/mina-sidor/profil", again).status_code == 302
    assert Person.objects.get(pk=me.pk).name == "Min Version"


@pytest.mark.parametrize("version", ["", "x", "-1", "²", "9" * 30])
def test_a_version_that_no_form_of_ours_sends_is_an_old_one(mine, me, version):
    assert mine.post("/mina-sidor/profil", sent(me, version=version)).status_code == 409


def test_each_topic_has_a_pace_of_its_own(mine, me):
    form = {"key": str(uuid4()), "shared": "daily", "work": "never", "keys": "at-once"}
    assert mine.post("/mina-sidor/brev", form).status_code == 302
    paces = paces_of(me.pk)
    assert (paces[Topic.SHARED], paces[Topic.WORK], paces[Topic.KEYS]) == (Pace.DAILY, Pace.NEVER, Pace.AT_ONCE)
    assert read(mine.get("/mina-sidor/brev")).one("input", id="work-3").attributes["checked"] == ""


def test_letters_of_security_cannot_be_silenced(mine, me):
    mine.post("/mina-sidor/brev", {"key": str(uuid4()), "security": "never", "shared": "elsewhen"})
    assert set(paces_of(me.pk).values()) == {Pace.AT_ONCE}
