"""Where the guide rests on the law."""

from __future__ import annotations

from svangrum.advice.lawbook.uses import citing, taking, uses
from svangrum.core.sources import Citation, acts
from svangrum.guide.questions import questions
from svangrum.guide.texts import clauses
from svangrum.law.book import in_order

RESERVATION = Citation("LOU", "4:18")


def _codes(entries) -> set[tuple[str, str]]:
    return {(one.kind, one.code) for one in entries}


def test_an_act_leads_to_every_question_and_text_that_cites_it():
    asked = {("question", code) for code, one in questions().items() if RESERVATION in one.rests}
    written = {
        ("clause", code) for code, one in clauses().items() if any(RESERVATION in places for places in one.law.values())
    }
    found = {(entry.kind, entry.code) for entry, places in citing("LOU") if RESERVATION in places}
    assert asked
    assert asked | written <= found


def test_the_places_stand_as_in_the_act():
    for act in acts():
        for _, places in citing(act):
            assert list(places) == sorted(places, key=in_order)
            assert {one.act for one in places} == {act}


def test_a_value_leads_to_the_pages_whose_words_take_it():
    assert ("term", "andelskravet") in _codes(taking("reserved-share"))


def test_the_calculation_takes_its_rates():
    assert ("page", "calculator") in _codes(taking("calc-municipal-tax"))


def test_every_page_stands_once():
    found = [(one.entry.kind, one.entry.code) for one in uses()]
    assert len(found) == len(set(found))
