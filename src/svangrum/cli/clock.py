"""The one place where commands read the clock: a day that is not stated is today in Sweden."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from svangrum.core.dates import HOME, parse_day

if TYPE_CHECKING:
    from datetime import date


def now() -> datetime:
    """The moment, as clocks in Sweden show it."""
    return datetime.now(HOME)


def stated_day(text: str) -> date:
    """The day that ``text`` states, or today when it is empty. Raises ``SvangrumError`` ``date.unreadable``."""
    return parse_day(text) if text else now().date()
