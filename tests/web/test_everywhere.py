"""Every page of the site: whole, light, reached in three clicks, and never a dead link."""

from __future__ import annotations

import itertools
import re

import pytest

from svangrum.core.language import LANGUAGES
from svangrum.web.pages import address
from tests.web.page import read
from tests.web.places import ANSWERS, PLACES, places

LARGEST = 100_000
CLICKS = 3


@pytest.mark.parametrize("place", [*PLACES, *ANSWERS])
def test_the_page_is_whole_and_light(client, place):
    response = client.get(place)
    page = read(response)
    ranks = [int(one.tag[1]) for one in page.elements if re.fullmatch(r"h\d", one.tag)]

    assert response.status_code in {200, 422}
    assert len(response.content) < LARGEST
    assert ranks.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(ranks))
    assert len(page.ids) == len(set(page.ids))
    anchors = {one.attributes["href"][1:] for one in page.all("a") if one.attributes["href"].startswith("#")}
    named = {name for one in page.elements for name in one.attributes.get("aria-labelledby", "").split()}
    assert anchors | named <= set(page.ids)
    assert {one.attributes.get("rel") for one in page.all("a") if "://" in one.attributes["href"]} <= {"noreferrer"}


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_three_clicks_from_the_first_and_no_link_is_dead(client, language):
    reached, last = {address("start", language)}, {address("start", language)}
    dead = {}
    for _ in range(CLICKS):
        found = set()
        for place in sorted(last):
            response = client.get(place)
            if response.status_code != 200:
                dead[place] = response.status_code
            if "html" in response["Content-Type"]:
                page = read(response)
                found |= {one.attributes["href"].partition("#")[0] for one in page.all("a")}
                found |= {one.attributes["action"] for one in page.all("form", class_="seek")}
        own = {url for url in found if url.startswith("/en/") == (language == "en") and url.startswith("/")}
        last = own - reached
        reached |= own

    assert dead == {}
    assert set(places(language)) - reached == set()
