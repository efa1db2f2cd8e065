"""Passwords: forgotten, renewed, changed; each thing that can be wrong with one, in both languages."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svangrum.jobs.letters.delivery import deliver_due
from svangrum.records.accounts.models import Person
from svangrum.records.letters.models import Letter, PasswordAsked
from svangrum.web.clock import now
from tests.records.build import PASSWORD, signed_in
from tests.web.page import read
from tests.web.signing_in.steps import sign_in

NEW = "ett helt annat lösenord"
WRONG = [
    ("kort", "för kort", "too short"),
    ("", "Välj ett lösenord", "Choose a password"),
    ("123456789012345", "bara siffror", "digits alone"),
    ("administrator", "Många har", "Many people"),
    ("Kim Exempel 1", "liknar ditt namn", "like your name"),
]


def link_in_letter() -> str:
    """The path that the last letter leads to."""
    found = re.search(r"https?://[^/\s]+(/\S*new-password/\S+|/nytt-losenord/\S+)", mail.outbox[-1].body)
    assert found
    return found[1]


def asked_for(client, person) -> str:
    client.post("/glomt-losenord", {"email": person.email})
    deliver_due(now())
    return link_in_letter()


def test_a_forgotten_password_is_renewed_by_a_letter_and_all_is_ended(client, person, client_elsewhere) -> None:
    sign_in(client_elsewhere, person)
    path = asked_for(client, person)
    shown = client.get(path)
    assert shown.headers["Location"] == path.rpartition("/")[0] + "/set-password"

    done = client.post(shown.headers["Location"], {"password1": NEW})

    assert done.headers["Location"] == "/nytt-losenord/klart"
    assert client_elsewhere.get("/sakerhet").status_code == 302
    assert sign_in(client, person, NEW).headers["Location"] == "/mina-sidor"


@pytest.fixture
def client_elsewhere():
    from django.test import Client

    return Client()


def test_the_letter_is_in_the_persons_language_wherever_it_was_asked_for(client, person) -> None:
    Person.objects.filter(pk=person.pk).update(language="en")

    assert asked_for(client, person).startswith("/en/new-password/")


def test_a_link_works_once_and_then_is_explained(client, person, caplog) -> None:
    path = asked_for(client, person)
    client.get(path)
    client.post(path.rpartition("/")[0] + "/set-password", {"password1": NEW})

    response = client.get(path)

    assert response.status_code == 410
    assert "redan använd" in response.content.decode()
    assert "password.link-refused" in [one.code for one in caplog.records if one.name == "svangrum.security"]


def test_an_unknown_address_gets_the_same_answer_and_no_letter(client, person) -> None:
    known = client.post("/glomt-losenord", {"email": person.email})
    unknown = client.post("/glomt-losenord", {"email": "ingen@exempelstad.example"})

    assert known.headers["Location"] == unknown.headers["Location"] == "/glomt-losenord/skickat"
    assert mail.outbox == []
    deliver_due(now())
    assert [letter.to for letter in mail.outbox] == [[person.email]]
    deliver_due(now())
    assert len(mail.outbox) == 1


def test_an_unknown_address_costs_as_much_as_one_with_an_account(client, person) -> None:
    client.post("/glomt-losenord", {"email": "forst@exempelstad.example"})
    asked = []
    for email in (person.email, "ingen@exempelstad.example"):
        with CaptureQueriesContext(connection) as queries:
            client.post("/glomt-losenord", {"email": email})
        asked.append([re.sub(r"('[^']*'|\bNULL\b|\d+(\.\d+)?)(::\w+)?", "?", one["sql"]) for one in queries])

    assert asked[0] == asked[1]


def test_neither_the_address_nor_the_link_is_kept_while_the_letter_waits(client, person, server_is_down) -> None:
    for email in (person.email, "ingen@exempelstad.example"):
        client.post("/glomt-losenord", {"email": email})
    assert [asked.person for asked in PasswordAsked.objects.order_by("asked_at")] == [person, None]

    deliver_due(now())

    kept = Letter.objects.get()
    assert (kept.person, kept.code, kept.parts, kept.values) == (person, "new-password", {}, {})
    assert not PasswordAsked.objects.exists()


@pytest.fixture
def server_is_down(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


@pytest.mark.parametrize(("written", "swedish", "english"), WRONG)
def test_what_is_wrong_with_a_password_is_told_plainly(client, person, written, swedish, english) -> None:
    signed_in(client, person)
    for path, told in (("/sakerhet/losenord", swedish), ("/en/security/password", english)):
        response = client.post(path, {"oldpassword": PASSWORD, "password1": written})

        assert response.status_code == 422
        assert told in read(response).one("div", class_="trouble").text
    assert Person.objects.get(pk=person.pk).check_password(PASSWORD)


@pytest.mark.parametrize(
    ("path", "told"), [("/sakerhet/losenord", "Det är inte lösenordet"), ("/en/security/password", "not the password")]
)
def test_the_password_now_must_be_right(client, person, path, told) -> None:
    signed_in(client, person)

    response = client.post(path, {"oldpassword": "fel-lösenord-helt", "password1": NEW})

    assert told in read(response).one("div", class_="trouble").text


def test_who_has_no_password_may_choose_one_only_after_signing_in_lately(client, person) -> None:
    Person.objects.filter(pk=person.pk).update(password="!")  # noqa: S106 - none can be it
    person.refresh_from_db()
    signed_in(client, person)

    assert client.get("/sakerhet/losenord").headers["Location"] == "/sakerhet/valj-losenord"
    assert client.get("/sakerhet/valj-losenord").headers["Location"].startswith("/bekrafta/tjanst")


@pytest.mark.parametrize("path", ["/sakerhet/valj-losenord", "/en/security/choose-password"])
def test_a_password_never_waits_in_the_session_until_one_has_shown_who_one_is(client, person, path) -> None:
    Person.objects.filter(pk=person.pk).update(password="!")  # noqa: S106 - none can be it
    person.refresh_from_db()
    signed_in(client, person)

    response = client.post(path, {"password1": NEW})

    assert response.status_code == 302
    assert "password1" not in str(client.session.items())
