"""A value over time as a chart, where it is money and has changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.safestring import mark_safe

from svangrum.core.language import write_decimal, write_month
from svangrum.core.money import Money
from svangrum.documents.steps import Step, step_chart
from svangrum.documents.svg import Look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svangrum.advice.lawbook.wording import Teller
    from svangrum.core.parameters import DatedValue, Parameter

_SIZES = (("wide", 640, 16), ("narrow", 300, 14))
_YEARS_ON = 2
"""The axis goes on so many years after the last value begins."""
_SCALES = ((1_000_000, "lawbook.chart.millions"), (1_000, "lawbook.chart.thousands"))


@dataclass(frozen=True)
class _Scale:
    """What the labels count, in öre, and what it is called."""

    minor: int
    unit: str


def charts(parameter: Parameter, teller: Teller) -> list[str]:
    """The chart for a wide and a narrow page; none for a value that is not money or has never changed."""
    if len({_ends(one) for one in parameter.values}) < 2 or not _is_money(parameter):
        return []
    scale = _scale(parameter, teller)
    steps = tuple(_steps(parameter, scale, teller))
    title = teller.words("lawbook.chart.title", title=teller.title(parameter.code))
    says = (
        teller.words("lawbook.chart.step", since=one.since, value=teller.value(parameter, one))
        for one in parameter.values
    )
    desc = " ".join(says)
    looks = [Look(f"over-time-{name}", width, text, title, desc) for name, width, text in _SIZES]
    return [mark_safe(step_chart(steps, look, unit=scale.unit)) for look in looks]  # noqa: S308 - it escapes every text


def _is_money(parameter: Parameter) -> bool:
    return any(isinstance(end, Money) for one in parameter.values for end in _ends(one))


def _ends(dated: DatedValue) -> tuple[Money | float | None, Money | float | None]:
    """The lowest and the highest that a value may be."""
    return (dated.low, dated.high) if dated.value is None else (dated.value, dated.value)


def _scale(parameter: Parameter, teller: Teller) -> _Scale:
    highest = max(end.minor for one in parameter.values for end in _ends(one) if isinstance(end, Money))
    unit = teller.words(f"lawbook.chart.unit-{parameter.unit}")
    for whole, code in _SCALES:
        if highest >= whole * 100:
            return _Scale(whole * 100, teller.words(code, unit=unit))
    return _Scale(100, unit)


def _steps(parameter: Parameter, scale: _Scale, teller: Teller) -> Iterator[Step]:
    first, last = parameter.values[0].since, parameter.values[-1].since
    end = date(last.year + _YEARS_ON, last.month, 1)
    days = (end - first).days
    ends = [*(one.since for one in parameter.values[1:]), end]
    for one, until in zip(parameter.values, ends, strict=True):
        low, high = (_counted(each, scale) for each in _ends(one))
        yield Step(
            start=(one.since - first).days / days,
            end=(until - first).days / days,
            low=low,
            high=high,
            says=_label(low, high, teller),
            begins=_begins(one.since, teller.language),
        )


def _counted(end: Money | float | None, scale: _Scale) -> float | None:
    return end.minor / scale.minor if isinstance(end, Money) else None


def _label(low: float | None, high: float | None, teller: Teller) -> str:
    if low is None or high is None:
        return teller.words("lawbook.not-read")
    written = [write_decimal(round(end, 2), teller.language) for end in (low, high)]
    return teller.words("lawbook.range", low=written[0], high=written[1]) if low < high else written[0]


def _begins(day: date, language: str) -> str:
    """The year alone for its first day, else month and year."""
    return str(day.year) if (day.month, day.day) == (1, 1) else write_month(day, language)
