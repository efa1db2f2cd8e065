from __future__ import annotations

import pytest
from django.utils.html import escape

from svangrum.core.language import LANGUAGES, words
from svangrum.guide.glossary import by_letter, terms
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


def test_a_topic_narrows_the_list_and_an_unknown_one_does_not(client):
    narrowed = {one.attributes["href"] for one in read(client.get("/fragor?amne=villkor")).all("a")}
    everything = client.get("/fragor?amne=finns-inte").content.decode()

    assert "/fragor/hur-manga" in narrowed
    assert "/fragor/samhall" not in narrowed
    assert "Samhall" in everything


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_says_how_sure_each_answer_is(client, language):
    page = client.get(address("questions", language)).content.decode()

    for status in {one.status for one in questions().values()}:
        assert escape(words(f"questions.status.{status}", language)) in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_letter_of_the_glossary_stands_once_in_order(language):
    letters = [letter for letter, _ in by_letter(language)]

    assert len(letters) == len(set(letters))
    assert sum(len(found) for _, found in by_letter(language)) == len(terms())
