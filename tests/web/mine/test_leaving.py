"""Leaving an organisation and closing one's account: explained first, done only by who is sure."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from svangrum.core.language import words
from svangrum.records.accounts.actions.deputies import name_deputy
from svangrum.records.accounts.models import Membership, Organisation, OrganisationKind, Person
from svangrum.records.accounts.queries import memberships
from svangrum.records.actors import Role
from svangrum.web.clock import now, today
from tests.records.build import PASSWORD, a_member, actor, an_organisation, signed_in
from tests.web.inhabited import confirm
from tests.web.page import read
from tests.web.signing_in.steps import code_of, with_app


def sent(thing, **written):
    return {"key": str(uuid4()), "version": thing.version, "sure": "yes", "settled": "yes", **written}


@pytest.fixture
def membership(me):
    return Membership.objects.get(person=me)


@pytest.fixture
def leave(organisation):
    return f"/mina-sidor/organisation/{organisation.pk}/lamna"


def test_who_leaves_belongs_no_more(mine, me, membership, leave):
    assert "bjuda in dig igen" in mine.get(leave).content.decode()
    response = mine.post(leave, sent(membership), follow=True)
    assert "Du har lämnat Sjöby kommun." in read(response).one("div", role="status").text
    assert not memberships(me.pk, on=today()).exists()
    assert mine.get(leave).status_code == 404


def test_who_is_not_sure_stays(mine, me, membership, leave):
    response = mine.post(leave, sent(membership, sure=""))
    assert response.status_code == 422
    assert read(response).one("a", href="#sure").text == "Kryssa i rutan om du är säker."
    assert memberships(me.pk, on=today()).exists()


def test_the_last_administrator_hands_over_first(client, organisation):
    boss = a_member(organisation, Role.ADMINISTRATOR)
    signed_in(client, boss, organisation)
    session = client.session
    confirm(session, boss)
    session.save()
    leave = f"/mina-sidor/organisation/{organisation.pk}/lamna"
    response = client.post(leave, sent(boss.memberships.get()))
    assert response.status_code == 422
    assert "Sjöby kommun måste ha någon som administrerar" in read(response).one("div", role="alert").text
    assert client.post("/mina-sidor/avsluta", sent(boss)).status_code == 422
    assert memberships(boss.pk, on=today()).exists()


def test_another_organisation_is_not_there(mine):
    assert mine.get(f"/mina-sidor/organisation/{an_organisation().pk}/lamna").status_code == 404


def test_who_closes_the_account_is_erased_and_signed_out(mine, me):
    """Somebody without a second factor shows the password, and the form is sent again."""
    assert "Det går inte att ångra" in mine.get("/mina-sidor/avsluta").content.decode()
    address = me.email
    led = mine.post("/mina-sidor/avsluta", sent(me)).headers["Location"]
    assert led == "/bekrafta?next=%2Fmina-sidor%2Favsluta"
    assert Person.objects.get(pk=me.pk).is_active
    response = mine.post(led, {"password": PASSWORD}, follow=True)
    assert "Kontot är avslutat." in read(response).one("div", role="status").text
    assert mine.get("/mina-sidor").status_code == 302
    left = Person.objects.get(pk=me.pk)
    assert (left.name, left.is_active) == ("", False)
    assert not Person.objects.filter(email=address).exists()


def test_who_has_a_second_factor_shows_that_and_not_the_password(mine, me):
    secret = with_app(me)
    led = mine.post("/mina-sidor/avsluta", sent(me)).headers["Location"]
    assert led == "/bekrafta/kod?next=%2Fmina-sidor%2Favsluta"
    mine.post("/bekrafta?next=/mina-sidor/avsluta", {"password": PASSWORD})
    assert Person.objects.get(pk=me.pk).is_active
    mine.post(led, {"code": code_of(secret)})
    assert not Person.objects.get(pk=me.pk).is_active


def test_who_hesitates_keeps_the_account(confirmed, me):
    assert confirmed.post("/mina-sidor/avsluta", sent(me, sure="")).status_code == 422
    assert Person.objects.get(pk=me.pk).is_active


def test_what_the_authority_loses_is_named_and_settled_first(confirmed, me, organisation):
    page = read(confirmed.get("/mina-sidor/avsluta"))
    assert f"{organisation.name} kan efteråt inte visa vem" in page.one("section", aria_labelledby="forlorar").text
    response = confirmed.post("/mina-sidor/avsluta", sent(me, settled=""))
    assert response.status_code == 422
    assert read(response).one("a", href="#settled").text == words("error.mine.not-settled", "sv")
    assert Person.objects.get(pk=me.pk).is_active


def test_an_authority_that_was_left_loses_it_too(confirmed, me, membership):
    Membership.objects.filter(pk=membership.pk).update(until=today() - timedelta(days=1))
    assert confirmed.post("/mina-sidor/avsluta", sent(me, settled="")).status_code == 422


def test_an_enterprise_loses_nothing_that_must_be_shown(confirmed, me, organisation):
    Organisation.objects.filter(pk=organisation.pk).update(kind=OrganisationKind.ENTERPRISE)
    assert "forlorar" not in read(confirmed.get("/mina-sidor/avsluta")).ids
    confirmed.post("/mina-sidor/avsluta", sent(me, settled=""))
    assert not Person.objects.get(pk=me.pk).is_active


def test_nobody_leaves_in_anothers_stead(mine, me, organisation, leave):
    absent = a_member(organisation, Role.DECISION_MAKER)
    name_deputy(
        by=actor(absent, organisation),
        recorded_at=now(),
        organisation=organisation.pk,
        member=absent.pk,
        deputy=me.pk,
        since=today(),
        until=today(),
    )
    mine.post("/mina-sidor/organisation", {"organisation": organisation.pk, "instead_of": absent.pk})
    assert mine.get(leave).status_code == 404
    assert mine.post(leave, {"version": 1, "sure": "yes"}).status_code == 404
