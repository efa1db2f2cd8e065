"""Choosing an organisation: only those open to one, one's own and those of whom one is a deputy."""

from __future__ import annotations

from datetime import timedelta

import pytest

from svangrum.records.accounts.actions.deputies import name_deputy
from svangrum.records.actors import Role
from svangrum.web.clock import now, today
from tests.records.build import a_member, a_person, actor, an_organisation
from tests.web.page import read


@pytest.fixture
def second(me):
    organisation = an_organisation(name="Bergs region")
    a_member(organisation, Role.CONTROLLER, person=me)
    return organisation


def test_all_ones_organisations_stand_there_with_their_roles(mine, second):
    text = mine.get("/mina-sidor/organisation").content.decode()
    for name in ("Sjöby kommun", "Bergs region", "Upphandlare", "Controller", "Här är du nu"):
        assert name in text


def test_the_other_organisation_is_entered(mine, second):
    response = mine.post("/mina-sidor/organisation", {"organisation": second.pk}, follow=True)
    page = read(response)
    assert "Bergs region" in page.one("p", class_="municipality").text
    assert page.one("div", role="status").text.strip() == "Nu är du i Bergs region."


@pytest.mark.parametrize("asked", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_another_place_is_not_there(mine, organisation, asked):
    assert mine.post("/mina-sidor/organisation", {"organisation": asked}).status_code == 404


def test_another_organisation_is_not_there_and_one_stays_where_one_is(mine):
    foreign = an_organisation(name="Fjärran kommun")
    assert mine.post("/mina-sidor/organisation", {"organisation": foreign.pk}).status_code == 404
    assert "Fjärran" not in mine.get("/mina-sidor/organisation").content.decode()
    assert "Sjöby kommun" in read(mine.get("/mina-sidor")).one("p", class_="municipality").text


def named(organisation, member, deputy, since, until):
    name_deputy(
        by=actor(member, organisation),
        recorded_at=now(),
        organisation=organisation.pk,
        member=member.pk,
        deputy=deputy.pk,
        since=since,
        until=until,
    )


def test_one_acts_in_the_stead_of_whom_one_is_the_deputy(mine, me, organisation):
    absent = a_member(organisation, Role.DECISION_MAKER, person=a_person(name="Robin Dal"))
    named(organisation, absent, me, today(), today())
    assert "Som vikarie för Robin Dal" in mine.get("/mina-sidor/organisation").content.decode()
    sent = {"organisation": organisation.pk, "instead_of": absent.pk}
    page = read(mine.post("/mina-sidor/organisation", sent, follow=True))
    assert "Du är vikarie för Robin Dal" in page.one("nav", class_="account account-instead").text
    page = read(mine.post("/mina-sidor/organisation", {"organisation": organisation.pk}, follow=True))
    assert page.all("nav", class_="account account-instead") == []


def test_one_does_not_act_before_the_day(mine, me, organisation):
    absent = a_member(organisation, Role.DECISION_MAKER)
    named(organisation, absent, me, today() + timedelta(days=1), today() + timedelta(days=9))
    sent = {"organisation": organisation.pk, "instead_of": absent.pk}
    assert mine.post("/mina-sidor/organisation", sent).status_code == 404
