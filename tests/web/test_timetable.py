from __future__ import annotations

import re
from datetime import date

import pytest

from svangrum.core.language import LANGUAGES
from svangrum.web.pages import address
from tests.web.page import read

QUESTION = {"what": "Lokalvård i två förskolor", "start": "2027-09-01", "route": "oppet", "as_of": "2026-11-26"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_opens_with_a_form_and_no_days(client, language):
    page = read(client.get(address("timetable", language)))
    chosen = {
        one.attributes["name"]: one.attributes["value"]
        for one in page.all("input", type="radio")
        if "checked" in one.attributes
    }

    assert page.all("time") == []
    assert chosen["route"] == "annonserad"
    assert chosen["electronic_tenders"] == "yes"
    assert page.one("input", name="start").attributes["value"] == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_days_stand_in_order_with_their_places(client, language):
    page = read(client.get(address("timetable", language), QUESTION))
    days = [date.fromisoformat(one.attributes["datetime"]) for one in page.all("time")]

    assert days == sorted(days)
    assert days[0] == date(2027, 3, 25)
    assert date(2027, 9, 1) in days
    assert [one for one in page.all("a") if one.attributes["href"] == "https://lagen.nu/2016:1145#K11P6"]
    assert len(page.all("svg", role="img")) == 2


def test_a_day_that_has_passed_is_said_to_have_passed(client):
    told = client.get("/tidplan", QUESTION | {"start": "2027-02-01"}).content.decode()

    assert "Tiden räcker inte till den 1 februari 2027." in told
    assert "Dagen har passerat." in told
    assert "Dagen har passerat." not in client.get("/tidplan", QUESTION).content.decode()


def test_a_day_that_is_too_near_leads_to_the_earliest_that_is_not(client):
    page = read(client.get("/tidplan", QUESTION | {"start": "2027-02-01"}))
    (link,) = [one for one in page.all("a") if one.text == "Räkna med den dagen i stället"]
    there = read(client.get(link.attributes["href"]))

    assert there.one("h1").text == "Börja senast den 30 november 2026."
    assert there.one("input", name="start").attributes["value"] == "2027-05-13"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"start": ""}, "start"),
        ({"start": "snart"}, "start"),
        ({"act": "luk"}, "route"),
        ({"route": "<b>"}, "route"),
        ({"shortening": "overenskommelse"}, "shortening"),
        ({"voluntary_notice": "yes"}, "voluntary_notice"),
        ({"tender_days": "29"}, "tender_days"),
        ({"days_market": "många"}, "days_market"),
        ({"as_of": "igår"}, "as_of"),
        ({"as_of": "2022-01-31"}, "as_of"),
        ({"as_of": "9999-12-31"}, "as_of"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_the_rest_is_kept(client, changed, field):
    response = client.get("/tidplan", QUESTION | changed)
    page = read(response)

    assert response.status_code == 422
    assert [one for one in page.all("a") if one.attributes["href"] == f"#{field}"]
    assert f'id="{field}-error"' in response.content.decode()
    assert page.one("input", name="what").attributes["value"] == QUESTION["what"]
    assert b"<b>" not in response.content


def test_an_own_time_is_kept_in_the_open_part_of_the_form(client):
    page = read(client.get("/tidplan", QUESTION | {"days_evaluation": "30"}))

    assert page.one("input", name="days_evaluation").attributes["value"] == "30"
    assert [one for one in page.all("details") if "open" in one.attributes]
    assert page.all("time")[0].attributes["datetime"] < "2027-03-25"


@pytest.mark.parametrize(("language", "name"), [("sv", "tidplan.ics"), ("en", "calendar.ics")])
def test_the_calendar_file_is_taken_from_the_page(client, language, name):
    page = read(client.get(address("timetable", language), QUESTION))
    links = {one.attributes["href"] for one in page.all("a") if "download" in one.attributes}
    response = client.get(links.pop())

    assert links == set()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert f'filename="{name}"' in response["Content-Disposition"]
    assert response.content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert response.content.count(b"BEGIN:VEVENT") == len(page.all("time"))


def test_a_file_that_cannot_be_made_is_the_form_with_what_is_wrong(client):
    assert client.get("/tidplan/kalenderfil", QUESTION | {"start": "x"}).status_code == 422


@pytest.mark.parametrize(
    ("facts", "route", "act"),
    [
        ({"value": "500 000"}, "direkt", "lou"),
        ({"value": "1 200 000"}, "annonserad", "lou"),
        ({"value": "9 000 000"}, "oppet", "lou"),
        ({"value": "2 300 000", "as_of": "2023-06-01"}, "oppet", "lou"),
        ({"value": "2 300 000", "as_of": "2025-06-01"}, "annonserad", "lou"),
        ({"value": "9 000 000", "act": "luf"}, "oppet", "luf"),
        ({"value": "9 000 000", "act": "luk"}, "oppet", "lou"),
        ({"value": "1 000 000", "act": "luk", "kind": "tjanster"}, "direkt", "luk"),
        ({"value": "9 000 000", "act": "luk", "kind": "tjanster"}, "annonserad", "luk"),
        ({"value": "90 000 000", "act": "luk", "kind": "byggentreprenad"}, "koncession", "luk"),
        ({"value": "9 000 000", "route": "selektivt"}, "selektivt", "lou"),
        ({"value": ""}, "annonserad", "lou"),
        ({"value": "mycket"}, "annonserad", "lou"),
    ],
)
def test_the_answer_hands_on_how_the_purchase_is_made(client, question, facts, route, act):
    page = read(client.get("/tidplan", question | {"kind": "varor"} | facts))
    chosen = {
        one.attributes["name"]: one.attributes["value"]
        for one in page.all("input", type="radio")
        if "checked" in one.attributes
    }

    assert (chosen["route"], chosen["act"]) == (route, act)
    assert page.one("input", name="what").attributes["value"] == question["what"]


def test_the_answer_links_to_the_days(client, question):
    page = read(client.get("/svar", question))
    (link,) = [one for one in page.all("a") if one.attributes["href"].startswith("/tidplan?")]

    assert link.text == "Räkna ut tidplanen"
    assert client.get(link.attributes["href"]).status_code == 200


def test_the_picture_says_what_it_shows_and_marks_what_the_law_decides(client):
    told = client.get("/tidplan", QUESTION).content.decode()
    wide = re.search(r"<svg[^>]*chart-wide.*?</svg>", told, re.DOTALL)[0]

    assert "Anbudstid: 25 maj–24 juni, lagens tid." in wide
    assert "Utvärdering: 24 juni–16 juli, egen tid." in wide
    assert len(re.findall(r'<rect class="chart-dot"', wide)) == 2
    assert len(re.findall(r'<rect class="chart-dot chart-hollow"', wide)) == 7
