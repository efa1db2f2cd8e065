"""Every situation gives the codes it names; and together they reach every code, limit and date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from svangrum.core.money import Money
from svangrum.core.parameters import parameters
from svangrum.law.annex2 import Annex2, annex2
from svangrum.law.assess import assess
from svangrum.law.dated import own_code
from svangrum.law.place import ANNEX2_THRESHOLD, THRESHOLDS, threshold_code
from svangrum.law.purchase import Act
from svangrum.law.registry import entries, first_day, rules
from svangrum.law.situations import Situation, situations

SHARED = ("direct-award-limit", "after-notice-limit", *sorted(set(THRESHOLDS.values())), ANNEX2_THRESHOLD)
DIVIDING = [(code, act) for act in Act for code in SHARED if act is Act.LOU or own_code(code, act) != code]
"""Limits where the amount itself falls on the upper side, and the act that they hold for."""


def _named(situation: Situation) -> str:
    return situation.name


@pytest.mark.parametrize("situation", situations(), ids=_named)
def test_gives_the_codes_it_names(situation: Situation):
    answer = assess(situation.purchase, as_of=situation.as_of)
    given = {finding.rule: finding.code for finding in answer.findings}
    assert {rule: given.get(rule) for rule in situation.expect} == situation.expect


@pytest.mark.parametrize("situation", [one for one in situations() if one.missing], ids=_named)
def test_asks_for_what_is_missing(situation: Situation):
    answer = assess(situation.purchase, as_of=situation.as_of)
    asked = {one.rule: list(one.facts) for one in answer.missing}
    assert {rule: asked.get(rule) for rule in situation.missing} == situation.missing


@pytest.mark.parametrize("situation", [one for one in situations() if one.cites], ids=_named)
def test_cites_what_it_names(situation: Situation):
    answer = assess(situation.purchase, as_of=situation.as_of)
    for rule, wanted in situation.cites.items():
        finding = answer.instrument(rule)
        assert finding is not None
        cited = {f"{one.act} {one.section}".strip() for one in finding.citations}
        assert set(wanted) <= cited


@pytest.mark.parametrize("situation", [one for one in situations() if one.warns or one.silent], ids=_named)
def test_warns_when_it_should(situation: Situation):
    warned = {one.code for one in assess(situation.purchase, as_of=situation.as_of).warnings}
    assert set(situation.warns) <= warned
    assert not set(situation.silent) & warned


def test_names_are_unique_and_many():
    names = [one.name for one in situations()]
    assert len(set(names)) == len(names)
    assert len(names) >= 60


def test_every_rule_and_code_in_a_situation_exists():
    for situation in situations():
        for rule, code in situation.expect.items():
            assert code in entries(rule), situation.name


@pytest.mark.parametrize("rule", rules(), ids=lambda one: f"{one.name}-{one.period.since}")
def test_every_code_of_every_period_is_reached(rule):
    reached = {
        situation.expect[rule.name]
        for situation in situations()
        if situation.as_of in rule.period and rule.name in situation.expect
    }
    assert rule.codes - reached == set(), f"no situation since {rule.period.since} reaches these codes of {rule.name}"


def _periods(code: str) -> list[tuple[date, date, tuple[Money, ...]]]:
    """Each value of a limit: from, to, and the amounts at which the answer may change."""
    values = parameters()[code].values
    ends = [one.since for one in values[1:]] + [date.max]
    bounds = [(one.value,) if one.value is not None else (one.low, one.high) for one in values]
    return [
        (one.since, end, tuple(bound for bound in pair if bound is not None))
        for one, end, pair in zip(values, ends, bounds, strict=True)
    ]


def _meets(situation: Situation, code: str) -> bool:
    """The situation is measured against this limit."""
    purchase = situation.purchase
    status = annex2(purchase)
    if code == "direct-award-limit":
        return status is not Annex2.APPLIES
    if code == "after-notice-limit":
        return True
    return purchase.kind is not None and threshold_code(purchase, status) == code


@pytest.mark.parametrize(("code", "act"), DIVIDING)
def test_both_sides_of_every_limit(code, act):
    under = [one for one in situations() if one.purchase.under is act and _meets(one, code)]
    for since, until, bounds in _periods(own_code(code, act)):
        values = {one.purchase.value for one in under if since <= one.as_of < until}
        for bound in bounds:
            assert bound in values, f"{code} {since}: nobody stands at {bound}"
            assert bound - Money.kronor(1) in values, f"{code} {since}: nobody stands just under {bound}"


def test_both_sides_of_the_sum_for_documentation():
    for since, until, (bound,) in _periods("documentation-limit"):
        values = {one.purchase.value for one in situations() if since <= one.as_of < until}
        assert {bound, bound + Money.kronor(1)} <= values


def _dates() -> set[date]:
    of_rules = {rule.period.since for rule in rules()}
    of_values = {value.since for one in parameters().values() if one.code in _used() for value in one.values}
    return {day for day in of_rules | of_values if day > first_day()}


def _used() -> set[str]:
    named = {code for rule in rules() for entry in entries(rule.name).values() for code in entry.values}
    return named | {own_code(code, act) for code, act in DIVIDING} | {"documentation-limit"}


def test_both_sides_of_every_date():
    days = {one.as_of for one in situations()}
    for day in _dates():
        assert day in days, f"no situation on {day}"
        assert day - timedelta(days=1) in days, f"no situation the day before {day}"


def test_the_first_day_is_covered():
    assert first_day() == date(2022, 2, 1)
    assert first_day() in {one.as_of for one in situations()}
