"""When a reading may be told: nothing before something is public, nothing of the tenders before they are over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from svangrum.records.readings.course import AFTER, Course, Talk

OPENED, CLOSED = date(2026, 3, 1), date(2026, 4, 10)
NOTICED, AWARDED = date(2026, 6, 1), date(2026, 9, 1)
DAY = timedelta(days=1)
FAR = date(2036, 1, 1)


@pytest.mark.parametrize("over", [None, AWARDED])
def test_while_nothing_is_public_nothing_is_told_however_long_it_takes(over):
    course = Course(over=over)
    assert not any(course.tells(read_on, on=FAR) for read_on in (OPENED, NOTICED, AWARDED + DAY))


def test_what_was_read_before_the_dialogue_is_told_from_the_day_that_it_is_published():
    course = Course((Talk(OPENED),))
    assert not course.tells(OPENED - DAY, on=OPENED - DAY)
    assert course.tells(OPENED - DAY, on=OPENED)
    assert course.tells(OPENED, on=OPENED)


def test_what_was_read_in_the_dialogue_waits_until_it_is_closed():
    assert not Course((Talk(OPENED),)).tells(OPENED + DAY, on=FAR)
    closed = Course((Talk(OPENED, CLOSED),))
    assert closed.tells(CLOSED, on=CLOSED)
    assert not closed.tells(CLOSED + DAY, on=FAR)


def test_a_signature_at_the_notice_counts_as_public_a_month_later():
    course = Course(noticed=NOTICED)
    assert not course.tells(OPENED, on=NOTICED + AFTER - DAY)
    assert course.tells(OPENED, on=NOTICED + AFTER)
    assert course.tells(NOTICED, on=NOTICED + AFTER)


def test_what_was_read_while_tenders_are_looked_at_waits_until_it_is_over():
    course = Course((Talk(OPENED, CLOSED),), noticed=NOTICED)
    assert not course.tells(NOTICED + DAY, on=FAR)
    over = Course((Talk(OPENED, CLOSED),), noticed=NOTICED, over=AWARDED)
    assert not over.tells(NOTICED + DAY, on=AWARDED + AFTER - DAY)
    assert over.tells(NOTICED + DAY, on=AWARDED + AFTER)


def test_a_dialogue_that_is_closed_after_the_notice_opens_nothing_of_the_time_of_the_tenders():
    late = Course((Talk(OPENED, NOTICED + 20 * DAY),), noticed=NOTICED)
    assert late.tells(NOTICED, on=FAR)
    assert not late.tells(NOTICED + DAY, on=FAR)


def test_what_is_told_once_is_told_on_every_day_after():
    course = Course((Talk(OPENED, CLOSED),), noticed=NOTICED, over=AWARDED)
    days = [OPENED - 5 * DAY + one * DAY for one in range(300)]
    for read_on in days[::7]:
        told = [course.tells(read_on, on=on) for on in days if on >= read_on]
        assert told == sorted(told)
