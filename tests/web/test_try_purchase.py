"""*Pröva ett köp* from the form to the answer: what is kept, what is asked, what is refused and how."""

from __future__ import annotations

from datetime import date
from itertools import takewhile
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from svangrum.advice.supply_stated import SUPPLY_FIELDS
from svangrum.core.codes import municipalities
from svangrum.core.language import LANGUAGES
from svangrum.documents.takeaway import TAKEAWAYS
from svangrum.web.pages import address
from svangrum.web.try_purchase.asking import stated_facts
from svangrum.web.try_purchase.forms import FIELDS, form_fields
from tests.web.conftest import QUESTION
from tests.web.page import read

TEXT_FIELDS = ("what", "value", "months", "municipality", "same_kind", "cpv", "as_of")


def values(page):
    """What stands in the fields: texts as they are, radios that are chosen."""
    texts = {one.attributes["name"]: one.attributes["value"] for one in page.all("input", type="text")}
    chosen = {
        one.attributes["name"]: one.attributes["value"]
        for one in page.all("input", type="radio")
        if "checked" in one.attributes
    }
    return texts | chosen


def test_an_untouched_form_states_only_the_day(client):
    found = values(read(client.get("/")))
    assert {name: value for name, value in found.items() if value} == {"as_of": found["as_of"]}
    assert date.fromisoformat(found["as_of"])


def test_every_field_has_a_label_and_a_place_to_land(client):
    page = read(client.get("/"))
    assert set(FIELDS) - {"main_object", *SUPPLY_FIELDS} <= set(page.ids)
    assert {one.attributes["for"] for one in page.all("label") if "for" in one.attributes} == {"sok", *TEXT_FIELDS}
    assert len(page.all("fieldset")) == len(page.all("legend"))


def test_every_municipality_is_offered(client):
    page = read(client.get("/"))
    offered = [one.attributes["value"] for one in page.all("option")]
    assert offered == [place.short for place in municipalities()]
    assert len(offered) >= 290


def test_the_answer_can_be_changed(client, question):
    page = read(client.get("/svar", question))
    change = next(one for one in page.all("a") if one.text == "Ändra uppgifterna")
    found = values(read(client.get(change.attributes["href"])))
    assert {name: value for name, value in found.items() if value} == question


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_comes_first_and_in_order(client, question, language):
    page = read(client.get(address("answer", language), question))
    order = [one.attributes["id"] for one in page.all("h2") if one.attributes["id"] != "fragor"]
    law = list(takewhile(lambda name: name.startswith("lag-"), order))
    assert law[0] == "lag-way"
    assert order[len(law) :] == ["konkurrens", "leverantorer", "steg", "okant", "kallor", "ta-med", "spara"]
    assert page.one("h1").text
    assert question["what"] in page.one("p", class_="kicker").text
    assert page.all("span", class_="cite")


def test_each_status_has_a_word_and_a_mark_of_its_own(client, question):
    page = read(client.get("/svar", question))
    marks = {one.attributes["id"] for one in page.all("symbol")}
    used = [one.attributes["href"][1:] for one in page.all("use")]
    assert used
    assert set(used) <= marks
    assert all(one.text.strip() for one in page.all("p", class_="status"))


def test_the_table_beneath_the_chart_says_the_same(client, question):
    page = read(client.get("/svar", question))
    rows = list(page.all("th", scope="row"))
    assert [row.text for row in rows][:2] == ["1", "2"]
    assert len(page.all("svg", role="img")) == 2


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("value", "-5"),
        ("value", "12.000"),
        ("value", "mycket"),
        ("months", "tre"),
        ("municipality", "Atlantis"),
        ("cpv", "12345678"),
        ("as_of", "2026-02-30"),
        ("as_of", "1999-01-01"),
        ("kind", "något"),
        ("same_kind", "-1"),
        ("what", ""),
        ("what", "x" * 301),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_at_fault_is_told_and_all_that_was_written_is_kept(client, question, language, field, wrong):
    stated = question | {field: wrong}
    response = client.get(address("answer", language), stated)
    assert response.status_code == 422
    page = read(response)
    (link,) = [one for one in page.all("a") if one.attributes["href"] == f"#{field}"]
    assert field in page.ids
    assert link.text in page.one("p", id=f"{field}-error").text
    kept = values(page)
    assert {name: kept.get(name, "") for name in stated if name != "kind"} == {
        name: value for name, value in stated.items() if name != "kind"
    }


def test_all_faults_are_told_at_once(client):
    response = client.get("/svar", {"value": "x", "months": "y", "as_of": "z"})
    told = [one.attributes["href"] for one in read(response).all("a") if one.attributes["href"].startswith("#")]
    assert [href for href in told if href != "#innehall"] == ["#what", "#value", "#months", "#as_of"]
    assert read(response).one("title").text.startswith("Fel:")


def test_a_field_at_fault_names_its_words(client):
    entry = read(client.get("/svar", {"value": "x"})).one("input", id="value").attributes
    assert entry["aria-invalid"] == "true"
    assert entry["aria-describedby"].split() == ["value-hint", "value-error"]


def test_what_is_missing_is_asked_for_where_one_stands(client):
    page = read(client.get("/svar", {"what": "lokalvård", "as_of": "2026-11-23"}))
    assert [one.attributes["action"] for one in page.all("form")] == ["/sok", "/svar"]
    asked = {one.attributes["name"] for one in page.all("input") if one.attributes["type"] != "hidden"}
    kept = {one.attributes["name"]: one.attributes["value"] for one in page.all("input", type="hidden")}
    assert "value" in asked
    assert kept == {"what": "lokalvård", "as_of": "2026-11-23"}
    assert not asked & kept.keys()


def test_answering_a_question_in_place_removes_it(client):
    first = read(client.get("/svar", {"what": "lokalvård", "as_of": "2026-11-23"}))
    kept = {one.attributes["name"]: one.attributes["value"] for one in first.all("input", type="hidden")}
    second = read(client.get("/svar", kept | {"value": "900000"}))
    assert "value" in {one.attributes["name"] for one in first.all("input", type="text")}
    assert "value" not in {one.attributes["name"] for one in second.all("input", type="text")}


def test_a_suggested_code_is_offered_and_never_chosen_for_anyone(client, question):
    page = read(client.get("/svar", question))
    codes = page.all("input", type="radio", name="cpv")
    assert len(codes) > 1
    assert not [one for one in codes if "checked" in one.attributes]
    assert codes[-1].attributes["value"] == ""


def test_a_chosen_code_is_kept_and_shown_as_a_fact(client, question):
    page = read(client.get("/svar", question | {"cpv": "90911200", "main_object": "yes"}))
    assert any("90911200" in one.text for one in page.all("dd"))


@pytest.mark.parametrize("name", sorted(TAKEAWAYS.keys() - {"leverantorer.docx"}))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_is_made_from_the_same_question(client, question, language, name):
    page = read(client.get(address("answer", language), question))
    (link,) = [one for one in page.all("a") if urlsplit(one.attributes["href"]).path.endswith(f"/{name}")]
    assert {key: one for key, (one,) in parse_qs(urlsplit(link.attributes["href"]).query).items()} == question
    response = client.get(link.attributes["href"])
    assert response.status_code == 200
    assert response["Content-Type"] == TAKEAWAYS[name].media_type
    assert TAKEAWAYS[name].filename(language) in response["Content-Disposition"]
    assert len(response.content) > 1000


def test_a_document_of_a_faulty_question_is_the_form_again(client):
    response = client.get("/underlag/beslutsunderlag.pdf", {"what": "lokalvård", "value": "x"})
    assert response.status_code == 422
    assert read(response).one("input", id="what").attributes["value"] == "lokalvård"


def test_nothing_is_kept_by_anyone_on_the_way(client, question):
    for page in ("/", "/svar", "/underlag/brev.docx"):
        assert "no-store" in client.get(page, question)["Cache-Control"]


def test_what_was_written_cannot_become_markup(client, question):
    for path in ("/", "/svar"):
        response = client.get(path, question | {"what": "\"><script>alert(1)</script>'"})
        page = read(response)
        assert not page.all("script")
        assert b"<script>" not in response.content


def test_unknown_names_and_repeated_fields_do_no_harm(client, question):
    response = client.get("/svar?" + "&".join([*(f"{k}={v}" for k, v in question.items()), "value=5&x=y&csrf=1"]))
    assert response.status_code == 200


def test_stated_facts_hold_only_fields_that_say_something():
    assert stated_facts({"what": " bröd ", "value": " ", "x": "y", "as_of": "2026-01-01"}) == {
        "what": "bröd",
        "as_of": "2026-01-01",
    }


def test_only_a_real_choice_is_marked_as_chosen(client):
    page = read(client.get("/", {"buyer": "region"}))
    chosen = [one.attributes["value"] for one in page.all("input", type="radio") if "checked" in one.attributes]
    assert chosen == ["region"]


def test_every_field_knows_what_describes_it():
    fields = form_fields({}, language="sv")
    assert fields["value"].described_by == "value-hint"
    assert fields["kind"].described_by == ""


@hypothesis_settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=40)))
def test_whatever_is_written_is_answered_or_told(raw):
    from django.test import Client

    response = Client().get("/svar", QUESTION | raw)
    assert response.status_code in {200, 422}
    read(response)
