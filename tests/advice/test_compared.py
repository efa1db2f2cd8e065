"""Two answers compared: the same differ in nothing, the order says nothing, and the other way round is its mirror."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from svangrum.advice.advise import advise
from svangrum.advice.because import Because, Cause, causes
from svangrum.advice.compared import How, Key, Kind, changed
from svangrum.advice.explain import explain
from svangrum.advice.export import as_json_object
from svangrum.core.money import Money
from svangrum.law.purchase import Buyer, Purchase
from svangrum.law.purchase import Kind as Bought
from tests.advice.test_json_line import PURCHASES
from tests.law.test_assess import DAYS

CLEANING = Purchase(what="lokalvård", value=Money.kronor(650_000), kind=Bought.SERVICES, buyer=Buyer.MUNICIPALITY)
TODAY = date(2026, 11, 27)
MIRRORED = {How.NEW: How.GONE, How.GONE: How.NEW}


def told(purchase, day):
    advice = advise(purchase, as_of=day, moved=False)
    return json.loads(json.dumps(as_json_object(advice, explain(advice, language="sv"))))


STATED = PURCHASES.map(lambda purchase: replace(purchase, cpv_confirmed=purchase.cpv is not None))
ANSWERS = st.builds(told, STATED, DAYS)


@settings(max_examples=40)
@given(answer=ANSWERS)
def test_the_same_answer_differs_in_nothing(answer):
    assert changed(answer, deepcopy(answer)) == ()


@settings(max_examples=40)
@given(then=ANSWERS, now=ANSWERS)
def test_the_other_way_round_is_the_mirror(then, now):
    there, back = changed(then, now), changed(now, then)
    assert [(one.key, one.then, one.now, MIRRORED.get(one.how, one.how)) for one in there] == [
        (one.key, one.now, one.then, one.how) for one in back
    ]


@settings(max_examples=40)
@given(then=ANSWERS, now=ANSWERS, chance=st.randoms(use_true_random=False))
def test_the_order_of_what_is_said_says_nothing(then, now, chance):
    mixed = deepcopy(now)
    for part in ("findings", "steps", "warnings", "questions", "unknowns"):
        chance.shuffle(mixed[part])
    for finding in mixed["findings"]:
        for part in ("citations", "conditions", "choices", "proofs", "warnings"):
            chance.shuffle(finding[part])
    assert [(one.key, one.how) for one in changed(then, mixed)] == [(one.key, one.how) for one in changed(then, now)]
    assert changed(now, mixed) == ()


@settings(max_examples=25)
@given(purchase=STATED, first=DAYS, last=DAYS)
def test_what_differs_between_two_days_differs_because_of_the_law(purchase, first, last):
    then, now = told(purchase, first), told(purchase, last)
    found = causes(then, now, told)
    assert set(found) == {one.key for one in changed(then, now)}
    assert {because.cause for why in found.values() for because in why} <= {Cause.LAW}
    assert all(why for why in found.values())


@settings(max_examples=25)
@given(then=STATED, now=STATED, day=DAYS)
def test_what_differs_on_one_day_differs_because_of_the_facts(then, now, day):
    found = causes(told(then, day), told(now, day), told)
    assert {because for why in found.values() for because in why} <= {Because(Cause.FACTS)}


def test_the_day_and_the_version_alone_are_no_difference():
    now = told(CLEANING, TODAY)
    assert changed(now, {**now, "as_of": "2026-11-20", "version": "0.1.0"}) == ()


def test_a_rule_and_a_value_that_changed_are_told_with_their_days():
    then, now = told(CLEANING, date(2022, 3, 1)), told(CLEANING, TODAY)
    found = {one.key: one for one in changed(then, now)}
    rule, limit = Key(Kind.FINDING, "priority-right"), Key(Kind.VALUE, "threshold-euro")
    assert (found[rule].then["code"], found[rule].now["code"]) == ("goes-first-before", "goes-first")
    assert (found[limit].then["minor"], found[limit].now["minor"]) == (21_500_000, 21_600_000)
    why = causes(then, now, told)
    assert why[rule] == (Because(Cause.LAW, date(2022, 10, 1)),)
    assert why[limit] == (Because(Cause.LAW, date(2024, 1, 1)), Because(Cause.LAW, date(2026, 1, 1)))


def test_a_day_to_come_is_compared_backwards():
    then, now = told(CLEANING, date(2026, 2, 1)), told(CLEANING, date(2025, 12, 1))
    why = causes(then, now, told)
    assert why[Key(Kind.VALUE, "threshold-euro")] == (Because(Cause.LAW, date(2026, 1, 1)),)


def test_a_newer_program_is_told():
    now = told(CLEANING, TODAY)
    then = {**now, "version": "0.1.0", "findings": [one for one in now["findings"] if one["rule"] != "lots"]}
    assert causes(then, now, told) == {Key(Kind.FINDING, "lots"): (Because(Cause.PROGRAM),)}


def test_other_words_for_the_same_are_told_in_the_same_language_alone():
    now = told(CLEANING, TODAY)
    then = deepcopy(now)
    then["findings"][0]["why"] = "Andra ord."
    assert [one.how for one in changed(then, now)] == [How.WORDING]
    assert changed({**then, "language": "en"}, now) == ()


def test_newer_published_purchases_are_told():
    now = told(CLEANING, TODAY)
    with_data = [
        {**now, "comparables": {"snapshots": [{"dataset": "lots", "identity": identity}]}} for identity in ("a", "b")
    ]
    assert causes(*with_data, told) == {Key(Kind.SNAPSHOT, "lots"): (Because(Cause.DATA),)}
    assert changed(now, with_data[0]) == ()


def test_a_day_before_the_rules_has_no_told_cause():
    now = told(CLEANING, TODAY)
    then = {**now, "as_of": "2010-01-01", "findings": now["findings"][1:]}
    assert list(causes(then, now, told).values()) == [()]
