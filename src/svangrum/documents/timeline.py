"""A procurement's days as SVG text: a bar for each stretch between two milestones, to scale, under a row of months.

Bars are filled or hollow, so that two kinds of time differ in black and white. Every bar is labelled.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from svangrum.documents.svg import opening

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from svangrum.documents.svg import Look

_INK, _MUTED, _RULE, _DOT, _PAPER = "#1f1d1a", "#57524a", "#d5ccb9", "#1b5741", "#faf7f0"
_ROW, _THICK, _PAD, _HEAD = 56, 16, 8, 34
_LEAST = 6
"""So wide is the shortest bar: one day of two years must be seen."""


@dataclass(frozen=True)
class Bar:
    """From one day to another. ``says`` stands after the name, above the bar."""

    name: str
    says: str
    since: date
    until: date
    filled: bool


def timeline(bars: Sequence[Bar], look: Look, *, months: Sequence[str]) -> str:
    """The chart as one ``<svg>`` element. ``months`` are the short names of the twelve months."""
    scale = _Scale(min(one.since for one in bars), max(one.until for one in bars), look.width)
    height = _HEAD + _ROW * len(bars)
    rows = (part for place, one in enumerate(bars) for part in _row(one, look, scale, _HEAD + place * _ROW))
    return "".join((opening(look, height), *_months(scale, look, months), *rows, "</svg>"))


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date
    width: int

    def x(self, day: date) -> float:
        room = self.width - 2 * _PAD
        return _PAD + room * (day - self.first).days / ((self.last - self.first).days or 1)


def _months(scale: _Scale, look: Look, names: Sequence[str]) -> Iterator[str]:
    """The name of each month where it begins, when there is room for it."""
    free = 0.0
    for day in _firsts(scale.first, scale.last):
        x = scale.x(day)
        name = names[day.month - 1] + (f" {day.year}" if day.month == 1 else "")
        wide = len(name) * look.text * 0.6
        if x >= free and x + wide <= look.width:
            free = x + wide
            yield f'<text class="chart-muted" x="{x:.1f}" y="{look.text}" fill="{_MUTED}">{escape(name)}</text>'


def _firsts(first: date, last: date) -> Iterator[date]:
    month = first.year * 12 + first.month - (1 if first.day == 1 else 0)
    while (day := date(month // 12, month % 12 + 1, 1)) <= last:
        yield day
        month += 1


def _row(one: Bar, look: Look, scale: _Scale, top: int) -> Iterator[str]:
    """The label, a line at the first of each month beside the bar, the bar."""
    yield (
        f'<text class="chart-ink" x="{_PAD}" y="{top + look.text + 2}" fill="{_INK}">'
        f'<tspan font-weight="700">{escape(one.name)}</tspan> <tspan>{escape(one.says)}</tspan></text>'
    )
    y = top + look.text + 10
    for day in _firsts(scale.first, scale.last):
        x = f"{scale.x(day):.1f}"
        yield f'<line class="chart-grid" x1="{x}" y1="{y - 3}" x2="{x}" y2="{y + _THICK + 3}" stroke="{_RULE}"/>'
    left, right = scale.x(one.since), scale.x(one.until)
    wide = max(right - left, _LEAST)
    left = min(left, look.width - _PAD - wide)
    hollow, fill = ("", _DOT) if one.filled else (" chart-hollow", _PAPER)
    yield (
        f'<rect class="chart-dot{hollow}" x="{left:.1f}" y="{y}" width="{wide:.1f}" '
        f'height="{_THICK}" fill="{fill}" stroke="{_DOT}" stroke-width="2"/>'
    )
