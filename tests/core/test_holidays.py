from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.holidays import (
    day_off,
    eves,
    is_working_day,
    on_or_after,
    on_or_before,
    public_holidays,
    working_days_after,
    working_days_before,
)

DAYS = st.dates(date(2022, 1, 1), date(2035, 12, 31))
COUNTS = st.integers(0, 60)
EASTER = {2022: (4, 17), 2023: (4, 9), 2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16)}
"""As almanacs give them."""


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 1, 1), "new-years-day"),
        (date(2026, 1, 6), "epiphany"),
        (date(2026, 4, 3), "good-friday"),
        (date(2026, 4, 4), "saturday"),
        (date(2026, 4, 5), "easter-sunday"),
        (date(2026, 4, 6), "easter-monday"),
        (date(2026, 5, 1), "first-of-may"),
        (date(2026, 5, 14), "ascension-day"),
        (date(2026, 5, 24), "whit-sunday"),
        (date(2026, 5, 25), None),
        (date(2027, 5, 17), None),
        (date(2025, 6, 6), "national-day"),
        (date(2026, 6, 19), "midsummer-eve"),
        (date(2026, 6, 20), "midsummer-day"),
        (date(2027, 6, 25), "midsummer-eve"),
        (date(2027, 6, 26), "midsummer-day"),
        (date(2026, 10, 31), "all-saints-day"),
        (date(2027, 11, 6), "all-saints-day"),
        (date(2026, 12, 24), "christmas-eve"),
        (date(2026, 12, 25), "christmas-day"),
        (date(2026, 12, 26), "boxing-day"),
        (date(2026, 12, 27), "sunday"),
        (date(2026, 12, 28), None),
        (date(2026, 12, 31), "new-years-eve"),
        (date(2026, 4, 2), None),
    ],
)
def test_each_day_off_is_known_by_its_name(day, why):
    assert day_off(day) == why


@pytest.mark.parametrize(("year", "month_and_day"), EASTER.items())
def test_easter_falls_where_almanacs_say(year, month_and_day):
    assert public_holidays(year)[date(year, *month_and_day)] == "easter-sunday"


@pytest.mark.parametrize("year", range(2022, 2036))
def test_a_year_has_thirteen_named_holidays_and_three_eves(year):
    weekdays = {name: day.strftime("%a") for day, name in public_holidays(year).items()}
    midsummer = next(day for day, name in public_holidays(year).items() if name == "midsummer-day")

    # Two may fall on one day, as the first of May and Ascension Day did in 2008 and will in 2160
    assert len(weekdays) == 13
    assert weekdays["midsummer-day"] == weekdays["all-saints-day"] == "Sat"
    assert weekdays["ascension-day"] == "Thu"
    assert date(year, 6, 20) <= midsummer <= date(year, 6, 26)
    assert eves(year)[midsummer - timedelta(days=1)] == "midsummer-eve"
    assert not set(eves(year)) & set(public_holidays(year))


@given(DAYS)
def test_the_nearest_working_day_is_one_and_nothing_lies_between(day):
    before, after = on_or_before(day), on_or_after(day)

    assert before <= day <= after
    assert is_working_day(before)
    assert is_working_day(after)
    assert (before == after) == is_working_day(day)
    assert not any(is_working_day(before + timedelta(days=n)) for n in range(1, (after - before).days))


@given(DAYS, COUNTS)
def test_so_many_working_days_lie_between(day, count):
    after = working_days_after(day, count)
    between = sum(is_working_day(day + timedelta(days=n)) for n in range(1, (after - day).days + 1))

    assert is_working_day(after)
    assert between == (count if is_working_day(day) else max(count, 1))


@given(DAYS, COUNTS)
def test_back_and_forth_never_overshoots(day, count):
    assert working_days_after(working_days_before(day, count), count) <= on_or_after(day)
    assert working_days_before(working_days_after(day, count), count) >= on_or_before(day)
