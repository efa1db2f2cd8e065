"""What an enterprise can do as its page shows it: rows in words, and a chart of the coming months for each capacity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import mark_safe

from svangrum.core.dates import day_at_home
from svangrum.core.language import words, write_day, write_month, write_number
from svangrum.documents.month_bars import MonthColumn, month_bars
from svangrum.documents.svg import Look
from svangrum.records.capacities.models import Measure
from svangrum.records.capacities.queries import months_told
from svangrum.records.suppliers.told import amount_told, label_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.utils.safestring import SafeString

    from svangrum.matching.capacity import Month
    from svangrum.records.capacities.models import Capacity, Commitment
    from svangrum.records.capacities.queries import Ability

SHOWN = 12
"""So many months are shown."""
_SIZES = (("wide", 640, 16), ("narrow", 320, 12))
_JANUARY = 1
_THOUSAND = 1000
"""Kronor are written in thousands in the chart."""


@dataclass(frozen=True)
class Row:
    """One thing that was told. ``part`` is the row itself, for its forms."""

    part: Capacity | Commitment
    title: str
    amount: str
    days: str
    told_on: date


@dataclass(frozen=True)
class MonthRow:
    name: str
    told: str
    promised: str
    free: str


@dataclass(frozen=True)
class Ahead:
    """The coming months of one capacity: the chart in two sizes, the same as a table, and the least in words."""

    title: str
    amount: str
    says: str
    charts: tuple[SafeString, ...]
    rows: tuple[MonthRow, ...]


def row_of(part: Capacity | Commitment, language: str) -> Row:
    return Row(
        part=part,
        title=f"{label_of(part.cpv, language)} ({part.cpv})",
        amount=amount_told(part.per_month, part.measure, language),
        days=days_told(part.since, part.until, language),
        told_on=day_at_home(part.told_at),
    )


def days_told(since: date, until: date | None, language: str) -> str:
    """``från 1 januari 2027``, or both days."""
    if until is None:
        return words("capacities.from", language, since=since)
    return words("capacities.between", language, since=since, until=until)


def ahead(ability: Ability, capacity: Capacity, number: int, *, begins: date, language: str) -> Ahead:
    """The coming months of a capacity; ``number`` is its place on the page, which marks its charts."""
    months = months_told(ability, capacity, begins=begins, many=SHOWN)
    row, says = row_of(capacity, language), _least(months, capacity, language)
    title = words("capacities.chart.title", language, what=row.title)
    looks = [Look(f"months{number}-{size}", width, text, title, says) for size, width, text in _SIZES]
    return Ahead(
        title=row.title,
        amount=row.amount,
        says=says,
        charts=tuple(_chart(months, capacity.measure, look, language) for look in looks),
        rows=tuple(_month_row(one, language) for one in months),
    )


def _chart(months: Sequence[Month], measure: str, look: Look, language: str) -> SafeString:
    unit = _THOUSAND if measure == Measure.KRONOR else 1
    most = max(one.told for one in months)
    scale = words(f"capacities.chart.{measure}", language, most=write_number(most // unit, language))
    columns = [_column(one, place, unit, language) for place, one in enumerate(months)]
    return mark_safe(month_bars(columns, look, most=most, scale=scale))  # noqa: S308 - escaped where it is made


def _column(one: Month, place: int, unit: int, language: str) -> MonthColumn:
    month, year = write_month(one.first, language).split()
    begins = place == 0 or one.first.month == _JANUARY
    free = "–" if one.paused else write_number(one.free // unit, language)
    return MonthColumn(month.rstrip(".")[:3], year if begins else "", free, one.told, one.free, one.paused)


def _least(months: Sequence[Month], capacity: Capacity, language: str) -> str:
    """The month with the least free, in words, of those that it holds for and that have no pause."""
    held = [one for one in months if one.told]
    if not held:
        code = "later" if capacity.since > months[-1].first else "no-month"
        return words(f"capacities.chart.{code}", language)
    measure = capacity.measure
    open_ = [one for one in held if not one.paused]
    if not open_:
        return words("capacities.chart.paused", language)
    low = min(open_, key=lambda one: one.free)
    if low.free == max(one.free for one in open_):
        code = "even" if len(open_) == len(months) else "even-some"
        return words(f"capacities.chart.{code}", language, free=amount_told(low.free, measure, language))
    month = write_day(low.first, language).partition(" ")[2]
    return words("capacities.chart.least", language, month=month, free=amount_told(low.free, measure, language))


def _month_row(one: Month, language: str) -> MonthRow:
    free = words("capacities.paused", language) if one.paused else write_number(one.free, language)
    return MonthRow(
        write_month(one.first, language), write_number(one.told, language), write_number(one.promised, language), free
    )
