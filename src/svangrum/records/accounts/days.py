"""The day of an action, for dates that people agree on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home

if TYPE_CHECKING:
    from datetime import date

    from svangrum.records.actions import Act


def day_of(act: Act) -> date:
    """The day that the action concerns; the day in Sweden when it was told, where no other is stated."""
    return act.as_of or done_on(act)


def done_on(act: Act) -> date:
    """The day in Sweden when the action is done, whatever day it concerns."""
    return day_at_home(act.recorded_at)
