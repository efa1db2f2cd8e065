"""The text bank's pages, filled in: every choice and blank in the address, whatever is written there, and Word."""

from __future__ import annotations

import itertools
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from svangrum.core.language import LANGUAGES
from svangrum.documents.takeaway import WORD
from svangrum.guide.blanks import blanks
from svangrum.guide.checks import checks
from svangrum.guide.compose import alone, blanks_of
from svangrum.guide.texts import Form, Part, clauses, groups
from svangrum.web.clock import today
from svangrum.web.pages import address
from tests.web.page import read

CHOSEN = {
    "level": "bonus",
    "forms": list(Form),
    "kind": "byggentreprenad",
    "regime": "unknown",
    "groups": list(groups()),
    "untested": "yes",
}
DIALOGUE = {"level": "dialogue", "forms": "placement", "groups": "young"}
IN_CONTRACT = blanks_of(tuple(alone(one) for one in clauses().values() if one.part is Part.CONTRACT))
FILLED = {f"b-{name}": blanks()[name].example for name in IN_CONTRACT}
LARGEST = 72 * 1024


def sheet(response):
    return read(response).one("div", id="avtalstext").text


PAGES = {
    "bank": lambda language: (address("clauses", language), {}),
    "contract": lambda language: (address("clauses", language), CHOSEN),
    "dialogue": lambda language: (address("clauses", language), DIALOGUE),
    "clause": lambda language: (address("clause", language, clause="malgrupp"), {}),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_whole_and_leads_somewhere(client, name, language):
    response = client.get(*PAGES[name](language))
    page = read(response)
    ranks = [int(one.tag[1]) for one in page.elements if re.fullmatch(r"h\d", one.tag)]
    anchors = {one.attributes["href"][1:] for one in page.all("a") if one.attributes["href"].startswith("#")}
    own = {
        one.attributes["href"]
        for one in page.all("a")
        if one.attributes["href"].startswith(address("clauses", language))
    }

    assert response.status_code == 200
    assert ranks.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(ranks))
    assert len(page.ids) == len(set(page.ids))
    assert anchors <= set(page.ids)
    assert {url: client.get(url).status_code for url in own} == dict.fromkeys(own, 200)
    assert len(response.content) < LARGEST


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_a_page_and_stands_in_the_bank(client, language):
    bank = {one.attributes["href"] for one in read(client.get(address("clauses", language))).all("a")}
    for code, clause in clauses().items():
        url = address("clause", language, clause=code)
        page = read(client.get(url))

        assert url in bank
        assert page.one("h1").text == clause.title.template(language)
        assert clause.motive.say(language, as_of=today()) in page.one("main").text


def test_the_text_is_filled_in_from_the_address(client):
    response = client.get("/texter", CHOSEN | FILLED)

    assert read(response).one("h1").text == "Avtalstexten är ifylld och klar att kopiera"
    assert "Avtalet gäller lokalvård i två förskolor." in sheet(response)
    assert "[" not in sheet(response)
    assert len(response.content) < LARGEST


def test_what_is_left_leads_to_its_field(client):
    page = read(client.get("/texter", CHOSEN))
    marked = {one.attributes["href"].removeprefix("#b-") for one in page.all("a", class_="blank")}

    assert marked == set(IN_CONTRACT) - {"meeting-days"}
    assert all(page.one("input", id=f"b-{name}") for name in marked)


def test_the_number_of_people_comes_along_from_its_own_page(client):
    response = client.get("/texter", {"persons": "4", "months": "18"})

    assert "Antal platser: minst 4. Månader för varje plats: minst 18." in sheet(response)
    assert read(response).one("input", id="b-persons").attributes["value"] == "4"


def test_without_a_choice_of_form_or_group_the_page_asks_for_one(client):
    response = client.get("/texter", {"level": "requirement"})
    page = read(response)

    assert response.status_code == 422
    assert {one.attributes["href"] for one in page.all("a") if "Välj minst" in one.text} == {"#forms", "#groups"}


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ({"b-persons": "tre"}, "b-persons"),
        ({"b-first-day": "snart"}, "b-first-day"),
        ({"b-bonus": "12.000"}, "b-bonus"),
        ({"b-work-share": "150"}, "b-work-share"),
        ({"b-what": "x" * 201}, "b-what"),
        ({"level": "mest"}, "level"),
        ({"kind": "tåg"}, "kind"),
        ({"regime": "concession-ish"}, "regime"),
        ({"forms": "lön"}, "forms"),
        ({"groups": ["young", "alla"]}, "groups"),
    ],
)
@pytest.mark.parametrize("page", ["/texter", "/en/texts", "/texter/avtalstext.docx"])
def test_what_is_wrong_is_told_at_its_field(client, page, query, at):
    response = client.get(page, CHOSEN | query)
    shown = read(response)

    assert response.status_code == 422
    assert f"#{at}" in {one.attributes["href"] for one in shown.all("a")}
    assert shown.ids.count(at) == 1


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x>', "a\x00b", "rad\r\nrad", "{persons}", "\u202e"]
)
def test_whatever_is_written_is_shown_safely(client, hostile):
    query = CHOSEN | {"b-what": hostile, "b-matcher": hostile}
    response = client.get("/texter", query)

    assert response.status_code == 200
    assert [one.attributes["src"].partition("?")[0] for one in read(response).all("script")] == ["/static/copy.js"]
    assert not {"\x00", "\u202e", "\r"} & set(response.content.decode())
    assert client.get("/texter/avtalstext.docx", query).status_code == 200


@pytest.mark.parametrize(("language", "name"), [("sv", "avtalstext.docx"), ("en", "contract-text.docx")])
def test_word_holds_the_same_text_and_the_same_bytes(client, language, name):
    page = read(client.get(address("clauses", language), CHOSEN | FILLED))
    (url,) = [one.attributes["href"] for one in page.all("a", class_="button")]
    first, second = client.get(url), client.get(url)

    assert first["Content-Type"] == WORD
    assert name in first["Content-Disposition"]
    assert first.content == second.content
    assert parse_qs(urlsplit(url).query)["b-persons"] == ["3"]


def test_an_unknown_word_in_the_address_goes_no_further(client):
    page = read(client.get("/texter", CHOSEN | {"utm": "x", "b-unknown": "y"}))
    (url,) = [one.attributes["href"] for one in page.all("a", class_="button")]

    assert not {"utm", "b-unknown"} & parse_qs(urlsplit(url).query).keys()


@pytest.mark.django_db  # a file that is closed looks after the connections
def test_the_copy_button_shows_only_with_its_script(client):
    page = read(client.get("/texter/krav"))
    button = page.one("button", data_copy="avtalstext")

    assert "hidden" in button.attributes
    assert button.attributes["data-copied"]
    assert page.one("noscript").text.strip()
    script = client.get(page.one("script").attributes["src"])
    assert script.status_code == 200
    script.close()


def test_a_text_that_is_not_there_is_no_page(client):
    assert client.get("/texter/nej").status_code == 404
    assert client.get("/en/texts/nej").status_code == 404


TRIED = {"what": "lokalvård i två förskolor", "kind": "tjanster", "value": "500000", "months": "24"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_for_a_purchase_are_those_that_fit_and_open_filled_in(client, language):
    page = read(client.get(address("clauses-for", language), TRIED | {"municipality": "Falkenberg"}))
    texts = {one.attributes["href"] for one in page.all("a") if "b-what" in one.attributes["href"]}
    (request,) = [url for url in texts if "begaran-direkt" in url]
    filled = client.get(request)

    assert not [url for url in texts if "/bidrag" in url]
    assert {client.get(url).status_code for url in texts} == {200}
    assert "lokalvård i två förskolor" in sheet(filled)
    assert "24 m" in sheet(filled)
    assert "Falkenberg" in sheet(filled)


def test_a_concession_gets_its_own_texts_and_no_other_act(client):
    page = read(client.get("/texter/till-kopet", TRIED | {"act": "luk", "what": "café"}))
    texts = {urlsplit(one.attributes["href"]).path for one in page.all("a") if "b-what" in one.attributes["href"]}

    assert "/texter/reservera" in texts
    assert not {"/texter/inte-uppdelad", "/texter/reservera-ideburna", "/texter/onormalt-lagt"} & texts


def test_what_cannot_be_read_of_the_purchase_is_mended_at_the_question(client):
    response = client.get("/texter/till-kopet", {"what": "x", "value": "mycket"})

    assert response.status_code == 302
    assert response["Location"].startswith(address("answer", "sv"))
    assert client.get(response["Location"]).status_code == 422


def test_the_answer_leads_to_its_texts(client):
    page = read(client.get(address("answer", "sv"), TRIED))
    (url,) = {one.attributes["href"] for one in page.all("a") if "till-kopet" in one.attributes["href"]}

    assert client.get(url).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_is_shown_with_whom_to_ask_and_when(client, language):
    page = read(client.get(address("checks", language)))
    linked = {one.attributes["href"] for one in page.all("a")}

    for key, check in checks().items():
        assert key.replace(".", "-") in page.ids
        assert check.check.template(language) in page.one("main").text
        assert {address("clause", language, clause=code) for code in check.texts} <= linked


def test_a_text_shows_the_conditions_behind_it(client):
    said = read(client.get("/texter/andelskrav")).one("main").text

    assert "Ja eller nej på blanketten" in said
    assert "i anbudet, före tilldelningen, under avtalet" in said


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ({"kind": "varor"}, "uppskattade mängden", "uppskattade omfattningen"),
        ({"kind": "all"}, "(vid varor)", "ingenting"),
        ({}, "(vid byggentreprenad)", "ingenting"),
    ],
)
def test_a_text_can_be_fitted_to_what_is_bought(client, query, there, gone):
    said = sheet(client.get("/texter/optioner", query))

    assert there in said
    assert gone not in said


def test_what_a_text_cannot_be_fitted_to_is_told_and_all_of_it_shown(client):
    response = client.get("/texter/optioner", {"kind": "tåg"})

    assert response.status_code == 422
    assert read(response).ids.count("kind") == 1
    assert "(vid varor)" in sheet(response)


def test_luf_is_cited_for_a_contract_under_it(client):
    said = read(client.get("/texter", CHOSEN | {"statute": "luf", "regime": "directive", "kind": "tjanster"}))

    assert "16 kap. 1 § LUF" in said.one("main").text
    assert "17 kap. 1 § LOU" not in said.one("main").text
