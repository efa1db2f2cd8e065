from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES
from svangrum.web.pages import address
from svangrum.web.try_purchase.forms import FIELDS
from tests.web.page import read

PAGES = ("begin", "first-purchase", "suitability", "people")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_each_page_opens_empty(client, name, language):
    response = client.get(address(name, language))

    assert response.status_code == 200
    assert len(read(response).all("h1")) == 1


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ("/vagledning/borja?decision=kanske", "decision"),
        ("/vagledning/bara-gor?start=snart", "start"),
        ("/vagledning/passar-kopet?value=x", "value"),
        ("/vagledning/passar-kopet?enterprises=<b>", "enterprises"),
        ("/rakna/antal-personer?labour_share=120", "labour_share"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field(client, place, field):
    response = client.get(place)

    assert response.status_code == 422
    assert f'id="{field}-error"' in response.content.decode()
    assert b"<b>" not in response.content


def test_a_no_leads_to_a_way_and_the_replies_stay(client):
    page = read(client.get("/vagledning/borja?decision=no&wanted=yes&matcher=yes&cooperation=yes"))
    checked = {
        one.attributes["name"]: one.attributes["value"] for one in page.all("input") if "checked" in one.attributes
    }

    assert checked == {"decision": "no", "wanted": "yes", "matcher": "yes", "cooperation": "yes"}
    assert "Skaffa ett mandat genom en pilot" in [one.text for one in page.all("h2")]


def test_the_facts_are_handed_on_to_the_answer_and_back_without_loss(client):
    facts = {
        "what": "lokalvård i två förskolor",
        "act": "luf",
        "kind": "tjanster",
        "value": "650 000",
        "months": "24",
        "municipality": "Exempelstad",
        "buyer": "kommun",
        "contract": "no",
        "same_kind": "10 000",
        "cpv": "90919300",
        "main_object": "yes",
        "hours": "120",
        "start": "2027-03-01",
        "paid_from": "300",
        "paid_to": "400",
        "shares_other": "60, 25",
        "shares_small": "10",
        "as_of": "2026-11-23",
    }
    there = read(client.get("/vagledning/passar-kopet", {**facts, "enterprises": "ett"}))
    (onward,) = [one.attributes["href"] for one in there.all("a", class_="button")]
    answer = read(client.get(onward))
    (back,) = [one.attributes["href"] for one in answer.all("a") if "passar-kopet" in one.attributes["href"]]
    form = read(client.get(back))
    kept = {
        one.attributes["name"]: one.attributes.get("value", "")
        for one in form.all("input")
        if one.attributes.get("type") != "radio" or "checked" in one.attributes
    }

    assert facts.items() <= kept.items()
    assert set(FIELDS) == set(facts)


def test_the_number_goes_on_to_the_contract_text(client):
    page = read(client.get("/rakna/antal-personer?value=60000000&months=12&labour_share=60&kind=tjanster"))
    (onward,) = [one.attributes["href"] for one in page.all("a", class_="button")]

    assert "persons=" in onward
    assert client.get(onward).status_code == 200


def test_too_little_is_told(client):
    assert "Fyll i värde" in client.get("/rakna/antal-personer?months=12").content.decode()
