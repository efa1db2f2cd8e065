"""A column for each month as SVG text: filled what is free, hollow what is promised, a band where nothing is done.

Heights are to scale from zero, and what is free is written under each month where there is room for it: it prints in
black and white.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from svangrum.documents.svg import opening

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from svangrum.documents.svg import Look

_INK, _MUTED, _DOT, _FEW, _BAND, _PAPER = "#1f1d1a", "#57524a", "#1b5741", "#8a5a00", "#ece5d6", "#faf7f0"
_TALL = 150
"""The height of the tallest column, in user units."""
_LETTER = 0.55
"""The width of a digit, as a share of its height, on the wide side."""
_BETWEEN = 0.22
"""What lies empty beside a column, as a share of its room."""


class MonthColumn(NamedTuple):
    """``name`` stands under the column and ``says`` under its name; ``year`` is empty but where one begins."""

    name: str
    year: str
    says: str
    told: int
    free: int
    paused: bool


def month_bars(columns: Sequence[MonthColumn], look: Look, *, most: int, scale: str) -> str:
    """The chart as one ``<svg>`` element. ``most`` is what the tallest column stands for, ``scale`` that in words."""
    floor = look.text * 2 + _TALL
    height = floor + look.text * 4.4
    room = look.width / len(columns)
    if max(len(one.says) for one in columns) * look.text * _LETTER > room:
        columns = [one._replace(says="") for one in columns]
    top = floor - _TALL
    parts = [
        f'<text class="chart-muted" x="0" y="{look.text:.0f}" fill="{_MUTED}">{escape(scale)}</text>',
        _level(top, look.width, "chart-grid", 1),
        *(part for place, one in enumerate(columns) for part in _column(one, place * room, room, floor, most or 1)),
        _level(floor, look.width, "chart-rule", 1.5),
        *(part for place, one in enumerate(columns) for part in _names(one, (place + 0.5) * room, floor, look.text)),
    ]
    return f"{opening(look, height)}{''.join(parts)}</svg>"


def _column(one: MonthColumn, left: float, room: float, floor: float, most: int) -> Iterator[str]:
    if one.paused:
        yield (
            f'<rect class="chart-band" x="{left:.1f}" y="{floor - _TALL:.1f}" width="{room:.1f}" height="{_TALL}" '
            f'fill="{_BAND}"/>'
        )
        return
    tall, full = (_TALL * value / most for value in (one.told, one.free))
    inner, width = left + room * _BETWEEN / 2, room * (1 - _BETWEEN)
    if tall > full:
        yield _box("chart-few chart-hollow", inner, floor - tall, width, tall - full, fill=_PAPER, edge=_FEW)
    if full:
        yield _box("chart-dot", inner, floor - full, width, full, fill=_DOT, edge=_DOT)


def _box(name: str, x: float, y: float, width: float, height: float, *, fill: str, edge: str) -> str:
    return (
        f'<rect class="{name}" x="{x + 1:.1f}" y="{y + 1:.1f}" width="{width - 2:.1f}" '
        f'height="{max(height - 2, 0.5):.1f}" fill="{fill}" stroke="{edge}" stroke-width="2"/>'
    )


def _names(one: MonthColumn, middle: float, floor: float, text: int) -> Iterator[str]:
    rows = (
        (one.name, "chart-muted", _MUTED, 400),
        (one.says, "chart-ink", _INK, 700),
        (one.year, "chart-muted", _MUTED, 400),
    )
    for row, (says, name, fill, weight) in enumerate(rows, start=1):
        if says:
            yield (
                f'<text class="{name}" x="{middle:.1f}" y="{floor + text * (row * 1.25 + 0.05):.1f}" fill="{fill}" '
                f'text-anchor="middle" font-weight="{weight}">{escape(says)}</text>'
            )


def _level(y: float, width: int, name: str, stroke: float) -> str:
    return (
        f'<line class="{name}" x1="0" y1="{y:.1f}" x2="{width}" y2="{y:.1f}" stroke="{_INK}" stroke-width="{stroke}"/>'
    )
