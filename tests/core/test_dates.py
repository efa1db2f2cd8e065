from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.dates import Period, at_home, day_at_home, end_of_day, parse_day
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


@pytest.mark.parametrize(
    ("moment", "day", "hour"),
    [
        (datetime(2026, 11, 27, 22, 59, tzinfo=UTC), date(2026, 11, 27), 23),
        (datetime(2026, 11, 27, 23, 0, tzinfo=UTC), date(2026, 11, 28), 0),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1), 0),
    ],
)
def test_days_begin_at_midnight_in_sweden(moment: datetime, day: date, hour: int) -> None:
    assert day_at_home(moment) == day
    assert at_home(moment).hour == hour
    assert at_home(moment) == moment


@given(DAYS)
def test_a_second_after_the_end_of_a_day_it_is_the_next(day: date) -> None:
    assert day_at_home(end_of_day(day)) == day
    assert day_at_home(end_of_day(day).astimezone(UTC) + timedelta(seconds=1)) == day + timedelta(days=1)
