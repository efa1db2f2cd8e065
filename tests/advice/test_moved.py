"""What moves the forecast, what the reserved one rests on, and how often nobody tenders: said with the answer."""

from __future__ import annotations

from datetime import date

import pytest

from svangrum.advice.advise import advise
from svangrum.advice.explain import explain
from svangrum.advice.moved import LEAST, MOST, moved_in_words
from svangrum.advice.read import read_purchase
from svangrum.analysis.reserved_review import SOURCES
from svangrum.competition.factors import Effect, Factor
from svangrum.competition.tenders import ZeroEvidence, load_market
from svangrum.core.language import LANGUAGES, has_words

DAY = date(2026, 11, 23)
CLEANING = read_purchase(
    {"what": "lokalvård i två förskolor", "value": "1200000", "buyer": "kommun", "cpv": "90911200", "contract": "no"}
)


def factor(code="word", p_one=0.05, moved=0.2, tenders="fewer", **values):
    return Factor(code, values or {"word": "lokalvård"}, Effect(p_one, -1, tenders, moved))


def test_few_are_told_and_the_strongest_first():
    advice = advise(CLEANING, as_of=DAY)
    answer = explain(advice, language="sv")
    moved = [one.effect.moved for one in advice.competition.factors]

    assert 1 <= len(answer.moved) <= MOST
    assert moved == sorted(moved, reverse=True)
    assert answer.moved[0].startswith("Att du köper Städning")


@pytest.mark.parametrize(
    ("p_one", "tenders", "said"),
    [
        (
            0.05,
            "fewer",
            "talar för färre anbud: risken för bara ett anbud blir 5 procentenheter högre.",
        ),
        (
            -0.05,
            "more",
            "talar för fler anbud: risken för bara ett anbud blir 5 procentenheter lägre.",
        ),
        (
            0.01,
            "fewer",
            "talar för färre anbud: risken för bara ett anbud blir 1 procentenhet högre.",
        ),
        (
            -0.01,
            "more",
            "talar för fler anbud: risken för bara ett anbud blir 1 procentenhet lägre.",
        ),
    ],
)
def test_which_way_a_fact_moves_it_is_said(p_one, tenders, said):
    assert moved_in_words([factor(p_one=p_one, tenders=tenders)], "sv") == (f"Ordet lokalvård i beskrivningen {said}",)


@pytest.mark.parametrize(("tenders", "said"), [("more", "fler"), ("fewer", "färre")])
def test_a_fact_that_hardly_changes_the_risk_has_a_direction(tenders, said):
    (told,) = moved_in_words([factor("buyer", p_one=0.001, tenders=tenders, value="kommun")], "sv")

    assert told == f"Att en kommun köper talar för något {said} anbud."


@pytest.mark.parametrize(("word", "p_one"), [("två", 0.05), ("och", 0.05), ("12", 0.05), ("lokalvård", 0.009)])
def test_words_that_tell_nothing_are_left_out(word, p_one):
    assert moved_in_words([factor(p_one=p_one, word=word)], "sv") == ()


def test_the_reserved_answer_says_what_its_marks_weigh_and_claims_no_coverage():
    reserved = explain(advise(CLEANING, as_of=DAY), language="sv").reserved

    assert "märkta som reserverade" in reserved.basis
    assert "väger som 6,4 reserverade" in reserved.basis
    assert reserved.interval.endswith("Hur ofta det stämmer för reserverade köp har inte gått att mäta.")


def test_what_moves_little_or_has_no_words_is_left_out():
    assert moved_in_words([factor(moved=LEAST / 2), factor("procedure", value="odd")], "sv") == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("buyer", ["kommun", "region", "stat", "kommunalt-bolag"])
def test_every_buyer_has_words(buyer, language):
    assert len(moved_in_words([factor("buyer", value=buyer)], language)) == 1


def test_the_number_behind_the_reserved_answer_is_always_told():
    competition = advise(CLEANING, as_of=DAY, moved=False).competition
    told = {message.code: message.values for message in competition.evidence}

    assert told["evidence.uhm"]["lots"] == competition.reserved.outlook.n_lots
    assert told["evidence.uhm"]["procurements"] == competition.reserved.outlook.n_procurements
    assert 0 < told["evidence.uhm"]["trusted"] <= told["evidence.uhm"]["procurements"]
    assert {"evidence.prior", "note.reserved-counts"} <= told.keys()


def test_every_source_of_reserved_lots_has_words():
    assert all(has_words(f"evidence.{source}") for source in SOURCES.values())


def codes(advice):
    return {message.code for message in (*advice.competition.notes, *advice.unknowns)}


def test_how_often_nobody_tenders_is_not_known_unless_it_was_counted(monkeypatch):
    monkeypatch.setattr(load_market(), "zero", {})
    assert {"note.zero-unknown", "unknown.no-tenders"} <= codes(advise(CLEANING, as_of=DAY))

    monkeypatch.setattr(load_market(), "zero", {"SE": ZeroEvidence(400, 30)})
    monkeypatch.setattr(load_market(), "zero_attribution", "Data: Exempel")
    advice = advise(CLEANING, as_of=DAY)
    answer = explain(advice, language="sv")

    assert not {"note.zero-unknown", "unknown.no-tenders"} & codes(advice)
    assert any("30 inget anbud alls, 7,5 procent" in note for note in answer.competition_notes)
