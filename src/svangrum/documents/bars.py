"""Bars as SVG text: what each level gains or loses from one zero line, and how far the sum swings.

Lengths are to scale, every bar is labelled where it stands, and losses are hollow: it prints in black and white.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from svangrum.documents.svg import opening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from svangrum.documents.svg import Look

_INK, _MUTED, _DOT, _FEW, _PAPER = "#1f1d1a", "#57524a", "#1b5741", "#8a5a00", "#faf7f0"
_ROW, _THICK, _PAD = 62, 18, 8
_LEADING = 6
_OF_TEXT = 0.5
"""A sign is so wide at most, on average, as a part of the size of the text."""


@dataclass(frozen=True)
class Bar:
    """From ``start`` to ``end`` on the axis. ``says`` is written above the bar: after its name, or below it."""

    name: str
    says: str
    start: float
    end: float
    strong: bool = False


def bar_chart(bars: Sequence[Bar], look: Look, *, mark: float = 0.0) -> str:
    """The chart as one ``<svg>`` element; a line crosses each bar at ``mark``."""
    ends = [mark, *(one.start for one in bars), *(one.end for one in bars)]
    scale = _Scale(min(ends), max(ends), look.width)
    more = 0 if _fit(bars, look) else look.text + _LEADING
    tops = [(bar, place * (_ROW + more)) for place, bar in enumerate(bars)]
    rows = "".join(
        part
        for bar, top in tops
        for part in (
            _words(bar, look, top, more),
            _bar(bar, look, scale, top + more),
            _line(mark, look, scale, top + more),
        )
    )
    return f"{opening(look, len(bars) * (_ROW + more))}{rows}</svg>"


def _fit(bars: Sequence[Bar], look: Look) -> bool:
    """Whether every bar's words have room on one line."""
    longest = max((len(f"{one.name} {one.says}") for one in bars), default=0)
    return longest * look.text * _OF_TEXT <= look.width - 2 * _PAD


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float
    width: int

    def x(self, value: float) -> float:
        room = self.width - 2 * _PAD
        return _PAD + room * (value - self.low) / ((self.high - self.low) or 1)


def _words(bar: Bar, look: Look, top: float, more: float) -> str:
    """The name and what is said of it; on a line of its own when ``more`` is left for that."""
    weight = 700 if bar.strong else 400
    place = f' x="{_PAD}" dy="{more}"' if more else ""
    return (
        f'<text class="chart-ink" x="{_PAD}" y="{top + look.text + 4:.0f}" fill="{_INK}">'
        f'<tspan font-weight="700">{escape(bar.name)}</tspan>'
        f'<tspan{place} font-weight="{weight}">{"" if more else " "}{escape(bar.says)}</tspan></text>'
    )


def _bar(bar: Bar, look: Look, scale: _Scale, top: float) -> str:
    left, right = sorted((scale.x(bar.start), scale.x(bar.end)))
    loss = bar.end < bar.start
    name, colour = ("chart-few", _FEW) if loss else ("chart-dot", _DOT)
    fill = _PAPER if loss else colour
    return (
        f'<rect class="{name}{" chart-hollow" if loss else ""}" x="{left:.1f}" y="{top + look.text + 14:.0f}" '
        f'width="{max(right - left, 2):.1f}" height="{_THICK}" fill="{fill}" stroke="{colour}" stroke-width="2"/>'
    )


def _line(mark: float, look: Look, scale: _Scale, top: float) -> str:
    """The mark across one bar; it leaves the words above alone."""
    x = scale.x(mark)
    from_, to = top + look.text + 9, top + look.text + 19 + _THICK
    return (
        f'<line class="chart-rule" x1="{x:.1f}" y1="{from_:.0f}" x2="{x:.1f}" y2="{to:.0f}" '
        f'stroke="{_INK}" stroke-width="2.5"/>'
    )
