"""The whole answer: law and market together, in codes, then in words, then as data."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svangrum.advice.advise import advise
from svangrum.advice.explain import explain
from svangrum.advice.export import as_json_object
from svangrum.advice.headline import BY_RESERVATION, REGIMES
from svangrum.advice.moments import MOMENTS, Moment, moment_of
from svangrum.advice.order import WAYS, Group, group_of
from svangrum.core.codes import cpv_table
from svangrum.core.data import data_path
from svangrum.core.errors import NotInForceError
from svangrum.core.findings import Outcome
from svangrum.core.language import LANGUAGES
from svangrum.core.money import Money
from svangrum.law.assess import assess
from svangrum.law.purchase import Buyer, Kind, Purchase
from svangrum.law.registry import rules

DAY = date(2026, 11, 23)
CLEANING = Purchase(
    what="Lokalvård i två förskolor",
    kind=Kind.SERVICES,
    value=Money.kronor(1_200_000),
    months=24,
    municipality="Exempelstad",
    buyer=Buyer.MUNICIPALITY,
    cpv="90911200",
    cpv_confirmed=True,
    main_object_confirmed=True,
    covered_by_contract=False,
    same_kind_12_months=Money.kronor(0),
)


def asked(**changes):
    return advise(replace(CLEANING, **changes), as_of=DAY)


def unknown_but(**known):
    return advise(Purchase(what="Lokalvård i två förskolor", **known), as_of=DAY)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"value": Money.kronor(400_000)}, "direct"),
        ({}, "reserve-unsettled"),
        ({"value": Money.kronor(2_450_000)}, "near-threshold"),
        ({"value": Money.kronor(9_000_000)}, "reserve"),
        ({"value": Money.kronor(9_000_000), "cpv": "55330000", "main_object_confirmed": None}, "reserve-unless-annex2"),
        ({"value": Money.kronor(6_000_000), "cpv": "55330000"}, "direct"),
        ({"covered_by_contract": True}, "covered"),
        ({"cpv": "55330000", "main_object_confirmed": None}, "annex2-first"),
        ({"value": Money.kronor(400_000), "same_kind_12_months": Money.kronor(500_000)}, "direct-unsettled"),
        ({"value": None}, "ask"),
        ({"value": Money.kronor(400_000), "same_kind_12_months": None}, "maybe-direct"),
    ],
)
def test_the_headline_says_the_weightiest_thing(changes, code):
    assert asked(**changes).headline.code == f"headline.{code}"


def test_the_headlines_cover_every_answer_about_reservation():
    codes = frozenset().union(*(rule.codes for rule in rules() if rule.name == "reserve"))
    assert set(BY_RESERVATION) == set(REGIMES) == codes


def test_an_unanswered_fact_gives_a_question_and_never_direct_award():
    advice = unknown_but(value=Money.kronor(400_000))
    direct = [finding for finding in advice.findings if finding.rule == "direct-award"]
    assert not direct
    assert {"covered_by_contract", "same_kind_12_months"} <= {fact for one in advice.missing for fact in one.facts}


def test_a_guessed_code_serves_the_comparison_only():
    guessed = unknown_but(value=Money.kronor(1_200_000), kind=Kind.SERVICES, buyer=Buyer.MUNICIPALITY)
    assert guessed.purchase.cpv is not None
    assert not guessed.purchase.cpv_confirmed
    assert "note.suggested-cpv" in {note.code for note in guessed.competition.notes}
    assert guessed.cpv_suggestions[0].code == guessed.purchase.cpv


def test_a_guessed_service_in_annex_2_does_not_lift_the_limit():
    advice = advise(
        Purchase(
            what="kafeteria i simhall",
            value=Money.kronor(3_000_000),
            kind=Kind.SERVICES,
            buyer=Buyer.MUNICIPALITY,
            covered_by_contract=False,
            same_kind_12_months=Money.kronor(0),
        ),
        as_of=DAY,
    )
    (direct,) = [finding for finding in advice.findings if finding.rule == "direct-award"]
    assert direct.outcome is Outcome.FORBIDDEN


def test_a_weak_guess_is_not_compared_with():
    advice = unknown_but(value=Money.kronor(1_200_000))
    weak = advise(Purchase(what="xyzzy"), as_of=DAY)
    assert advice.purchase.cpv is not None
    assert weak.purchase.cpv is None
    assert weak.cpv_suggestions
    assert "note.no-cpv" in {note.code for note in weak.competition.notes}


def test_a_value_that_looks_mistyped_is_pointed_out():
    assert asked(value=Money(150)).warnings[0].code == "caution.small-value"
    assert asked().warnings[0].code != "caution.small-value"


def test_there_is_always_something_to_do_next():
    assert advise(Purchase(what="gräsklippning"), as_of=DAY).steps


def test_the_weightiest_comes_first():
    findings = asked().findings
    groups = [group_of(finding) for finding in findings]
    assert list(dict.fromkeys(groups)) == list(Group)
    for group in set(Group) - {Group.TRAP}:
        weights = [finding.outcome.weight for finding in findings if group_of(finding) is group]
        assert weights == sorted(weights)


def test_traps_are_told_in_the_order_they_bite():
    traps = [finding for finding in asked().findings if group_of(finding) is Group.TRAP]
    moments = [moment_of(finding) for finding in traps]
    assert list(dict.fromkeys(moments)) == list(Moment)
    assert moments == sorted(moments, key=list(Moment).index)


@pytest.mark.parametrize("value", [300_000, 1_200_000, 9_000_000])
def test_a_trap_that_does_not_concern_the_purchase_is_not_told(value):
    advice = asked(value=Money.kronor(value))
    traps = [finding for finding in advice.findings if group_of(finding) is Group.TRAP]
    assert Outcome.NOT_APPLICABLE not in {finding.outcome for finding in traps}
    untold = {one.rule for one in assess(advice.purchase, as_of=DAY).findings} - {one.rule for one in advice.findings}
    assert untold <= set(MOMENTS)
    assert untold


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_trap_is_told_with_when_it_bites_and_nothing_else_is(language):
    answer = explain(asked(), language=language)
    for group in answer.groups:
        assert all((line.when is not None) is (group.key == Group.TRAP) for line in group.lines)


def test_every_trap_is_a_rule_and_has_a_moment():
    assert set(MOMENTS) <= {rule.name for rule in rules()}
    assert set(MOMENTS.values()) == set(Moment)
    assert not set(MOMENTS) & WAYS


def test_each_step_is_told_once():
    codes = [step.code for step in asked().steps]
    assert codes
    assert len(codes) == len(set(codes))


def test_a_day_before_the_first_law_is_refused():
    with pytest.raises(NotInForceError):
        advise(CLEANING, as_of=date(2021, 12, 31))


def test_a_day_after_the_act_was_read_is_answered_with_a_warning():
    assert "law.not-read-after" in {warning.code for warning in asked().warnings}


def test_the_same_question_gets_the_same_answer():
    assert as_data(asked()) == as_data(asked())


def as_data(advice, language="sv"):
    return as_json_object(advice, explain(advice, language=language))


@cache
def schema():
    return jsonschema.Draft202012Validator(json.loads(data_path("schemas/advice.schema.json").read_text("utf-8")))


CODES = sorted(cpv_table())[::150]
MONEY = st.one_of(st.none(), st.integers(1, 10**13).map(Money))
PURCHASES = st.builds(
    Purchase,
    what=st.sampled_from(["", "lokalvård", "snöröjning och halkbekämpning", "xyzzy", "kafeteria", "ny skola"]),
    kind=st.sampled_from([None, *Kind]),
    value=MONEY,
    months=st.sampled_from([None, 1, 12, 600]),
    municipality=st.sampled_from([None, "Nordanstig"]),
    buyer=st.sampled_from([None, *Buyer]),
    cpv=st.sampled_from([None, *CODES]),
    cpv_confirmed=st.booleans(),
    main_object_confirmed=st.sampled_from([None, True, False]),
    covered_by_contract=st.sampled_from([None, True, False]),
    same_kind_12_months=st.one_of(st.none(), st.integers(0, 10**12).map(Money)),
)


@settings(deadline=None, max_examples=150)
@given(purchase=PURCHASES, day=st.dates(date(2022, 2, 1), date(2030, 12, 31)), language=st.sampled_from(LANGUAGES))
def test_every_purchase_on_every_day_gets_a_whole_answer(purchase, day, language):
    advice = advise(purchase, as_of=day)
    answer = explain(advice, language=language)
    schema().validate(json.loads(json.dumps(as_json_object(advice, answer))))
    assert answer.headline
    assert answer.lines or answer.questions
    assert len(answer.open.dots) == len(answer.reserved.dots) == 20
    assert not any("{" in text for text in (answer.headline, *answer.steps, *answer.unknowns, *answer.warnings))
