"""Where the guide rests on the law."""

from __future__ import annotations

from svangrum.advice.lawbook.uses import citing, places_cited, taking, uses
from svangrum.core.parameters import parameters
from svangrum.core.sources import Citation
from svangrum.guide.questions import questions
from svangrum.guide.texts import clauses

RESERVATION = Citation("LOU", "4:18")


def _codes(entries) -> set[tuple[str, str]]:
    return {(one.kind, one.code) for one in entries}


def test_a_place_leads_to_every_question_and_text_that_cites_it():
    asked = {("question", code) for code, one in questions().items() if RESERVATION in one.rests}
    written = {
        ("clause", code) for code, one in clauses().items() if any(RESERVATION in places for places in one.law.values())
    }
    assert asked | written <= _codes(citing(RESERVATION))
    assert asked


def test_a_value_leads_to_the_pages_whose_words_take_it():
    assert ("term", "andelskravet") in _codes(taking("reserved-share"))


def test_the_calculation_takes_its_rates():
    assert ("page", "calculator") in _codes(taking("calc-municipal-tax"))


def test_every_page_stands_once():
    found = [(one.entry.kind, one.entry.code) for one in uses()]
    assert len(found) == len(set(found))


def test_nothing_is_cited_that_is_no_place_of_the_act():
    assert {one.act for one in places_cited("LOU")} == {"LOU"}
    assert any(one.names & set(parameters()) for one in uses())
