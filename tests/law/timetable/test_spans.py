from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.holidays import is_working_day, on_or_before
from svangrum.core.sources import Citation
from svangrum.law.timetable.limits import Limit
from svangrum.law.timetable.spans import Span, backwards, forwards, months_after

DAYS = st.dates(date(2022, 1, 1), date(2035, 12, 31))
LIMITS = st.builds(Limit, number=st.integers(0, 60), unit=st.sampled_from(["days", "working-days"]))
SPANS = st.builds(Span, name=st.just("x"), start=st.just("a"), end=st.just("b"), limit=LIMITS)
STANDSTILL = Span("standstill", "award-sent", "standstill-ends", Limit(10, "days", Citation("LOU", "20:1")))


@pytest.mark.parametrize(
    ("told", "last"),
    [
        (date(2019, 4, 1), date(2019, 4, 11)),
        (date(2019, 4, 18), date(2019, 4, 29)),
    ],
    ids=["a Monday", "before Easter, so that the tenth day is a Sunday"],
)
def test_standstill_lasts_as_the_agency_counts_it(told, last):
    """The agency's two examples: source ``calendar-uhm-standstill``."""
    assert STANDSTILL.earliest(told) == last


@pytest.mark.parametrize(
    ("last_by_the_act", "moved"),
    [
        (date(2019, 12, 24), date(2019, 12, 27)),
        (date(2019, 12, 25), date(2019, 12, 27)),
        (date(2019, 12, 26), date(2019, 12, 27)),
        (date(2019, 12, 31), date(2020, 1, 2)),
        (date(2020, 1, 1), date(2020, 1, 2)),
    ],
)
def test_the_last_day_for_tenders_moves_as_the_agency_says(last_by_the_act, moved):
    """Source ``calendar-uhm-holidays``."""
    tenders = Span("tenders", "notice-sent", "tenders-in", Limit(30, "days", Citation("LOU", "11:6")))

    assert tenders.earliest(last_by_the_act - timedelta(days=30)) == moved


@given(SPANS, DAYS)
def test_the_latest_start_is_the_latest(span, end):
    """Starting there is in time; starting one working day later is not."""
    end = on_or_before(end)
    start = span.latest(end)
    following = next(day for n in range(1, 20) if is_working_day(day := start + timedelta(days=n)))

    assert is_working_day(start)
    assert span.earliest(start) <= end < span.earliest(following)


@given(st.lists(SPANS, min_size=1, max_size=8), DAYS)
def test_a_chain_worked_back_and_forward_again_agrees(chain, goal):
    goal = on_or_before(goal)
    spans = [Span("x", str(n), str(n + 1), one.limit) for n, one in enumerate(chain)]
    last = str(len(spans))
    latest = backwards(spans, last, goal)
    again = forwards(spans, "0", latest["0"])

    assert all(again[code] <= latest[code] for code in latest)
    assert forwards(spans, "0", latest["0"] + timedelta(days=7))[last] > goal


def test_the_earlier_of_two_demands_decides():
    short, long = Limit(5, "days"), Limit(35, "days")
    spans = [Span("", "a", "b", Limit(0, "working-days")), Span("", "a", "c", short), Span("", "b", "c", long)]

    assert backwards(spans, "c", date(2027, 6, 1))["a"] == date(2027, 4, 27)
    assert forwards(spans, "a", date(2027, 4, 27))["c"] == date(2027, 6, 1)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 6, 30), date(2026, 12, 30)),
        (date(2026, 7, 1), date(2027, 1, 1)),
        (date(2026, 12, 15), date(2027, 6, 15)),
    ],
)
def test_six_months_end_on_the_same_day_of_the_month_or_its_last(day, later):
    assert months_after(day, 6) == later
