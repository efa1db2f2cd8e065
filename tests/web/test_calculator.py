from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES
from svangrum.web.pages import address
from tests.web.page import read


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_opens_with_the_example_worked(client, language):
    response = client.get(address("calculator", language))
    page = read(response)

    assert response.status_code == 200
    assert len(page.all("svg", role="img")) == 4
    assert len(response.content) < 60_000


def test_the_published_example_stands_one_click_away(client):
    page = read(client.get("/rakna"))
    (link,) = [one for one in page.all("a") if "as_of=2019-11-07" in one.attributes["href"]]
    shown = client.get(link.attributes["href"]).content.decode().replace("\u00a0", " ")

    assert "215 600 kr" in shown
    assert "71 700 kr" in shown


def test_the_address_is_the_calculation(client):
    query = {"months": "24", "positions": "3", "wage": "24 000", "anyway_low": "10", "as_of": "2026-11-26"}
    first, second = (client.get("/rakna", query).content for _ in range(2))

    assert first == second
    assert client.get("/rakna", {**query, "months": "12"}).content != first


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("months", "0"),
        ("wage", "mycket"),
        ("anyway_low", "99"),
        ("mix_inget", "40"),
        ("as_of", "igår"),
        ("as_of", "2015-01-01"),
        ("support", "<script>"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_kept(client, name, text):
    response = client.get("/rakna", {name: text, "positions": "7"})
    page = read(response)

    assert response.status_code == 422
    assert [one.attributes["href"] for one in page.all("a") if one.attributes["href"] == f"#{name}"]
    assert f'id="{name}-error"' in response.content.decode()
    assert page.one("input", name="positions").attributes["value"] == "7"
    assert b"<script>" not in response.content


def test_a_placement_can_be_worked_out(client):
    assert client.get("/rakna", {"form": "praktik", "production_value": "4000"}).status_code == 200


@pytest.mark.parametrize(
    ("query", "opens"),
    [
        ({}, "samhället mellan −"),
        (
            {"anyway_low": "0", "anyway_likely": "0", "anyway_high": "5"},
            "ger en person som arbetar heltid ett år samhället mellan",
        ),
        (
            {"productivity": "0", "productivity_high": "5", "productivity_low": "0"},
            "kostar en person",
        ),
    ],
)
def test_the_first_sentence_says_whether_society_gains_or_loses(client, query, opens):
    assert opens in client.get("/rakna", query).content.decode()


def test_a_form_that_is_sent_again_with_one_change_moves_the_ranges_that_follow_from_it(client):
    page = read(client.get("/rakna"))
    sent = {
        one.attributes["name"]: one.attributes.get("value", "")
        for one in page.all("input")
        if one.attributes.get("type") == "text" or "checked" in one.attributes
    }
    again = client.get("/rakna", {**sent, "productivity": "50"})
    alone = client.get("/rakna", {"productivity": "50"})

    assert lead_of(again) == lead_of(alone) != lead_of(client.get("/rakna", sent))


def lead_of(response):
    return read(response).one("p", class_="lead").text
