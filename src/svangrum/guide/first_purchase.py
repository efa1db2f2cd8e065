"""*Bara gör*: the shortest lawful first purchase in steps with working days, and the longer way above the limit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.core.data import read_yaml
from svangrum.core.dates import parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.holidays import working_days_after
from svangrum.core.prose import Prose, read_all, read_prose
from svangrum.core.sources import Citation, Source, cite
from svangrum.guide.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

_FILE = "guide/first_purchase.yaml"
_FIRST_YEAR, _LAST_YEAR = 2022, 2100


@dataclass(frozen=True)
class PlanStep:
    """What to do, who does it, working days at least and at most, what to write down, and the page to do it on."""

    what: Prose
    who: Prose
    low: int
    high: int
    write: Prose
    rests: tuple[Citation | Source, ...]
    page: str | None


@dataclass(frozen=True)
class Plan:
    """A way to buy: ``direct`` below the limit, ``advertised`` above it."""

    code: str
    title: Prose
    says: Prose
    steps: tuple[PlanStep, ...]
    warning: Prose
    warning_rests: tuple[Citation | Source, ...]


@cache
def plans() -> Mapping[str, Plan]:
    """Both plans by code, the shorter first."""
    return {code: _plan(code, raw) for code, raw in _content()["plans"].items()}


def read_start(text: str) -> date:
    """The day the first step begins. Raises ``SvangrumError`` for no day, and for one too far away to plan for."""
    day = parse_day(text, field="start")
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise SvangrumError("first-purchase.far-away", field="start", first=str(_FIRST_YEAR), last=str(_LAST_YEAR))
    return day


def ends(plan: Plan, start: date) -> tuple[tuple[date, date], ...]:
    """For each step the earliest and latest day it is done, when the first begins on ``start``."""
    early = late = start
    found = []
    for step in plan.steps:
        early, late = working_days_after(early, step.low), working_days_after(late, step.high)
        found.append((early, late))
    return tuple(found)


def entries() -> Iterator[Entry]:
    """The page as something that can be found."""
    body = tuple(
        text for plan in plans().values() for text in (plan.says, *(one.what for one in plan.steps), plan.warning)
    )
    yield Entry("page", "first-purchase", read_prose(_content()["title"]), body, read_all(_content()["also"]))


def _content() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(_FILE)
    return content


def _plan(code: str, raw: Mapping[str, Any]) -> Plan:
    return Plan(
        code=code,
        title=read_prose(raw["title"]),
        says=read_prose(raw["says"]),
        steps=tuple(_step(one) for one in raw["steps"]),
        warning=read_prose(raw["warning"]),
        warning_rests=tuple(cite(place) for place in raw["warning_rests"]),
    )


def _step(raw: Mapping[str, Any]) -> PlanStep:
    low, high = raw["days"]
    rests = tuple(cite(place) for place in raw["rests"])
    return PlanStep(
        read_prose(raw["what"]), read_prose(raw["who"]), low, high, read_prose(raw["write"]), rests, raw.get("page")
    )
