"""Bars as SVG text: what each level gains or loses from one zero line, and how far the sum swings.

Lengths are to scale, every bar is labelled where it stands, and losses are hollow: it prints in black and white.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from svangrum.documents.svg import opening

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from svangrum.documents.svg import Look

_INK, _MUTED, _DOT, _FEW, _PAPER = "#1f1d1a", "#57524a", "#1b5741", "#8a5a00", "#faf7f0"
_ROW, _THICK, _PAD = 62, 18, 8


@dataclass(frozen=True)
class Bar:
    """From ``start`` to ``end`` on the axis. ``says`` is written above the bar, after its name."""

    name: str
    says: str
    start: float
    end: float
    strong: bool = False


def bar_chart(bars: Sequence[Bar], look: Look, *, mark: float = 0.0) -> str:
    """The chart as one ``<svg>`` element; a line crosses each bar at ``mark``."""
    ends = [mark, *(one.start for one in bars), *(one.end for one in bars)]
    scale = _Scale(min(ends), max(ends), look.width)
    height = _ROW * len(bars)
    tops = [(bar, place * _ROW) for place, bar in enumerate(bars)]
    rows = "".join(
        part for bar, top in tops for part in (*_row(bar, look, scale, top), _line(scale.x(mark), look, top))
    )
    return f"{opening(look, height)}{rows}</svg>"


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float
    width: int

    def x(self, value: float) -> float:
        room = self.width - 2 * _PAD
        return _PAD + room * (value - self.low) / ((self.high - self.low) or 1)


def _row(bar: Bar, look: Look, scale: _Scale, top: float) -> Iterator[str]:
    weight = 700 if bar.strong else 400
    yield (
        f'<text class="chart-ink" x="{_PAD}" y="{top + look.text + 4:.0f}" fill="{_INK}">'
        f'<tspan font-weight="700">{escape(bar.name)}</tspan>'
        f'<tspan font-weight="{weight}"> {escape(bar.says)}</tspan></text>'
    )
    left, right = sorted((scale.x(bar.start), scale.x(bar.end)))
    loss = bar.end < bar.start
    name, colour = ("chart-few", _FEW) if loss else ("chart-dot", _DOT)
    fill = _PAPER if loss else colour
    yield (
        f'<rect class="{name}{" chart-hollow" if loss else ""}" x="{left:.1f}" y="{top + look.text + 14:.0f}" '
        f'width="{max(right - left, 2):.1f}" height="{_THICK}" fill="{fill}" stroke="{colour}" stroke-width="2"/>'
    )


def _line(x: float, look: Look, top: float) -> str:
    """The mark across one bar; it leaves the words above alone."""
    from_, to = top + look.text + 9, top + look.text + 19 + _THICK
    return (
        f'<line class="chart-rule" x1="{x:.1f}" y1="{from_:.0f}" x2="{x:.1f}" y2="{to:.0f}" '
        f'stroke="{_INK}" stroke-width="2.5"/>'
    )
