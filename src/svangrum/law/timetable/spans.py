"""What must lie between two milestones, and the latest and earliest days that follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from svangrum.core.holidays import on_or_after, on_or_before, working_days_after, working_days_before

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from svangrum.law.timetable.limits import Limit


@dataclass(frozen=True)
class Span:
    """At least ``limit`` from ``start`` to ``end``, two milestones. ``name`` says what the time is for.

    Calendar days are counted from the day after ``start``; a last day that is off moves the end to the next working
    day. Working days are counted one by one.
    """

    name: str
    start: str
    end: str
    limit: Limit

    @property
    def working(self) -> bool:
        return self.limit.unit == "working-days"

    def counted_back(self, end: date) -> date:
        """The day the count leads to, before it is moved off a day off."""
        if self.working:
            return working_days_before(end, self.limit.number)
        return end - timedelta(days=self.limit.number)

    def latest(self, end: date) -> date:
        """The last working day on which ``start`` may lie, when ``end`` lies on the given day."""
        return on_or_before(self.counted_back(end))

    def earliest(self, start: date) -> date:
        """The first day on which ``end`` may lie, when ``start`` lies on the given day."""
        if self.working:
            return working_days_after(start, self.limit.number)
        return on_or_after(start + timedelta(days=self.limit.number))


def backwards(spans: Sequence[Span], goal: str, day: date) -> dict[str, date]:
    """The latest day of every milestone that still lets ``goal`` fall on ``day``. ``spans`` stand in order of time."""
    latest = {goal: day}
    for span in reversed(spans):
        candidate = span.latest(latest[span.end])
        latest[span.start] = min(latest.get(span.start, candidate), candidate)
    return latest


def forwards(spans: Sequence[Span], first: str, day: date) -> dict[str, date]:
    """The earliest day of every milestone when ``first`` falls on ``day``. ``spans`` stand in order of time."""
    earliest = {first: day}
    for span in spans:
        candidate = span.earliest(earliest[span.start])
        earliest[span.end] = max(earliest.get(span.end, candidate), candidate)
    return earliest


def binding(spans: Sequence[Span], milestone: str, latest: Mapping[str, date]) -> Span | None:
    """The span that decides a milestone's latest day; None for the goal."""
    ahead = [span for span in spans if span.start == milestone]
    return min(ahead, key=lambda span: span.latest(latest[span.end]), default=None)


def months_after(day: date, months: int) -> date:
    """The same day of the month ``months`` later; the month's last day when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return next(found for back in range(4) if (found := _day(year, month + 1, day.day - back)) is not None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
