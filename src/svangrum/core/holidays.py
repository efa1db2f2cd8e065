"""Days off in Sweden, and counting with them.

Public holidays as the Act on public holidays (1989:253) lists them since 2005. Midsummer Eve, Christmas Eve and New
Year's Eve are no public holidays; section 2 of the Act on computing statutory time (1930:173) treats them as such when
a time limit ends, so nothing is due on them here. Neither act is read in full: see ``docs/methods/calendar.md``.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from dateutil.easter import easter

if TYPE_CHECKING:
    from collections.abc import Mapping

_FRIDAY, _SATURDAY, _SUNDAY = 4, 5, 6
_DAY = timedelta(days=1)


@cache
def public_holidays(year: int) -> Mapping[date, str]:
    """The public holidays of a year that have a name, by day. Ordinary Sundays are left out."""
    sunday = easter(year)
    return {
        date(year, 1, 1): "new-years-day",
        date(year, 1, 6): "epiphany",
        sunday - 2 * _DAY: "good-friday",
        sunday: "easter-sunday",
        sunday + _DAY: "easter-monday",
        date(year, 5, 1): "first-of-may",
        sunday + 39 * _DAY: "ascension-day",
        sunday + 49 * _DAY: "whit-sunday",
        date(year, 6, 6): "national-day",
        _first(_SATURDAY, date(year, 6, 20)): "midsummer-day",
        _first(_SATURDAY, date(year, 10, 31)): "all-saints-day",
        date(year, 12, 25): "christmas-day",
        date(year, 12, 26): "boxing-day",
    }


@cache
def eves(year: int) -> Mapping[date, str]:
    """Days that are no public holidays, but on which no time limit ends."""
    return {
        _first(_FRIDAY, date(year, 6, 19)): "midsummer-eve",
        date(year, 12, 24): "christmas-eve",
        date(year, 12, 31): "new-years-eve",
    }


def day_off(day: date) -> str | None:
    """Why nothing should be due on ``day``: the holiday's or the weekday's name; None for a working day."""
    named = public_holidays(day.year).get(day) or eves(day.year).get(day)
    if named is not None:
        return named
    return {_SATURDAY: "saturday", _SUNDAY: "sunday"}.get(day.weekday())


def is_working_day(day: date) -> bool:
    return day_off(day) is None


def on_or_before(day: date) -> date:
    """``day``, or the working day before it."""
    while not is_working_day(day):
        day -= _DAY
    return day


def on_or_after(day: date) -> date:
    """``day``, or the working day after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def working_days_before(day: date, count: int) -> date:
    """The ``count``-th working day before ``day``; with 0, ``day`` itself or the working day before it."""
    day = on_or_before(day) if count == 0 else day
    for _ in range(count):
        day = on_or_before(day - _DAY)
    return day


def working_days_after(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``; with 0, ``day`` itself or the working day after it."""
    day = on_or_after(day) if count == 0 else day
    for _ in range(count):
        day = on_or_after(day + _DAY)
    return day


def _first(weekday: int, since: date) -> date:
    """The first ``weekday`` from ``since`` on."""
    return since + (weekday - since.weekday()) % 7 * _DAY
