"""Whatever differs between two answers has words, in both languages, and a cause where one is known."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from svangrum.advice.advise import advise
from svangrum.advice.because import causes
from svangrum.advice.compared import changed
from svangrum.advice.compared_told import ToldDifference, told_differences
from svangrum.advice.explain import explain
from svangrum.advice.export import as_json_object
from svangrum.core.language import LANGUAGES
from svangrum.core.money import Money
from svangrum.law.purchase import Act
from tests.advice.test_compared import CLEANING, STATED, TODAY
from tests.law.test_assess import DAYS


def told_in(language):
    def told(purchase, day):
        advice = advise(purchase, as_of=day, moved=False)
        return json.loads(json.dumps(as_json_object(advice, explain(advice, language=language))))

    return told


def between(language, then, now):
    ask = told_in(language)
    before, after = ask(*then), ask(*now)
    return before, after, told_differences(before, after, changed(before, after), causes(before, after, ask))


@settings(max_examples=40)
@given(then=st.tuples(STATED, DAYS), now=st.tuples(STATED, DAYS), language=st.sampled_from(LANGUAGES))
def test_every_difference_is_told(then, now, language):
    before, after, groups = between(language, then, now)
    told = [one for group in groups for one in group.differences]
    assert len(told) == len(changed(before, after))
    assert all(group.title and group.differences for group in groups)
    assert all(one.title and (one.then or one.now) for one in told)


def differences(then, now, kind, language="sv"):
    return next(group.differences for group in between(language, then, now)[2] if group.kind == kind)


def test_a_threshold_is_told_with_the_day_of_the_law():
    told = differences((CLEANING, date(2025, 12, 1)), (CLEANING, TODAY), "value")
    assert told == (
        ToldDifference(
            title="Tröskelvärdet i euro",
            then="221\u00a0000\u00a0euro",
            now="216\u00a0000\u00a0euro",
            why=("Det beror på lagen: reglerna är andra från och med den 1 januari 2026.",),
        ),
    )


def test_a_fact_stands_as_it_was_stated_and_is_its_own_cause():
    other = replace(CLEANING, value=Money.kronor(2_000_000), act=Act.LUF)
    told = differences((CLEANING, TODAY), (other, TODAY), "fact")
    assert [(one.title, one.then, one.now, one.why) for one in told if one.title == "Värde"] == [
        ("Värde", "650\u00a0000\u00a0kr", "2\u00a0000\u00a0000\u00a0kr", ())
    ]


def test_a_finding_is_told_by_its_outcome_and_reason():
    known = replace(CLEANING, covered_by_contract=False, same_kind_12_months=Money.kronor(0))
    told = differences((CLEANING, TODAY), (known, TODAY), "finding")
    direct = next(one for one in told if one.title == "Köpa direkt")
    assert direct.now.startswith("får")
    assert direct.why == ("Det beror på att uppgifterna är andra.",)
