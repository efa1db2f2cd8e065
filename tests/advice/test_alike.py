"""Published purchases in the answer: in words, as data, in every document, and when there are none."""

from __future__ import annotations

import json
from datetime import date
from functools import cache

import jsonschema
import pytest

from svangrum.advice.advise import advise
from svangrum.advice.alike import alike_in_words
from svangrum.advice.explain import explain
from svangrum.advice.export import as_json_object
from svangrum.advice.read import read_purchase
from svangrum.analysis.comparables import PERHAPS_A_PERSON, Comparables
from svangrum.analysis.likeness import sought
from svangrum.competition.winner_kinds import KINDS
from svangrum.core.data import data_path
from svangrum.core.language import LANGUAGES, has_words
from svangrum.documents.memo import memo_document
from svangrum.documents.pdf import memo_pdf
from svangrum.documents.plain import as_text
from svangrum.documents.word import word_file
from tests.analysis.made_up_facts import lot, result, value, winner, write_results, write_statistics
from tests.documents.reading import pdf_text, word_text

DAY = date(2026, 11, 23)
CLEANING = read_purchase(
    {"what": "lokalvård i två förskolor", "value": "1200000", "buyer": "kommun", "cpv": "90911200", "contract": "no"}
)


@cache
def schema():
    return jsonschema.Draft202012Validator(json.loads(data_path("schemas/advice.schema.json").read_text("utf-8")))


@pytest.fixture
def store(tmp_path):
    write_statistics(
        tmp_path,
        [lot(1, title="Lokalvård\u202e i skolan", tenders=0), *(lot(2, lot_id=f"L{n}", tenders=n) for n in range(8))],
        winners=[winner("XX1", supplier_name="Samhall Aktiebolag")],
        values=[value("XX1", 1_500_000)],
    )
    write_results(tmp_path, [result(77, title="=Städning | *av* #kontor")])
    return tmp_path


def asked(store, language="sv"):
    advice = advise(CLEANING, as_of=DAY, store=store)
    return advice, explain(advice, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_holds_them_in_words_and_as_data(store, language):
    advice, answer = asked(store, language)
    told = as_json_object(advice, answer)

    schema().validate(json.loads(json.dumps(told)))
    assert [one["procurement"] for one in told["comparables"]["found"]] == ["XX1", "XX2", "77-2021"]
    assert [one["dataset"] for one in told["comparables"]["snapshots"]] == ["statistics", "lots"]
    assert len(told["comparables"]["snapshots"][0]["identity"]) == 20
    assert told["competition"]["factors"]["told"] == list(answer.moved)


def test_what_each_got_is_said(store):
    _, answer = asked(store)
    first, second, third = answer.alike.purchases

    assert first.got == "Fick inget anbud. Vann: Samhall. Avtalet får kosta högst 1\xa0500\xa0000\xa0kr."
    assert second.got == "Fick 0–7 anbud på 8 anbudsområden. 1 av dem fick bara ett. Vann: framgår inte här."
    assert third.url == "https://ted.europa.eu/en/notice/-/detail/77-2021"
    assert first.place == "Upphandling XX1 i Exempelbasen"
    assert first.about == "EXEMPELSTADS KOMMUN, 28 maj 2021"


def test_the_sources_of_the_answer_name_the_facts(store):
    _, answer = asked(store)

    assert sum("Exempelverket" in source.text for source in answer.sources) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_document_has_them(store, language):
    _, answer = asked(store, language)

    for text in (as_text(answer), word_text(word_file(memo_document(answer))), pdf_text(memo_pdf(answer))):
        assert "77-2021" in text
        assert "XX1" in text
        assert "Samhall" in text
        assert "\u202e" not in text


def test_without_facts_one_sentence_says_how_to_load_them(tmp_path):
    advice, answer = asked(tmp_path)

    assert "svangrum ingest statistics" in answer.alike.lead
    assert (answer.alike.purchases, answer.alike.loaded, answer.alike.notes) == ((), False, ())
    schema().validate(json.loads(json.dumps(as_json_object(advice, answer))))


def test_damaged_facts_are_told(tmp_path):
    (tmp_path / "current").mkdir()
    (tmp_path / "current" / "statistics").write_text("../../etc/passwd", "ascii")
    _, answer = asked(tmp_path)

    assert answer.alike.lead != alike_in_words(Comparables((), ()), "sv").lead
    assert "igen" in answer.alike.lead


def test_nobody_asked_is_not_none_found():
    advice = advise(CLEANING, as_of=DAY, moved=False)
    told = as_json_object(advice, explain(advice, language="sv"))

    schema().validate(json.loads(json.dumps(told)))
    assert (told["comparables"], told["competition"]["factors"]) == (None, None)


def test_every_kind_of_winner_has_words():
    assert all(has_words(f"alike.winner.{kind}") for kind in {*KINDS} - PERHAPS_A_PERSON)


NAMELESS = {"supplier_name": None}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "one", [{**NAMELESS, "natural_person": True}, NAMELESS, {"supplier_name": "Ada Påhittad"}, None]
)
def test_what_a_person_may_have_won_stands_nowhere(tmp_path, language, one):
    winners = [winner("XX1"), winner("XX1", **one)] if one else []
    write_statistics(tmp_path, [lot(1)], winners=winners, values=[value("XX1", 1_357_000)])
    advice, answer = asked(tmp_path, language)
    told = as_json_object(advice, answer)
    (found,) = told["comparables"]["found"]

    assert (found["winners"], found["value"]) == ([], None)
    assert "like.value" not in [reason["code"] for reason in found["reasons"]]
    document = memo_document(answer)
    for text in (json.dumps(told), as_text(answer), word_text(word_file(document)), pdf_text(memo_pdf(answer))):
        assert "357" not in "".join(text.split()).replace("\\u00a0", "")
    assert {"sv": "Vann: framgår inte här.", "en": "Won by: not shown here."}[language] in answer.alike.purchases[0].got


@pytest.mark.parametrize("what", ["", "!!", "och för till", "a b c", "12 34"])
def test_words_that_say_nothing_are_not_sought(what):
    assert sought(what) == ()
