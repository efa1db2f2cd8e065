"""Today and now, for the pages: the one place where they read the clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home

if TYPE_CHECKING:
    from datetime import date


def today() -> date:
    """The day it is in Sweden."""
    return day_at_home(now())


def now() -> datetime:
    """The moment it is, as it is recorded: aware, in UTC."""
    return datetime.now(UTC)
