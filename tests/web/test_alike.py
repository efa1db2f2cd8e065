"""The answer page's competition part: what moves the forecast, what it rests on, published purchases like it."""

from __future__ import annotations

import pytest

from svangrum.analysis.comparables import NOTICE
from tests.analysis.made_up_facts import lot, result, write_results, write_statistics
from tests.web.page import read

ADDRESSES = {"sv": "/svar", "en": "/en/answer"}


@pytest.fixture
def store(settings, tmp_path):
    settings.STORE = tmp_path
    return tmp_path


@pytest.fixture
def filled(store):
    write_statistics(store, [lot(number, title=f"Lokalvård <b>{number}</b>") for number in range(1, 7)])
    write_results(store, [result(77)])
    return store


def answer(client, question, language="sv"):
    response = client.get(ADDRESSES[language], {**question, "cpv": "90911200"})
    assert response.status_code == 200
    return response


@pytest.mark.parametrize("language", ADDRESSES)
def test_five_are_seen_and_the_rest_folded(client, question, filled, language):
    page = read(answer(client, question, language))
    first, rest = [one for one in page.all("ol") if "alike" in one.attributes.get("class", "").split()]

    assert first.text.count("Lokalvård") == 5
    assert rest.text.count("Lokalvård") == 2
    assert rest.attributes["start"] == "6"


def test_a_notice_is_one_click_away(client, question, filled):
    links = [one.attributes.get("href") for one in read(answer(client, question)).all("a")]

    assert NOTICE.format(number="77-2021") in links


def test_titles_are_text(client, question, filled):
    assert b"<b>1</b>" not in answer(client, question).content


def test_the_facts_are_attributed(client, question, filled):
    assert "Uppgifter: Exempelverket, statistics" in answer(client, question).content.decode()


@pytest.mark.parametrize("language", ADDRESSES)
def test_without_facts_one_sentence_and_a_link(client, question, store, language):
    response = answer(client, question, language)

    assert "svangrum ingest statistics" in response.content.decode()
    assert any("var-oppna-data" in one.attributes.get("href", "") for one in read(response).all("a"))


def test_damaged_facts_are_no_error(client, question, filled):
    for file in (filled / "facts").rglob("*.parquet"):
        file.write_bytes(b"nothing")

    assert "går inte att läsa" in answer(client, question).content.decode()


def test_facts_that_come_while_the_site_is_up_are_noticed(client, question, store):
    assert "Lokalvård <" not in answer(client, question).content.decode()
    write_statistics(store, [lot(1, title="Lokalvård i biblioteket")])

    assert "Lokalvård i biblioteket" in answer(client, question).content.decode()


def test_what_moves_and_what_it_rests_on_is_said(client, question, store):
    text = answer(client, question).content.decode()

    assert "Det här talar för fler eller färre anbud" in text
    assert "Vad det reserverade svaret bygger på" in text
    assert "Hur ofta ett köp inte får något anbud alls vet vi inte." in text


def test_a_document_has_them_too(client, question, filled):
    response = client.get("/underlag/beslutsunderlag.pdf", {**question, "cpv": "90911200"})

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
