"""What changed between two days: nothing missed, nothing told twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.errors import NotInForceError, SvangrumError
from svangrum.law.book import answers, law_values
from svangrum.law.diff import Change, changes, days_of_change, events
from svangrum.law.registry import first_day, rules

LAST = date(2040, 1, 1)
DAYS = st.dates(first_day(), LAST)
OF_VALUES = {one for one in Change if one.startswith("value-")}


def _on(day: date, code: str) -> Change:
    """What happened to one code on one day; a rule may change in several acts at once."""
    (change,) = {one.change for one in changes(day - timedelta(days=1), day) if one.code == code}
    return change


@given(DAYS)
def test_nothing_changes_between_a_day_and_itself(day):
    assert changes(day, day) == ()


@given(st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_two_stretches_tell_what_the_whole_tells(days):
    first, middle, last = days
    assert changes(first, middle) + changes(middle, last) == changes(first, last)


@given(DAYS, DAYS)
def test_a_value_that_differs_is_told_and_one_that_does_not_is_not_without_cause(one, other):
    first, last = sorted((one, other))
    told = {event.code for event in changes(first, last) if event.change in OF_VALUES}
    for code, parameter in law_values().items():
        if parameter.values[0].since <= first and parameter.at(first) != parameter.at(last):
            assert code in told
        if code in told:
            assert any(first < dated.since <= last for dated in parameter.values)


@pytest.mark.parametrize("code", law_values())
def test_every_day_a_value_changes_shows(code):
    for dated in law_values()[code].values:
        if dated.since > first_day():
            assert [one.after for one in changes(dated.since - timedelta(days=1), dated.since) if one.code == code] == [
                dated
            ]


def test_every_day_a_rule_changes_shows():
    for rule in rules():
        for day in (rule.period.since, rule.period.until):
            if day is not None and day > first_day():
                told = changes(day - timedelta(days=1), day)
                assert any(one.code == rule.name and set(one.acts) & set(rule.acts) for one in told)


def test_what_happened_is_named():
    assert _on(date(2024, 1, 1), "eu-threshold-works") is Change.VALUE_CHANGED
    assert _on(date(2024, 1, 1), "fee-least") is Change.VALUE_SOURCE
    assert _on(date(2024, 1, 1), "documentation-days") is Change.VALUE_BEGAN
    assert _on(date(2028, 1, 1), "eu-threshold-works-euro") is Change.VALUE_UNKNOWN
    assert _on(date(2024, 1, 1), "documentation") is Change.RULE_CHANGED
    assert _on(date(2024, 1, 1), "LOU") is Change.CHAPTER_REWRITTEN
    assert _on(date(2023, 1, 1), "SFS 2022:900") is Change.ACT_BEGAN
    assert _on(date(2023, 9, 14), "Prop. 2023/24:3") is Change.SOURCE_BEGAN
    assert _on(date(2025, 7, 2), "LOU") is Change.ACT_UNREAD


def test_a_value_that_is_read_at_last_is_known():
    for event in events():
        if event.change is Change.VALUE_KNOWN:
            assert event.before is not None
            assert event.before.value is None
            assert event.after is not None
            assert event.after.value is not None


def test_a_changed_rule_tells_which_answers_came_and_went():
    (event,) = [one for one in changes(date(2022, 12, 31), date(2023, 1, 1)) if one.code == "reserve-other"]
    assert set(event.gained) == {"both", "ideburna", "not-annex2", "not-listed", "unconfirmed"}
    assert set(event.lost) == {f"organisations-{code}" for code in ("not-annex2", "not-listed", "unconfirmed")}
    assert set(event.gained) <= set(answers("reserve-other"))


def test_days_of_change_are_exactly_those_with_changes():
    assert list(days_of_change()) == sorted(set(days_of_change()))
    for day in days_of_change():
        assert changes(day - timedelta(days=1), day)
    assert {event.day for event in changes(first_day(), LAST)} == set(days_of_change())


def test_days_in_the_wrong_order_are_refused():
    with pytest.raises(SvangrumError) as caught:
        changes(date(2024, 1, 1), date(2023, 1, 1))
    assert caught.value.code == "law.days-reversed"
    assert caught.value.field == "last"


def test_a_day_before_the_first_is_refused():
    with pytest.raises(NotInForceError) as caught:
        changes(first_day() - timedelta(days=1), date(2024, 1, 1))
    assert caught.value.code == "law.not-in-force"
    assert caught.value.field == "first"
