from __future__ import annotations

import json

import pytest

from svangrum.core.language import LANGUAGES
from svangrum.guide.export import digest
from svangrum.web.pages import address


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["", "praktik", "<script>alert(1)</script>", "och att det", "x" * 5000, "\x00"])
def test_any_query_is_answered(client, query, language):
    response = client.get(address("search", language), {"q": query})

    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_hits_are_marked_and_lead_to_their_page(client):
    text = client.get("/sok?q=praktik").content.decode()

    assert "<mark>" in text
    assert "/texter/praktik" in text


def test_nothing_found_says_what_to_do(client):
    assert "/webbkarta" in client.get("/sok?q=xyzzyx").content.decode()


def test_the_json_can_be_fetched_and_is_not_sent_twice(client):
    first = client.get("/data/vagledning.json")
    again = client.get("/data/vagledning.json", headers={"if-none-match": first["ETag"]})

    assert json.loads(first.content)["content_digest"] == digest()
    assert first["Content-Type"].startswith("application/json")
    assert again.status_code == 304
    assert client.get("/data/vagledning.schema.json").status_code == 200
