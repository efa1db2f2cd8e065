from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES
from svangrum.guide.glossary import terms
from svangrum.guide.questions import questions
from svangrum.web.pages import address
from tests.web.page import read


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", questions())
def test_every_question_has_a_page(client, code, language):
    response = client.get(address("question", language, question=code))

    assert response.status_code == 200
    assert len(read(response).all("h1")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_leads_to_every_question(client, language):
    page = read(client.get(address("questions", language)))
    links = {one.attributes["href"] for one in page.all("a")}

    assert {address("question", language, question=code) for code in questions()} <= links


def test_words_narrow_the_list_and_hostile_ones_are_shown_as_text(client):
    assert "Samhall" in client.get("/fragor?ord=samhall").content.decode()
    hostile = client.get("/fragor", {"ord": "<script>" + "a" * 500})
    assert hostile.status_code == 200
    assert b"<script>a" not in hostile.content


def test_an_unknown_question_is_not_there(client):
    assert client.get("/fragor/finns-inte").status_code == 404


def test_the_glossary_holds_every_term(client):
    assert set(terms()) <= set(read(client.get("/ordlista")).ids)


def test_a_line_of_the_answer_leads_to_the_questions_of_its_rule(client, question):
    links = {one.attributes["href"] for one in read(client.get("/svar", question)).all("a")}

    assert "/fragor/dela-upp" in links
    assert "/fragor/trettio-procent" in links
