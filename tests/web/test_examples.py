"""The pages of the examples: a list to filter, one case, several side by side; bad choices are answered in words."""

from __future__ import annotations

import itertools
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from svangrum.core.language import LANGUAGES, catalogue, words
from svangrum.guide.examples import examples
from svangrum.web.pages import address
from tests.web.page import read

CODES = tuple(examples())
both = pytest.mark.parametrize("language", LANGUAGES)


def codes_shown(page):
    return [one.attributes["value"] for one in page.all("input", type="checkbox")]


def ticked(page):
    return [one.attributes["value"] for one in page.all("input", type="checkbox") if "checked" in one.attributes]


def well_made(response):
    """One first heading, no rank jumped over, ids that are unique, a page that is small."""
    page = read(response)
    ranks = [int(one.tag[1]) for one in page.elements if re.fullmatch(r"h\d", one.tag)]
    assert ranks.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(ranks))
    assert len(page.ids) == len(set(page.ids))
    named = {
        name
        for one in page.elements
        for key in ("for", "aria-labelledby", "aria-describedby")
        for name in one.attributes.get(key, "").split()
    }
    assert named <= set(page.ids)
    assert len(response.content) < 60_000
    return page


@both
def test_the_list_shows_every_case_with_its_result(client, language):
    page = well_made(client.get(address("examples", language)))
    assert codes_shown(page) == list(CODES)
    text = page.one("main").text
    assert all(one.result.template(language) in text for one in examples().values())


@both
@pytest.mark.parametrize("code", CODES)
def test_a_case_answers_first_and_leads_on(client, language, code):
    one = examples()[code]
    page = well_made(client.get(address("example", language, example=code)))
    assert page.one("h1").text == one.result.template(language)
    places = {link.attributes["href"] for link in page.all("a")}
    assert {source.url for source in one.sources} <= places
    assert address("suitability", language) in places
    assert all(link.attributes.get("rel") == "noreferrer" for link in page.all("a") if "://" in link.attributes["href"])
    assert words("examples.lesson-ours", language) in page.one("main").text


def test_something_like_it_can_be_tried(client):
    page = read(client.get(address("example", "sv", example="soderhamn")))
    tried = [urlsplit(one.attributes["href"]) for one in page.all("a") if one.attributes["href"].startswith("/?")]
    assert [parse_qs(one.query) for one in tried] == [{"what": ["fruktkorgar till personalen"], "kind": ["varor"]}]
    assert client.get(tried[0].geturl()).status_code == 200


@both
def test_what_is_not_told_says_so(client, language):
    page = read(client.get(address("example", language, example="kristianstad")))
    assert page.all("dd", class_="untold")
    assert {one.text for one in page.all("dd", class_="untold")} == {words("examples.not-told", language)}


def test_a_figure_read_secondhand_says_so(client):
    text = read(client.get(address("example", "sv", example="orebro-vivalla"))).one("main").text
    assert words("examples.secondhand", "sv") in text


@both
def test_the_list_is_filtered(client, language):
    page = well_made(client.get(address("examples", language), {"instrument": "spin-off"}))
    assert codes_shown(page) == ["falkenberg"]


@both
def test_a_filter_that_finds_nothing_says_what_that_means(client, language):
    response = client.get(address("examples", language), {"instrument": "reserved-lot"})
    assert response.status_code == 200
    assert words("examples.none", language) in well_made(response).one("main").text


@both
@pytest.mark.parametrize("field", ["instrument", "kind", "buyer", "size"])
def test_an_unknown_filter_is_answered_at_its_field(client, language, field):
    response = client.get(address("examples", language), {field: "<b>något</b>"})
    page = well_made(response)
    assert response.status_code == 422
    assert [one.attributes["href"] for one in page.all("a") if one.attributes["href"] == f"#{field}"]
    assert codes_shown(page) == list(CODES)


@both
@pytest.mark.parametrize("chosen", [CODES[:2], CODES[3:6], CODES[-4:]])
def test_cases_stand_side_by_side_and_the_choice_is_kept(client, language, chosen):
    page = well_made(client.get(address("examples-compare", language), {"val": chosen}))
    (head,) = [one.text for one in page.all("tr")][:1]
    assert all(examples()[code].name.template(language) in head for code in chosen)
    back = [
        one for one in page.all("a") if "val=" in one.attributes["href"] and one.attributes.get("class") != "tongue"
    ]
    again = read(client.get(unescape(back[0].attributes["href"])))
    assert ticked(again) == list(chosen)
    region = page.one("div", role="region")
    assert region.attributes["tabindex"] == "0"


@both
@pytest.mark.parametrize(
    ("chosen", "error"),
    [
        ((), "few"),
        (CODES[:1], "few"),
        ((CODES[0], CODES[0]), "few"),
        (CODES[:5], "many"),
        (("nix", CODES[0]), "unknown"),
    ],
)
def test_a_choice_that_cannot_be_compared_is_answered_in_words(client, language, chosen, error):
    response = client.get(address("examples-compare", language), {"val": chosen})
    page = well_made(response)
    assert response.status_code == 422
    beginning = re.split(r"{", catalogue(language)[f"error.examples.{error}"])[0]
    assert beginning in page.one("div", class_="trouble").text
    assert ticked(page) == [code for code in CODES if code in chosen]


def test_a_chosen_case_outside_the_filter_is_kept(client):
    page = read(client.get("/exempel", {"instrument": "spin-off", "val": ["soderhamn", "falkenberg"]}))
    hidden = [one.attributes["value"] for one in page.all("input", type="hidden")]
    assert ticked(page) == ["falkenberg"]
    assert hidden.count("soderhamn") == 2, "once in each form"


@both
def test_a_case_that_does_not_exist_is_not_found(client, language):
    assert client.get(address("example", language, example="nix")).status_code == 404
