from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES
from svangrum.guide.blanks import blanks
from svangrum.guide.texts import clauses
from svangrum.web.pages import address
from tests.web.page import read

CHOICE = {"level": "requirement", "persons": "3", "months": "12"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", clauses())
def test_every_text_has_a_page(client, code, language):
    response = client.get(address("clause", language, clause=code))

    assert response.status_code == 200
    assert len(response.content) < 60_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_of_people_comes_along_and_the_text_can_be_copied_and_taken(client, language):
    response = client.get(address("clauses", language), {"persons": "3", "months": "12"})
    page = read(response)

    assert response.status_code == 200
    assert len(response.content) < 60_000
    assert page.all("button", data_copy="avtalstext") or [one for one in page.elements if "data-copy" in one.attributes]
    assert [one for one in page.all("a") if ".docx" in one.attributes["href"]]


def test_what_is_filled_in_stands_in_the_text_and_in_the_word_file(client):
    name = next(one for one in blanks().values() if one.kind == "text").name
    query = {"persons": "3", "months": "12", f"b-{name}": "Exempelstads kommun <i>"}
    page = client.get("/texter", query).content.decode()

    assert "Exempelstads kommun &lt;i&gt;" in page
    assert client.get("/texter/avtalstext.docx", query).content[:2] == b"PK"


@pytest.mark.parametrize(
    "query", [{"level": "<x>"}, {"level": "requirement", "forms": "slaveri"}, {"persons": "många", "months": "12"}]
)
def test_what_cannot_be_read_is_told(client, query):
    response = client.get("/texter", query)

    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()


def test_an_unknown_text_is_not_there(client):
    assert client.get("/texter/finns-inte").status_code == 404
