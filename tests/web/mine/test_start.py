"""*Mina sidor*: what is mine to do first, said in one sentence; the only organisation is entered by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from svangrum.core.language import LANGUAGES
from svangrum.records.accounts.actions.deputies import name_deputy
from svangrum.records.accounts.actions.invitations import invite
from svangrum.records.actors import Role
from svangrum.records.tokens.actions import create_token
from svangrum.web.clock import now, today
from svangrum.web.pages import address
from tests.records.build import a_member, a_person, actor, an_operator, an_organisation, signed_in
from tests.web.page import read

DAY = timedelta(days=1)


def todo(client, language="sv"):
    return [one.text.strip() for one in read(client.get(address("mine", language))).all("li") if one.text.strip()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_to_do_is_said_well(client, organisation, language):
    signed_in(client, a_member(organisation, Role.CONTROLLER), organisation)
    heading = read(client.get(address("mine", language))).one("h1").text
    assert heading == {"sv": "Inget väntar på dig.", "en": "Nothing is waiting for you."}[language]


def test_a_role_that_signs_demands_a_second_factor(mine):
    page = read(mine.get("/mina-sidor"))
    assert page.one("h1").text == "En sak väntar på dig."
    assert page.one("ul", class_="todo").text.strip().startswith("Slå på ett andra steg")


def test_deputies_are_told_of_before_they_begin_and_before_they_end(mine, me, organisation):
    other = a_member(organisation, Role.CONTROLLER, person=a_person(name="Robin Dal"))
    given = {"organisation": organisation.pk, "member": me.pk, "deputy": other.pk}
    by = actor(me, organisation)
    name_deputy(by=by, recorded_at=now(), since=today(), until=today() + 3 * DAY, **given)
    name_deputy(by=by, recorded_at=now(), since=today() + 5 * DAY, until=today() + 90 * DAY, **given)
    name_deputy(by=by, recorded_at=now(), since=today() + 99 * DAY, until=today() + 100 * DAY, **given)
    told = read(mine.get("/mina-sidor")).one("ul", class_="todo").text
    assert told.count("Robin Dal ersätter dig till och med") == 1
    assert told.count("Robin Dal ersätter dig från") == 1


def test_a_deputy_is_told_too(client, me, organisation):
    deputy = a_member(organisation, Role.CONTROLLER)
    name_deputy(
        by=actor(me, organisation),
        recorded_at=now(),
        organisation=organisation.pk,
        member=me.pk,
        deputy=deputy.pk,
        since=today(),
        until=today() + DAY,
    )
    signed_in(client, deputy, organisation)
    assert "Du ersätter Kim Alm till och med" in read(client.get("/mina-sidor")).one("ul", class_="todo").text


def test_administrators_are_reminded_of_invitations_and_keys_that_run_out(client, organisation):
    boss = a_member(organisation, Role.ADMINISTRATOR)
    by = actor(boss, organisation)
    early = now() - 12 * DAY
    invite(by=by, recorded_at=early, organisation=organisation.pk, email="ny@sjoby.example", roles=["controller"])
    invite(by=by, recorded_at=now(), organisation=organisation.pk, email="sen@sjoby.example", roles=["controller"])
    key = {"organisation": organisation.pk, "scopes": ["purchases:read"]}
    create_token(by=by, recorded_at=now(), name="Systemet", expires_at=now() + 20 * DAY, **key)
    create_token(by=by, recorded_at=now(), name="Senare", expires_at=now() + 60 * DAY, **key)
    signed_in(client, boss, organisation)
    told = read(client.get("/mina-sidor")).one("ul", class_="todo").text
    assert "ny@sjoby.example har inte svarat" in told
    assert "API-nyckeln Systemet slutar gälla" in told
    assert "sen@sjoby.example" not in told
    assert "Senare" not in told


def test_members_are_not_told_of_keys_and_invitations(mine, organisation):
    boss = actor(a_member(organisation, Role.ADMINISTRATOR), organisation)
    invite(
        by=boss,
        recorded_at=now() - 12 * DAY,
        organisation=organisation.pk,
        email="ny@sjoby.example",
        roles=["controller"],
    )
    assert "ny@sjoby.example" not in mine.get("/mina-sidor").content.decode()


def test_the_only_organisation_is_entered_by_itself(client, me, organisation):
    signed_in(client, me)
    session = client.session
    session.pop("organisation", None)
    session.save()
    assert client.get("/en/my-pages").headers["Location"] == "/en/my-pages"
    assert "Sjöby kommun" in read(client.get("/en/my-pages")).one("p", class_="municipality").text


def test_who_belongs_nowhere_is_told_what_to_do(client, db):
    signed_in(client, a_person())
    assert "bjuda in dig" in client.get("/mina-sidor").content.decode()


@pytest.mark.parametrize("member", [False, True])
def test_the_operator_finds_the_organisations_and_the_work_once(client, organisation, member):
    person = an_operator()
    if member:
        a_member(organisation, Role.CONTROLLER, person=person)
    signed_in(client, person, organisation if member else None)
    page = client.get("/mina-sidor").content.decode()
    assert page.count('href="/drift/organisationer"') == 1
    assert page.count('href="/arbete"') == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_from_the_page_leads_somewhere(mine, language):
    page = read(mine.get(address("mine", language)))
    links = {one.attributes["href"] for one in page.all("a") if "/m" in one.attributes["href"]}
    assert links
    assert {link: mine.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_a_stranger_is_led_to_sign_in(client, db):
    assert client.get("/mina-sidor").headers["Location"] == "/logga-in?next=/mina-sidor"
    assert an_organisation().pk
