"""Days, periods, and the day and time it is in Sweden. Nothing here reads the clock: day and moment are arguments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from svangrum.core.errors import SvangrumError

HOME = ZoneInfo("Europe/Stockholm")
"""Where days begin and end. What is recorded is in UTC."""
FIRST_MEANT, LAST_MEANT = date(2000, 1, 1), date(2100, 12, 31)
"""A day that somebody writes before or after these is a slip of the pen."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Period:
    """The days from ``since`` up to, not including, ``until``; an open end is None."""

    since: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until <= self.since:
            message = f"a period must end after it begins: {self.since}–{self.until}"
            raise ValueError(message)

    def __contains__(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def overlaps(self, other: Period) -> bool:
        starts_before_other_ends = other.until is None or self.since < other.until
        other_starts_before_end = self.until is None or other.since < self.until
        return starts_before_other_ends and other_starts_before_end


def parse_day(text: str, *, field: str = "as_of") -> date:
    """Read ``YYYY-MM-DD``.

    Raises ``SvangrumError`` ``date.unreadable`` for anything else; an unreadable date never becomes today.
    """
    written = text.strip()
    try:
        return date.fromisoformat(written if _DAY.fullmatch(written) else "")
    except ValueError as error:
        raise SvangrumError("date.unreadable", field=field, text=text) from error


def at_home(moment: datetime) -> datetime:
    """The moment, as clocks in Sweden show it. ``moment`` is aware."""
    return moment.astimezone(HOME)


def day_at_home(moment: datetime) -> date:
    """The day it is in Sweden at ``moment``, which is aware."""
    return at_home(moment).date()


def end_of_day(day: date) -> datetime:
    """The last second of a day in Sweden."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=HOME)
