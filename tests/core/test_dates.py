from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.dates import Period, parse_day
from svangrum.core.errors import SvangrumError

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    since = draw(DAYS)
    days = draw(st.none() | st.integers(1, 5000))
    return Period(since, None if days is None else since + timedelta(days=days))


def test_a_period_holds_its_first_day_and_not_its_end() -> None:
    year = Period(date(2026, 1, 1), date(2027, 1, 1))

    assert date(2026, 1, 1) in year
    assert date(2026, 12, 31) in year
    assert date(2027, 1, 1) not in year
    assert date(2025, 12, 31) not in year


def test_a_period_without_end_goes_on() -> None:
    assert date(2999, 1, 1) in Period(date(2022, 2, 1))


@pytest.mark.parametrize("until", [date(2026, 1, 1), date(2025, 12, 31)])
def test_a_period_that_ends_before_it_begins_is_refused(until: date) -> None:
    with pytest.raises(ValueError, match="must end after"):
        Period(date(2026, 1, 1), until)


def test_periods_that_follow_each_other_do_not_overlap() -> None:
    before = Period(date(2024, 1, 1), date(2026, 1, 1))
    after = Period(date(2026, 1, 1))

    assert not before.overlaps(after)
    assert not after.overlaps(before)


@given(periods(), periods())
def test_periods_overlap_exactly_when_some_day_is_in_both(one: Period, other: Period) -> None:
    later_start = max(one.since, other.since)

    assert one.overlaps(other) == (later_start in one and later_start in other)
    assert one.overlaps(other) == other.overlaps(one)


@given(DAYS)
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert parse_day(f" {day.isoformat()}\n") == day


@pytest.mark.parametrize(
    "text", ["", "i dag", "2026-13-01", "2026-02-30", "23/11/2026", "2026", "26-11-23", "20261123"]
)
def test_an_unreadable_day_is_an_error_and_never_today(text: str) -> None:
    with pytest.raises(SvangrumError) as raised:
        parse_day(text, field="since")

    assert raised.value.code == "date.unreadable"
    assert raised.value.field == "since"
    assert raised.value.values == {"text": text}
