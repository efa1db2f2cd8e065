"""What is known about me: all of it, no secret, and nobody else's."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.apps import apps
from django.db.models import DateTimeField

from svangrum.core.language import LANGUAGES, has_words, words
from svangrum.records.accounts import known
from svangrum.records.accounts.known import tables
from svangrum.records.accounts.models import Person
from svangrum.records.events.models import Event, Outcome
from svangrum.web.mine.known import name_of_table
from svangrum.web.mine.readable import FIELDS, UNTOLD, is_moment, readable
from svangrum.web.pages import address
from tests.harness.repository import nothing
from tests.records.build import a_person
from tests.web.page import read


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_that_could_hold_something_has_words(language):
    names = {f"{kind} ({role})": name_of_table(kind, role, language) for kind, role in tables()}
    assert [name for code, name in names.items() if name == code] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_what_is_kept(mine, me, language):
    text = mine.get(address("mine-data", language)).content.decode()
    assert me.email in text
    assert words("role.procurement-officer", language) in text
    assert "procurement-officer" not in text


def test_every_field_of_every_table_is_shown_in_words_or_left_to_the_file(me):
    told = {("accounts.person", ""), *fields_told()}
    nothing(sorted(f"{where} {name}" for where, name in told if name and name not in {*FIELDS, *UNTOLD}))
    nothing([name for name in FIELDS if name in UNTOLD or not has_words(f"mine.known.field.{name}")])


def test_what_is_named_as_a_moment_is_one():
    kept = [one for model in apps.get_models() for one in model._meta.concrete_fields if one.attname in FIELDS]
    nothing([str(one) for one in kept if is_moment(one.attname) != isinstance(one, DateTimeField)])


def fields_told():
    """Where something about a person is told, and under which name."""
    for model in apps.get_models():
        if any(kind == model._meta.label_lower for kind, _ in tables()) and model not in {Event, Outcome}:
            whole = model._meta.app_label in known._OWN
            for one in model._meta.concrete_fields:
                if one.name not in known._SECRET and (whole or known._links(one)):
                    yield model._meta.label_lower, one.attname
    yield from (("events.event", name) for name in known._told(Event()))


ROWS = [
    ({"action": "person.changed"}, [("Vad", "Ändrade namn eller språk")]),
    ({"action": "token.created"}, [("Vad", "Skapade API-nyckeln …")]),
    ({"action": "thing.of-an-extension"}, [("Vad", "thing.of-an-extension")]),
    ({"roles": ["controller", "administrator"]}, [("Roller", "Controller, Administratör")]),
    ({"code": "shared", "pace": "daily", "topic": "work"}, None),
    ({"type": "totp", "last_used_at": "2026-11-27T09:30:00+00:00"}, None),
    ({"user_agent": "firefox windows", "ip": "0.0.0.0"}, [("Webbläsare", "Firefox på Windows")]),  # noqa: S104 - kept so
    ({"name": "2026-11-27T10:30 Kim"}, [("Namn", "2026-11-27T10:30 Kim")]),
    ({"last_login": "2026-11-27T09:30:00+00:00"}, [("Senast inloggad", "2026-11-27 10.30")]),
    (
        {"organisation_id": "a", "department_id": None, "verified": True},
        [("Organisation", "Bergs"), ("Bekräftad", "Ja")],
    ),
]


@pytest.mark.parametrize(("row", "told"), ROWS)
def test_values_are_in_words(row, told):
    shown = readable(row, {"a": "Bergs"}, "sv")
    assert shown == told if told else not set(row.values()) & {value for _, value in shown}


def test_the_page_says_who_answers_for_it_how_long_and_where_to_complain(mine):
    text = mine.get("/mina-sidor/uppgifter").content.decode()
    for said in ("Personuppgiftsansvarig: Sjöby kommun, eller", "30 dagar", "Rättslig grund", "https://www.imy.se/"):
        assert said in text


@pytest.mark.parametrize(("language", "written"), [("sv", "2026-11-28 00.05"), ("en", "2026-11-28 00:05")])
def test_a_moment_is_shown_as_clocks_in_sweden_show_it(mine, me, language, written):
    Person.objects.filter(pk=me.pk).update(joined_at=datetime(2026, 11, 27, 23, 5, tzinfo=UTC))
    assert written in mine.get(address("mine-data", language)).content.decode()


def test_the_file_has_everything_and_no_secret(mine, me):
    form = {"key": str(uuid4()), "version": me.version, "name": "Kim Berg", "language": "en"}
    mine.post("/mina-sidor/profil", form)
    response = mine.get("/mina-sidor/uppgifter.json")
    assert "attachment" in response["Content-Disposition"]
    kept = {(one["kind"], one["as"]): one["rows"] for one in json.loads(response.content)["kept"]}
    assert kept["accounts.person", ""][0]["email"] == me.email
    assert kept["accounts.membership", "person"][0]["roles"] == ["procurement-officer"]
    assert "person.changed" in {row["action"] for row in kept["events.event", "person"]}
    me.refresh_from_db()
    assert me.password.encode() not in response.content
    assert mine.session.session_key.encode() not in response.content


def test_nothing_of_others_is_told(mine, organisation):
    other = a_person(email="annan@sjoby.example", name="Någon Annan")
    told = mine.get("/mina-sidor/uppgifter.json").content.decode() + mine.get("/mina-sidor/uppgifter").content.decode()
    assert other.email not in told
    assert "Någon Annan" not in told
    assert read(mine.get("/mina-sidor/uppgifter")).one("h1").text == "Det här vet vi om dig"
