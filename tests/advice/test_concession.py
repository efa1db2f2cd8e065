"""A concession from the question to the answer: in its own words, of its own act, and calm about what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from svangrum.advice.advise import advise
from svangrum.advice.explain import explain
from svangrum.core.language import LANGUAGES, words
from svangrum.core.money import Money
from svangrum.law.purchase import Act, Buyer, Kind, Purchase

DAY = date(2026, 11, 26)
CAFE = Purchase(
    what="drift av kafé i simhallen",
    act=Act.LUK,
    value=Money.kronor(6_000_000),
    kind=Kind.SERVICES,
    buyer=Buyer.MUNICIPALITY,
    months=60,
    covered_by_contract=False,
    direct_awards_this_year=Money.kronor(0),
)
LISTED = {"cpv": "55330000", "cpv_confirmed": True}


@pytest.mark.parametrize(
    ("changes", "code", "regime"),
    [
        ({}, "reserve-unsettled", "concession-15"),
        ({"value": Money.kronor(900_000)}, "direct", "concession-15"),
        ({"value": Money.kronor(900_000), "direct_awards_this_year": None}, "maybe-direct", "unknown"),
        ({"value": Money.kronor(3_000_000)}, "direct-unsettled", "concession-15"),
        ({"value": Money.kronor(60_000_000), "kind": Kind.WORKS}, "near-threshold", "unknown"),
        ({"value": Money.kronor(90_000_000), "kind": Kind.WORKS}, "reserve", "concession"),
        ({"value": Money.kronor(90_000_000)}, "reserve-unless-annex3", "unknown"),
        (
            {"value": Money.kronor(90_000_000), "main_object_confirmed": True} | LISTED,
            "reserve-unsettled",
            "concession-15",
        ),
        ({"covered_by_contract": True}, "covered", "concession-15"),
        ({"value": None}, "ask", "unknown"),
    ],
)
def test_the_headline_and_the_rules_of_a_concession(changes, code, regime):
    advice = advise(replace(CAFE, **changes), as_of=DAY)
    assert (advice.headline.code, advice.regime) == (f"headline.{code}", regime)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_value_is_asked_for_as_what_the_supplier_turns_over(language):
    answer = explain(advise(replace(CAFE, value=None), as_of=DAY), language=language)
    asked = {question.field: question.text for question in answer.questions}
    assert asked["value"] == words("fact.value.luk.question", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_years_direct_awards_are_asked_for_in_the_field_on_the_same_kind(language):
    small = replace(CAFE, value=Money.kronor(900_000), direct_awards_this_year=None)
    answer = explain(advise(small, as_of=DAY), language=language)
    asked = {question.field: question.text for question in answer.questions}
    assert asked["same_kind"] == words("fact.direct_awards_this_year.question", language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", [900_000, 3_000_000, 6_000_000, 60_000_000, 90_000_000])
def test_the_answer_names_no_place_in_an_act_that_does_not_govern(language, value):
    answer = explain(advise(replace(CAFE, value=Money.kronor(value)), as_of=DAY), language=language)
    cited = {citation.label for group in answer.groups for line in group.lines for citation in line.citations}
    assert any("LUK" in one for one in cited)
    assert not [one for one in cited if one.endswith((" LOU", " LUF"))]
    said = [text for group in answer.groups for line in group.lines for text in (line.says, line.why)]
    assert not [one for one in (*said, *answer.steps) if "19 kap" in one or "hapter 19" in one or "19 a" in one]


def test_the_buyer_is_not_asked_for():
    asked = {fact for one in advise(replace(CAFE, buyer=None, value=None), as_of=DAY).missing for fact in one.facts}
    assert "value" in asked
    assert "buyer" not in asked


def test_the_statistics_are_said_to_hold_few_concessions():
    def notes(purchase):
        return {one.code for one in advise(purchase, as_of=DAY).competition.notes}

    assert "note.few-concessions" in notes(CAFE)
    assert "note.few-concessions" not in notes(replace(CAFE, act=Act.LOU))
