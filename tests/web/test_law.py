"""The law's pages: one for every code of every kind, in both languages."""

from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.core.parameters import parameters
from svangrum.core.sources import acts
from svangrum.law.book import answers, every_answer, law_values, questions, rule_names
from svangrum.law.diff import days_of_change
from svangrum.web.law.addresses import (
    act_address,
    acts_by_slug,
    answer_address,
    question_address,
    rule_address,
    slug,
    value_address,
)
from svangrum.web.pages import address
from tests.web.page import read

WHOLE = "first=2022-02-01&last=2040-01-01"


def _links(page) -> set[str]:
    return {one.attributes["href"] for one in page.all("a")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", rule_names())
def test_every_rule_has_a_page_with_every_answer(client, name, language):
    page = read(client.get(rule_address(name, language)))
    assert page.one("h1").text == words(f"law.{name}.title", language)
    assert set(answers(name)) <= set(page.ids)
    outward = {one.attributes["href"] for one in page.all("a", rel="noreferrer")}
    assert {place.url for one in answers(name).values() for place in one.citations} <= outward


@pytest.mark.parametrize(
    ("rule", "why"),
    [("term", "fact.value.luk.why"), ("annex2", "fact.value.luk.why"), ("reserve", "fact.value.why")],
)
def test_what_hangs_on_a_fact_is_said_in_the_words_of_the_act_that_asks(client, rule, why):
    assert words(why, "sv") in [one.text for one in read(client.get(rule_address(rule, "sv"))).all("dd")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", parameters())
def test_every_value_has_a_page_with_its_whole_history(client, code, language):
    page = read(client.get(value_address(code, language)))
    assert page.one("h1").text == words(f"parameter.{code}", language)
    assert len(page.all("tr")) == 1 + len(parameters()[code].values)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", acts())
def test_every_act_has_a_page(client, code, language):
    page = read(client.get(act_address(code, language)))
    assert page.one("h1").text == acts()[code].label(language)
    assert acts()[code].url in _links(page)


def test_no_two_acts_share_an_address():
    assert len(acts_by_slug()) == len(acts())
    assert slug("SFS 2022:900") == "SFS-2022-900"
    assert slug("RÅ 2010:100") == "RA-2010-100"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_of_the_law_leads_to_all_of_it(client, language):
    links = _links(read(client.get(address("law", language))))
    assert {rule_address(name, language) for name in rule_names()} <= links
    assert {value_address(code, language) for code in parameters()} <= links
    assert {act_address(code, language) for code in acts()} <= links
    assert {address(name, language) for name in ("law-unsettled", "law-changes")} <= links


def test_every_value_of_the_law_stands_in_a_group(client):
    page = read(client.get("/lagen"))
    beside = [one for one in page.all("details") if value_address("calc-rent", "sv") and "kalkylen" in one.text]
    assert len(beside) == 2
    for code in law_values():
        assert words(f"parameter.{code}", "sv") not in beside[0].text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unsettled_question_is_told_with_both_readings(client, language):
    page = read(client.get(address("law-unsettled", language)))
    assert set(questions()) <= set(page.ids)
    assert len(page.all("dt")) == 4 * len(questions())
    raised = {answer_address(told[0], language) for told in questions().values()}
    assert raised <= _links(page)


def test_an_example_can_be_tried(client):
    page = read(client.get("/lagen/regel/reserve"))
    tried = [url for url in _links(page) if url.startswith("/svar?")]
    assert tried
    assert client.get(tried[0]).status_code == 200


def test_a_rule_leads_to_the_questions_of_the_guide_and_to_what_may_be_unsettled(client):
    page = read(client.get("/lagen/regel/reserve"))
    assert "/fragor/trettio-procent" in _links(page)
    assert any("19 kap. 9 §" in one.text for one in page.all("details"))


def test_money_that_has_changed_is_drawn_and_other_values_are_not(client):
    drawn = read(client.get("/lagen/varde/eu-threshold-works"))
    assert len(drawn.all("svg", role="img")) == 2
    assert not read(client.get("/lagen/varde/direct-award-limit")).all("svg", role="img")
    assert not read(client.get("/lagen/varde/reserved-share")).all("svg", role="img")


def test_a_value_leads_to_those_who_use_it(client):
    links = _links(read(client.get("/lagen/varde/direct-award-limit")))
    assert "/lagen/regel/direct-award#within-limit" in links
    assert "/lagen/regel/reserve" in links
    assert "/ordlista#direktupphandling" in links
    assert "/lagen/varde/direct-award-limit-luf" in links


def test_an_act_leads_from_each_place_to_what_rests_on_it(client):
    links = _links(read(client.get("/lagen/akt/LUF")))
    assert "/lagen/regel/reserve" in links
    assert "/lagen/varde/direct-award-limit-luf" in links
    assert "https://lagen.nu/2016:1146#K4P16" in links


def test_a_line_of_the_answer_leads_to_its_rule(client, question):
    links = _links(read(client.get("/svar", question)))
    assert "/lagen/regel/reserve#national" in links


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changed_is_told_day_by_day(client, language):
    page = read(client.get(f"{address('law-changes', language)}?{WHOLE}"))
    days = [one for one in page.all("h2") if one.attributes.get("id", "").startswith("dag-")]
    assert len(days) == len(days_of_change())
    links = _links(page)
    assert rule_address("documentation", language) in links
    assert value_address("fee-most", language) in links
    assert act_address("LOU", language) in links


def test_without_days_everything_until_today_is_told(client):
    page = read(client.get("/lagen/andrat"))
    assert page.one("input", id="first").attributes["value"] == "2022-02-01"
    assert any(one.attributes.get("id") == "dag-1" for one in page.all("h2"))


def test_days_without_change_say_so(client):
    text = client.get("/lagen/andrat?first=2024-03-01&last=2024-03-02").content.decode()
    assert "Inget som vi känner till" in text


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("first=igår&last=2024-01-01", ["first"]),
        ("first=igår&last=imorgon", ["first", "last"]),
        ("first=2024-01-02&last=2024-01-01", ["last"]),
        ("first=2020-01-01&last=2024-01-01", ["first"]),
        ("first=%3Cscript%3E&last=2024-01-01", ["first"]),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_days_that_cannot_be_compared_are_explained_at_their_field(client, query, fields, language):
    response = client.get(f"{address('law-changes', language)}?{query}")
    assert response.status_code == 422
    assert b"<script>" not in response.content
    page = read(response)
    wrong = [one.attributes["id"] for one in page.all("input", aria_invalid="true")]
    assert wrong == fields
    assert [one.attributes["href"] for one in page.all("a") if one.attributes["href"] in {"#first", "#last"}] == [
        f"#{name}" for name in fields
    ]


@pytest.mark.parametrize("path", ["/lagen/regel/nej", "/lagen/varde/nej", "/lagen/akt/nej", "/en/law/rule/no"])
def test_a_code_that_does_not_exist_has_no_page(client, path):
    assert client.get(path).status_code == 404


def test_the_search_finds_the_law(client):
    links = _links(read(client.get("/sok", {"q": "gräns för direktupphandling"})))
    assert "/lagen/varde/direct-award-limit" in links
    assert question_address("reserve-chapter-19", "sv") in _links(
        read(client.get("/sok", {"q": "får deltagandet reserveras när 19 kap. gäller"}))
    )


def test_the_map_of_the_site_shows_the_law(client):
    assert {"/lagen", "/lagen/oklart", "/lagen/andrat"} <= _links(read(client.get("/webbkarta")))


def test_every_answer_can_be_linked_to():
    assert len({answer_address(one, "sv") for one in every_answer()}) == len(every_answer())
