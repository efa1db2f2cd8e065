"""Capacity over time: what is free, month by month, when what is promised and when nothing is done are taken away.

Never more than what was told: a month counts when it is whole, one that a pause touches does not, and what is promised
in a branch of the CPV tree is taken from all that overlaps with it.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from svangrum.matching.cpv_tree import overlaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from svangrum.matching.suppliers import Monthly, Pause

    Ints = NDArray[np.int32]

MONTHS = 72
"""So many months are looked at: what is needed after them counts as not told."""
_FOR_EVER = 12 * 10_000


class Month(NamedTuple):
    """One month of one capacity: what was told of it, what is promised to others, what is left.

    ``promised`` is at most what was told. In a month with a pause nothing is free.
    """

    first: date
    told: int
    promised: int
    free: int
    paused: bool


def month_of(day: date) -> int:
    """Months since the beginning of our era: those of two years lie twelve apart."""
    return day.year * 12 + day.month - 1


def whole_months(since: date, until: date | None) -> tuple[int, int]:
    """The first month that lies wholly between the days, and the one after the last; the days themselves count."""
    first = month_of(since) + (since.day > 1)
    if until is None:
        return first, _FOR_EVER
    return first, month_of(until) + (until.day == monthrange(until.year, until.month)[1])


def touched_months(since: date, until: date | None) -> tuple[int, int]:
    """The first month with one of the days, and the one after the last."""
    return month_of(since), _FOR_EVER if until is None else month_of(until) + 1


def last_day_known(begins: date) -> date:
    """The last day of the last month that is looked at, from the month that ``begins`` lies in."""
    return _first_day(month_of(begins) + MONTHS) - timedelta(days=1)


def told_months(first: Ints, after: Ints, per_month: Ints, begins: int) -> Ints:
    """What was told for each of ``MONTHS`` months from the month ``begins``: a row for each capacity."""
    months = np.arange(begins, begins + MONTHS, dtype=np.int32)
    told: Ints = per_month[:, None] * ((months >= first[:, None]) & (months < after[:, None]))
    return told


def take_away(free: Ints, capacity: Monthly, promises: Iterable[Monthly], pauses: Iterable[Pause], begins: int) -> None:
    """Take what is promised and what is paused from the row of one capacity; nothing goes below zero."""
    for promise in promises:
        if promise.measure == capacity.measure and overlaps(promise.cpv, capacity.cpv):
            left = free[_stretch(touched_months(promise.since, promise.until), begins)]
            np.maximum(left - np.int64(promise.per_month), 0, out=left, casting="unsafe")
    for pause in pauses:
        free[_stretch(touched_months(*pause), begins)] = 0


def months_of(
    capacity: Monthly, promises: Sequence[Monthly], pauses: Sequence[Pause], *, begins: date, many: int
) -> tuple[Month, ...]:
    """One capacity, month by month from the one that ``begins`` lies in; ``many`` is at most ``MONTHS``."""
    start = month_of(begins)
    first, after = whole_months(capacity.since, capacity.until)
    first_row, after_row, per_month = (np.array([value], np.int32) for value in (first, after, capacity.per_month))
    told = told_months(first_row, after_row, per_month, start)[0]
    left, free = told.copy(), told.copy()
    take_away(left, capacity, promises, (), start)
    take_away(free, capacity, promises, pauses, start)
    paused = {month - start for pause in pauses for month in range(*touched_months(*pause))}
    return tuple(
        Month(
            first=_first_day(start + place),
            told=int(told[place]),
            promised=int(told[place] - left[place]),
            free=int(free[place]),
            paused=place in paused,
        )
        for place in range(many)
    )


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _stretch(months: tuple[int, int], begins: int) -> slice:
    first, after = (min(max(month - begins, 0), MONTHS) for month in months)
    return slice(first, max(first, after))
