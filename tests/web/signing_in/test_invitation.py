"""Invitations: used once, by somebody new, by who has an account, and by nobody when they are over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from svangrum.records.accounts.actions.invitations import invite, withdraw_invitation
from svangrum.records.accounts.models import Invitation, Membership, Person
from svangrum.web.clock import now
from tests.records.build import PASSWORD, a_member, a_person, actor, an_organisation, signed_in
from tests.web.page import read

NEW = {"full_name": "Alex Ny", "password1": "ett långt nytt lösenord"}


@pytest.fixture
def boss(town):
    return a_member(town, "administrator")


@pytest.fixture
def secret(boss, town) -> str:
    return invited(boss, town)


def invited(boss, town, email: str = "alex@exempelstad.example", ago: int = 0, **more) -> str:
    """The secret of an invitation that was sent so many days ago."""
    when = now() - timedelta(days=ago)
    sent = invite(
        by=actor(boss, town, on=when.date()),
        recorded_at=when,
        organisation=town.pk,
        email=email,
        roles=["ordering-unit"],
        **more,
    )
    return sent.secret


@pytest.mark.parametrize("known", [False, True], ids=["somebody new", "who has an account"])
def test_before_one_accepts_it_is_told_what_is_kept_and_who_answers_for_it(client, secret, known) -> None:
    if known:
        signed_in(client, a_person())

    page = client.get(f"/inbjudan/{secret}").content.decode()

    assert "Personuppgiftsansvarig är Exempelstad, eller" in page
    assert "raderas adressen 30 dagar efter" in page


def test_somebody_new_becomes_a_member_with_a_password(client, boss, town) -> None:
    secret = invited(boss, town)
    page = client.get(f"/inbjudan/{secret}").content.decode()
    assert "Exempelstad" in page
    assert "alex@exempelstad.example" in page

    response = client.post(f"/inbjudan/{secret}", NEW)

    assert response.headers["Location"] == "/mina-sidor"
    person = Person.objects.get(email="alex@exempelstad.example")
    assert person.name == "Alex Ny"
    assert person.check_password(NEW["password1"])
    assert client.session["organisation"] == str(town.pk)
    assert Membership.objects.get(person=person).roles == ["ordering-unit"]


@pytest.mark.parametrize(("path", "told"), [("/inbjudan/", "använd"), ("/en/invitation/", "has been used")])
def test_one_that_was_used_is_explained_and_logged(client, secret, path, told, caplog) -> None:
    client.post(f"/inbjudan/{secret}", NEW)

    response = Client().post(path + secret, {**NEW, "full_name": "Någon Annan"})

    assert response.status_code == 410
    assert told in read(response).one("p", class_="lead").text
    assert "invitation.used" in [one.code for one in caplog.records if one.name == "svangrum.security"]
    assert Person.objects.filter(name="Någon Annan").count() == 0


def test_one_that_is_too_old_or_withdrawn_or_unknown_is_explained(client, boss, town) -> None:
    old, taken = invited(boss, town, ago=15), invited(boss, town, "bo@exempelstad.example")
    waiting = Invitation.objects.get(email="bo@exempelstad.example")
    withdraw_invitation(by=actor(boss, town), recorded_at=now(), invitation=waiting.pk, version=waiting.version)

    assert [client.post(f"/inbjudan/{one}", NEW).status_code for one in (old, taken, "ingen-sådan")] == [410, 410, 404]
    assert not Person.objects.filter(name="Alex Ny").exists()


def test_what_is_missing_is_asked_for_and_the_name_kept(client, boss, town) -> None:
    response = client.post(f"/inbjudan/{invited(boss, town)}", {"full_name": "Alex Ny", "password1": "alex ny"})

    assert response.status_code == 422
    page = read(response)
    assert page.one("input", id="full_name").attributes["value"] == "Alex Ny"
    assert "för kort" in page.one("div", class_="trouble").text


def test_a_personal_number_is_no_name(client, boss, town) -> None:
    response = client.post(f"/inbjudan/{invited(boss, town)}", {**NEW, "full_name": "Alex 811218-9876"})

    assert response.status_code == 422
    assert "inget personnummer" in response.content.decode()


def test_a_password_like_the_name_is_refused(client, boss, town) -> None:
    response = client.post(
        f"/inbjudan/{invited(boss, town)}", {"full_name": "Alexander Nyblom", "password1": "alexandernyblom"}
    )

    assert "liknar ditt namn" in response.content.decode()


def test_who_is_signed_in_joins(client, boss, town) -> None:
    person = a_member(an_organisation(), "ordering-unit")
    secret = invited(boss, town, person.email)
    signed_in(client, person)
    assert person.name in client.get(f"/inbjudan/{secret}").content.decode()

    client.post(f"/inbjudan/{secret}")

    assert Membership.objects.filter(person=person, organisation=town).exists()
    assert client.session["organisation"] == str(town.pk)


def test_who_has_an_account_signs_in_and_comes_back(client, boss, town) -> None:
    person = a_person("alex@exempelstad.example")
    secret = invited(boss, town, person.email)

    link = read(client.get(f"/inbjudan/{secret}")).one("a", class_="button").attributes["href"]
    assert client.post(f"/inbjudan/{secret}", NEW).status_code == 200
    response = client.post(link, {"login": person.email, "password": PASSWORD})

    assert response.headers["Location"] == f"/inbjudan/{secret}"


def test_guessing_is_limited_and_a_right_one_is_not(client, secret) -> None:
    statuses = [client.get(f"/inbjudan/gissning-{number}").status_code for number in range(21)]

    assert statuses == [404] * 20 + [429]
    assert client.get(f"/inbjudan/{secret}").status_code == 200
