"""Sessions: bound to their browser, ended by age, by a new password and from elsewhere; and why, told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from svangrum.records.accounts.actions.leaving import erase_person
from svangrum.records.accounts.models import Person
from svangrum.web.signing_in import sessions
from svangrum.web.signing_in.listening import NOWHERE
from tests.records.build import NOW, OPERATOR, PASSWORD, signed_in
from tests.web.inhabited import prepare
from tests.web.page import read
from tests.web.signing_in.steps import FIREFOX, SAFARI, sign_in, with_app

IN_FIREFOX, ON_PHONE = {"user-agent": FIREFOX}, {"user-agent": SAFARI}


@pytest.fixture
def later(monkeypatch):
    """Lets so much time pass."""
    moved = timedelta()
    now = sessions.now

    def pass_by(**given: int) -> None:
        nonlocal moved
        moved += timedelta(**given)

    monkeypatch.setattr(sessions, "now", lambda: now() + moved)
    return pass_by


def told_why(client: Client, language: str = "sv", **more) -> str:
    path = "/logga-in" if language == "sv" else "/en/sign-in"
    return read(client.get(path, **more)).one("div", class_="caution").text


def test_a_stolen_session_is_ended_told_written_about_and_logged(client, person, caplog) -> None:
    sign_in(client, person, headers=IN_FIREFOX)
    mail.outbox.clear()
    thief = Client()
    thief.cookies["svangrum"] = client.cookies["svangrum"].value

    response = thief.get("/sakerhet", headers=ON_PHONE)

    assert response.status_code == 302
    assert "en annan webbläsare" in told_why(thief, headers=ON_PHONE)
    assert mail.outbox[0].subject == "Vi avslutade en inloggning"
    (line,) = [one for one in caplog.records if one.name == "svangrum.security"]
    assert (line.code, line.person) == ("session.browser", str(person.pk))
    assert client.get("/sakerhet", headers=IN_FIREFOX).status_code == 302
    assert "Någon försökte använda" in told_why(client, headers=IN_FIREFOX)


def test_a_browser_that_is_updated_stays_signed_in(client, person) -> None:
    sign_in(client, person, headers=IN_FIREFOX)

    assert client.get("/sakerhet", headers={"user-agent": FIREFOX.replace("145.0", "146.0.1")}).status_code == 200


def test_a_session_ends_after_a_day_however_used(client, person, later) -> None:
    signed_in(client, person)
    for _ in range(4):
        later(hours=6)
        client.get("/sakerhet")
    later(hours=1)

    assert client.get("/sakerhet").status_code == 302
    assert "Ett dygn" in told_why(client)


def test_a_session_not_used_for_long_is_gone_and_it_is_told(client, person) -> None:
    signed_in(client, person)
    Session.objects.all().delete()

    assert client.get("/en/security").status_code == 302
    assert "away for a while" in told_why(client, "en")


def test_an_old_cookie_makes_no_row_where_anyone_may_read(client, person) -> None:
    signed_in(client, person)
    Session.objects.all().delete()

    client.get("/om")

    assert not Session.objects.exists()
    assert client.cookies["svangrum"].value == ""


@pytest.mark.parametrize(("path", "told"), [("/logga-in", "borta en stund"), ("/en/sign-in", "away for a while")])
def test_who_goes_straight_to_sign_in_is_told_why(client, person, path, told) -> None:
    signed_in(client, person)
    Session.objects.all().delete()

    assert told in read(client.get(path)).one("div", class_="caution").text


def test_reading_pages_keeps_a_session_without_writing_each_time(
    client, person, later, django_assert_num_queries
) -> None:
    signed_in(client, person)
    client.get("/sakerhet")
    before = Session.objects.get().expire_date
    client.get("/sakerhet")
    assert Session.objects.get().expire_date == before

    later(minutes=6)
    client.get("/sakerhet")
    assert Session.objects.get().expire_date > before


def test_nothing_of_the_network_and_no_header_is_kept(client, person) -> None:
    sign_in(client, person, headers=IN_FIREFOX, REMOTE_ADDR="203.0.113.7")

    kept = UserSession.objects.get()
    assert (kept.ip, kept.user_agent) == (NOWHERE, "firefox windows")
    assert "203.0.113.7" not in str(Session.objects.get().get_decoded())


@pytest.mark.parametrize(
    ("path", "here"), [("/sakerhet/inloggningar", "den här webbläsaren"), ("/en/security/sessions", "this browser")]
)
def test_sessions_are_listed_in_plain_words(client, person, path, here) -> None:
    sign_in(Client(), person, headers=ON_PHONE)
    sign_in(client, person, headers=IN_FIREFOX)

    names = [one.text.strip() for one in read(client.get(path, headers=IN_FIREFOX)).all("h2")]

    assert any(one.endswith(here) and one.startswith("Firefox") for one in names)
    assert any("Safari" in one for one in names)


def test_one_session_is_ended_and_told_there(client, person) -> None:
    phone = Client()
    sign_in(phone, person, headers=ON_PHONE)
    sign_in(client, person, headers=IN_FIREFOX)
    other = UserSession.objects.get(user_agent="safari iphone")

    client.post("/sakerhet/inloggningar", {"session": other.pk}, headers=IN_FIREFOX)

    assert phone.get("/sakerhet", headers=ON_PHONE).status_code == 302
    assert "avslutade den här inloggningen" in told_why(phone, headers=ON_PHONE)
    assert client.get("/sakerhet", headers=IN_FIREFOX).status_code == 200


def test_another_persons_session_is_not_there(client, person, officer) -> None:
    sign_in(Client(), officer)
    sign_in(client, person)

    theirs = UserSession.objects.get(user=officer)
    assert client.post("/sakerhet/inloggningar", {"session": theirs.pk}).status_code == 404
    assert UserSession.objects.filter(user=officer).exists()


def test_a_new_password_ends_all_others(client, person) -> None:
    phone = Client()
    sign_in(phone, person, headers=ON_PHONE)
    sign_in(client, person)
    mail.outbox.clear()

    changed = client.post("/sakerhet/losenord", {"oldpassword": PASSWORD, "password1": "ett helt annat lösenord"})

    assert changed.status_code == 302
    assert client.get("/sakerhet").status_code == 200
    assert phone.get("/sakerhet", headers=ON_PHONE).status_code == 302
    assert "lösenord har bytts" in told_why(phone, headers=ON_PHONE)
    assert [one.subject for one in mail.outbox] == ["Ditt lösenord är bytt"]
    assert Person.objects.get(pk=person.pk).check_password("ett helt annat lösenord")


def test_the_back_button_shows_nothing_after_signing_out(client, person) -> None:
    signed_in(client, person)

    assert "no-store" in client.get("/om").headers["Cache-Control"]
    client.post("/logga-ut")
    assert "no-store" not in client.get("/om").headers.get("Cache-Control", "")


def test_a_form_from_before_signing_out_is_refused_and_explained(person) -> None:
    client = Client(enforce_csrf_checks=True)
    signed_in(client, person)
    token = read(client.get("/sakerhet/losenord")).all("input", name="csrfmiddlewaretoken")
    sent = {
        "csrfmiddlewaretoken": token[0].attributes["value"],
        "oldpassword": PASSWORD,
        "password1": "nytt och långt ord",
    }
    client.post("/logga-ut", sent)

    again = client.post("/sakerhet/losenord", sent)

    assert again.status_code == 302
    assert again.headers["Location"].startswith("/logga-in")
    assert Person.objects.get(pk=person.pk).check_password(PASSWORD)


def test_a_form_without_its_mark_is_refused_and_explained(person) -> None:
    client = Client(enforce_csrf_checks=True)
    signed_in(client, person)

    response = client.post("/sakerhet/losenord", {"oldpassword": PASSWORD, "password1": "nytt och långt ord"})

    assert response.status_code == 403
    assert read(response).one("h1").text


def test_who_has_left_is_signed_in_nowhere_and_nothing_is_kept(client, person) -> None:
    sign_in(client, person)
    with_app(person)
    found = Person.objects.get(pk=person.pk)

    erase_person(by=OPERATOR, recorded_at=NOW, person=person.pk, version=found.version)

    assert client.get("/sakerhet").status_code == 302
    for model in (EmailAddress, Authenticator, UserSession):
        assert not model.objects.filter(user=person).exists()


def test_over_https_the_cookies_are_bound_to_the_host(tmp_path) -> None:
    named = prepare(tmp_path, "tests.web.signing_in.steps:cookies", SVANGRUM_HTTPS="1")

    assert named == {
        "svangrum": ["__Host-svangrum", True],
        "form": ["__Host-svangrum-form", True],
        "known": "__Host-svangrum-known",
    }


@pytest.mark.parametrize("path", ["/", "/om", "/vagledning", "/en/"])
def test_who_only_reads_gets_no_cookie(client, db, path) -> None:
    client.get(path)

    assert not client.cookies
