"""The one place where jobs read the clock."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The moment, as it is recorded: aware, in UTC."""
    return datetime.now(UTC)
