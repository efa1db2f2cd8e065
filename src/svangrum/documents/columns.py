"""Distributions as SVG text: columns from zero, one panel above the other on the same axes.

Each column carries its own label, filled and hollow panels differ in black and white, and the highest column of all
panels sets the scale of every one, so that heights compare.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING

from svangrum.documents.svg import opening

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from svangrum.documents.svg import Look

_INK, _MUTED, _DOT, _PAPER = "#1f1d1a", "#57524a", "#1b5741", "#faf7f0"
_HIGHEST = 120
"""The height of the highest column."""
_LETTER, _LINE = 0.5, 1.3
_FILLED = 0.72
"""The share of a column's place that it fills."""


@dataclass(frozen=True)
class Column:
    """``label`` stands over the column; an empty one over none."""

    share: float
    label: str


@dataclass(frozen=True)
class Panel:
    """One distribution. ``name`` and ``says`` stand above it."""

    name: str
    says: str
    columns: tuple[Column, ...]
    hollow: bool = False


def column_chart(panels: Sequence[Panel], look: Look, *, ticks: Sequence[str], axis: str) -> str:
    """The chart as one ``<svg>`` element: ``ticks`` under each column, ``axis`` under them all."""
    highest = max(map(_tallest, panels), default=0.0) or 1.0
    drawn: list[str] = []
    top = 0.0
    for panel in panels:
        floor = top + _head(panel, look) + look.text * 1.2 + _tallest(panel) / highest * _HIGHEST
        drawn.extend(_panel(panel, look, top, floor, highest))
        drawn.extend(_ticks(ticks, look, floor))
        top = floor + look.text * 2.8
    named = _text(axis, look.width / 2, top - look.text * 0.4, "chart-muted")
    return f"{opening(look, top)}{''.join(drawn)}{named}</svg>"


def _tallest(panel: Panel) -> float:
    return max((one.share for one in panel.columns), default=0.0)


def _said(panel: Panel, look: Look) -> list[tuple[str, int]]:
    letters = int(look.width / (look.text * _LETTER))
    return [(line, weight) for text, weight in ((panel.name, 700), (panel.says, 400)) for line in wrap(text, letters)]


def _head(panel: Panel, look: Look) -> float:
    return len(_said(panel, look)) * look.text * _LINE + look.text * 0.4


def _panel(panel: Panel, look: Look, top: float, floor: float, highest: float) -> Iterator[str]:
    for place, (line, weight) in enumerate(_said(panel, look)):
        y = top + look.text * (1 + place * _LINE)
        kind, colour = ("chart-ink", _INK) if weight > 400 else ("chart-muted", _MUTED)
        yield f'<text class="{kind}" x="0" y="{y:.1f}" fill="{colour}" font-weight="{weight}">{escape(line)}</text>'
    step = look.width / max(len(panel.columns), 1)
    hollow, fill = (" chart-hollow", _PAPER) if panel.hollow else ("", _DOT)
    for place, one in enumerate(panel.columns):
        height = one.share / highest * _HIGHEST
        left, wide = (place + (1 - _FILLED) / 2) * step, step * _FILLED
        if height:
            yield (
                f'<rect class="chart-dot{hollow}" x="{left:.1f}" y="{floor - height:.1f}" width="{wide:.1f}" '
                f'height="{height:.1f}" fill="{fill}" stroke="{_DOT}" stroke-width="2"/>'
            )
        if one.label:
            yield _text(one.label, left + wide / 2, floor - height - look.text * 0.4, "chart-ink")
    yield (f'<line class="chart-rule" x1="0" y1="{floor:.1f}" x2="{look.width}" y2="{floor:.1f}" stroke="{_INK}"/>')


def _ticks(ticks: Sequence[str], look: Look, floor: float) -> Iterator[str]:
    step = look.width / max(len(ticks), 1)
    for place, tick in enumerate(ticks):
        yield _text(tick, (place + 0.5) * step, floor + look.text * 1.2, "chart-muted")


def _text(says: str, x: float, y: float, kind: str) -> str:
    colour = _INK if kind == "chart-ink" else _MUTED
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="middle">{escape(says)}</text>'
