"""Signing in and out: password, second factor, recovery codes; what is refused, how it is told, what is logged."""

from __future__ import annotations

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail

from svangrum.records.accounts.models import Person
from tests.records.build import PASSWORD
from tests.web.page import read
from tests.web.signing_in.steps import FIREFOX, SAFARI, code_of, sign_in, with_app


def test_address_and_password_let_in_and_choose_the_only_organisation(client, person, town) -> None:
    response = sign_in(client, person)

    assert response.status_code == 302
    assert response.headers["Location"] == "/mina-sidor"
    assert client.session["organisation"] == str(town.pk)


def test_one_comes_back_to_the_page_one_asked_for(client, person) -> None:
    response = client.post("/en/sign-in", {"login": person.email, "password": PASSWORD, "next": "/en/security"})

    assert response.headers["Location"] == "/en/security"


def test_one_is_not_led_away_to_another_site(client, person) -> None:
    response = client.post("/logga-in", {"login": person.email, "password": PASSWORD, "next": "https://annan.example/"})

    assert response.headers["Location"] == "/mina-sidor"


@pytest.mark.parametrize(
    ("path", "told"),
    [("/logga-in", "E-postadressen och lösenordet hör inte ihop"), ("/en/sign-in", "do not belong together")],
)
def test_a_wrong_password_is_told_and_the_address_kept(client, person, path, told, caplog) -> None:
    response = sign_in(client, person, "fel-lösenord-helt", path)

    page = read(response)
    assert response.status_code == 422
    assert told in page.one("div", class_="trouble").text
    assert page.one("input", id="login").attributes["value"] == person.email
    assert page.one("input", id="password").attributes["value"] == ""
    (line,) = [one for one in caplog.records if one.name == "svangrum.security"]
    assert (line.code, line.person, line.page) == ("sign-in.wrong-password", str(person.pk), "account_login")
    assert person.email not in str(vars(line))


def test_an_unknown_address_is_refused_in_the_same_words(client, person) -> None:
    wrong = sign_in(client, person, "fel-lösenord-helt")
    unknown = sign_in(client, Person(email="ingen@exempelstad.example"))

    assert read(wrong).one("div", class_="trouble").text == read(unknown).one("div", class_="trouble").text


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/logga-in", ["Skriv din e-postadress.", "Skriv ditt lösenord."]),
        ("/en/sign-in", ["Write your email address."]),
    ],
)
def test_what_is_missing_is_asked_for(client, path, told, db) -> None:
    trouble = read(client.post(path, {})).one("div", class_="trouble").text

    assert all(one in trouble for one in told)


def test_half_an_address_is_told(client, db) -> None:
    response = client.post("/logga-in", {"login": "kim", "password": PASSWORD})

    assert "Skriv en hel e-postadress" in response.content.decode()


def test_a_closed_account_is_told_only_to_who_knows_its_password(client, person, caplog) -> None:
    Person.objects.filter(pk=person.pk).update(is_active=False)

    response = sign_in(client, person)

    assert response.headers["Location"] == "/logga-in/avslutat-konto"
    assert "sign-in.closed-account" in [one.code for one in caplog.records if one.name == "svangrum.security"]
    assert "hör inte ihop" in sign_in(client, person, "fel-lösenord-helt").content.decode()


def test_signing_out_takes_a_form(client, person) -> None:
    sign_in(client, person)

    assert client.get("/logga-ut").status_code == 200
    assert client.get("/sakerhet").status_code == 200
    assert client.post("/logga-ut").headers["Location"] == "/"
    assert client.get("/sakerhet").status_code == 302


def test_the_session_is_another_one_after_signing_in(client, person) -> None:
    client.get("/logga-in/nyckel")
    before = client.cookies["svangrum"].value

    sign_in(client, person)

    assert client.cookies["svangrum"].value != before


def test_the_cookies_are_for_the_server_alone(client, person) -> None:
    sign_in(client, person)

    for name in ("svangrum", "svangrum-known"):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert client.cookies["svangrum"]["max-age"] == ""


def test_the_second_factor_is_asked_for(client, officer) -> None:
    secret = with_app(officer)

    response = sign_in(client, officer)
    assert response.headers["Location"] == "/logga-in/kod"
    assert client.get("/sakerhet").status_code == 302

    response = client.post("/logga-in/kod", {"code": code_of(secret)})
    assert response.headers["Location"] == "/mina-sidor"
    assert client.get("/sakerhet").status_code == 200


@pytest.mark.parametrize(
    ("path", "told"), [("/logga-in/kod", "Koden stämmer inte"), ("/en/sign-in/code", "The code is not right")]
)
def test_a_wrong_code_is_told_and_logged(client, officer, path, told, caplog) -> None:
    with_app(officer)
    sign_in(client, officer)

    response = client.post(path, {"code": "000000"})

    assert response.status_code == 422
    assert told in response.content.decode()
    assert "second-factor.wrong-code" in [one.code for one in caplog.records if one.name == "svangrum.security"]


def test_a_code_works_once(client, officer) -> None:
    secret = with_app(officer)
    code = code_of(secret)
    sign_in(client, officer)
    assert client.post("/logga-in/kod", {"code": code}).status_code == 302
    client.post("/logga-ut")

    sign_in(client, officer)
    assert client.post("/logga-in/kod", {"code": code}).status_code == 422


def test_the_second_step_without_the_first_leads_to_the_first(client, db) -> None:
    assert client.get("/en/sign-in/code").headers["Location"] == "/en/sign-in"


def test_a_recovery_code_lets_in_once(client, officer) -> None:
    with_app(officer)
    code = RecoveryCodes.activate(officer).generate_codes()[0]
    sign_in(client, officer)
    assert client.post("/logga-in/kod", {"code": code}).status_code == 302
    client.post("/logga-ut")

    sign_in(client, officer)
    assert client.post("/logga-in/kod", {"code": code}).status_code == 422


def test_a_new_browser_is_told_of_in_a_letter_a_known_one_is_not(client, person) -> None:
    sign_in(client, person, headers={"user-agent": FIREFOX})
    client.post("/logga-ut", headers={"user-agent": FIREFOX})
    sign_in(client, person, headers={"user-agent": FIREFOX})

    (letter,) = mail.outbox
    assert letter.subject == "Du loggade in i en ny webbläsare"
    assert letter.to == [person.email]


def test_the_letter_speaks_the_persons_language(client, person) -> None:
    Person.objects.filter(pk=person.pk).update(language="en")
    sign_in(client, person, headers={"user-agent": SAFARI})

    assert mail.outbox[0].subject == "You signed in from a new browser"
    assert "/en/security/sessions" in mail.outbox[0].body


def test_sign_in_follows_a_person_to_a_new_address(client, person) -> None:
    old = Person(email=person.email)
    person.email = "ny.adress@exempelstad.example"
    person.save()

    assert sign_in(client, old).status_code == 422
    assert sign_in(client, person).status_code == 302
