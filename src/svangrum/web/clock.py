"""Today, for the pages: the one place where they read the clock."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import date

_HOME = ZoneInfo("Europe/Stockholm")


def today() -> date:
    """The day it is in Sweden."""
    return datetime.now(_HOME).date()
