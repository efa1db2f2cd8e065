"""The frame: who is signed in, and whose mark; nothing is asked of the database for a stranger."""

from __future__ import annotations

from datetime import date

import pytest

from svangrum.core.language import LANGUAGES
from svangrum.records.accounts.models import Deputy
from svangrum.records.actors import Role
from svangrum.web.brand import Brand
from svangrum.web.pages import address
from tests.records.build import a_member, a_person, an_organisation, signed_in
from tests.web.conftest import QUESTION
from tests.web.page import read
from tests.web.places import BROWSED

SEEN = [place for place in BROWSED if not place.startswith("/en/")]
FIRST, LAST = date(2026, 1, 1), date(2100, 1, 1)
QUESTIONED = [f"{address('answer', language)}?what=x" for language in LANGUAGES]


@pytest.mark.parametrize("path", [*SEEN, *QUESTIONED, "/nej", "/en/nej"])
@pytest.mark.django_db
def test_a_stranger_costs_no_question_to_the_database(client, path, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(path)


@pytest.mark.django_db
def test_a_stranger_is_led_to_sign_in_and_back(client):
    page = read(client.get("/svar", QUESTION))
    (link,) = page.all("a", class_="door")
    assert link.attributes["href"].startswith("/logga-in?next=%2Fsvar%3F")
    assert page.all("nav", class_="account") == []
    assert read(client.get("/en/")).one("a", class_="door").attributes["href"] == "/en/sign-in"


@pytest.mark.django_db
def test_whoever_is_signed_in_is_named_and_can_sign_out(client):
    signed_in(client, a_person(name="Kim Alm"))
    page = read(client.get("/om"))
    assert "Kim Alm" in page.one("nav", class_="account").text
    assert page.one("form", action="/logga-ut").attributes["method"] == "post"
    assert page.all("input", name="csrfmiddlewaretoken")
    assert page.all("a", class_="door") == []


@pytest.mark.django_db
def test_the_organisation_stands_in_the_place_of_the_installation(client, settings, tmp_path):
    settings.BRAND = Brand("Installationen", "#003d7a", tmp_path / "arms.svg")
    organisation = an_organisation(name="Sjöby kommun")
    signed_in(client, a_member(organisation, Role.CONTROLLER), organisation)
    named = read(client.get("/om")).one("p", class_="municipality").text
    assert "Sjöby kommun" in named
    assert "Installationen" not in named


@pytest.mark.django_db
def test_whoever_acts_in_anothers_stead_is_told_so_on_every_page(client):
    organisation = an_organisation()
    absent = a_member(organisation, Role.DECISION_MAKER, person=a_person(name="Robin Dal"))
    deputy = a_member(organisation, Role.ORDERING_UNIT)
    Deputy(organisation=organisation, member=absent, deputy=deputy, since=FIRST, until=LAST).save()
    signed_in(client, deputy, organisation)
    session = client.session
    session["instead_of"] = str(absent.pk)
    session.save()
    page = read(client.get("/om"))
    assert "Robin Dal" in page.one("nav", class_="account account-instead").text
