"""Days and periods. The day is always an argument: nothing here reads the clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from svangrum.core.errors import SvangrumError

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
