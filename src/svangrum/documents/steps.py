"""A value over time as SVG text: level lines from the day each value begins, on one axis from zero.

A value known only as a range is a band; one that has not been read leaves the line open. Every level is labelled where
it stands, so that it prints in black and white.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from svangrum.documents.svg import opening

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from svangrum.documents.svg import Look

_INK, _MUTED, _DOT, _BAND = "#1f1d1a", "#57524a", "#1b5741", "#ece5d6"
_ROOM = 1.3
"""The highest value takes this part of the height; above it there is room for its label."""
_LEVEL = 130
"""The height of the drawing, from the axis up."""


@dataclass(frozen=True)
class Step:
    """One value from ``start`` to ``end``, both as shares of the axis. ``low`` and ``high`` differ for a range.

    Both are None for a value that is not known. ``says`` is written over it, ``begins`` under the axis.
    """

    start: float
    end: float
    low: float | None
    high: float | None
    says: str
    begins: str


def step_chart(steps: Sequence[Step], look: Look, *, unit: str) -> str:
    """The chart as one ``<svg>`` element. ``unit`` is what the labels count, written at the top."""
    top = look.text * 2.2
    floor = top + _LEVEL
    scale = _LEVEL / (_ROOM * max((one.high for one in steps if one.high is not None), default=1.0))
    drawn = "".join(part for one in steps for part in _step(one, look, floor, scale))
    axis = f'<line class="chart-rule" x1="0" y1="{floor:.1f}" x2="{look.width}" y2="{floor:.1f}" stroke="{_INK}"/>'
    return f"{opening(look, floor + look.text * 1.8)}{_text(unit, 0, look.text, _MUTED)}{drawn}{axis}</svg>"


def _step(step: Step, look: Look, floor: float, scale: float) -> Iterator[str]:
    left, right = step.start * look.width, step.end * look.width
    yield _tick(left, floor, look)
    yield _text(step.begins, left, floor + look.text * 1.4, _MUTED)
    if step.low is None or step.high is None:
        yield _text(step.says, left, floor - look.text * 0.6, _MUTED)
        return
    bottom, top = floor - step.low * scale, floor - step.high * scale
    yield from _level(left, right, bottom, top)
    yield _text(step.says, left, top - look.text * 0.5, _INK)


def _level(left: float, right: float, bottom: float, top: float) -> Iterator[str]:
    """A line for a known value; a band with a line at either end for a range."""
    width = right - left
    if bottom > top:
        yield (
            f'<rect class="chart-band" x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{bottom - top:.1f}" '
            f'fill="{_BAND}"/>'
        )
    dashes = ' stroke-dasharray="5 4"' if bottom > top else ""
    for y in dict.fromkeys((bottom, top)):
        yield (
            f'<line class="chart-dot" x1="{left:.1f}" y1="{y:.1f}" x2="{right:.1f}" y2="{y:.1f}" stroke="{_DOT}" '
            f'stroke-width="3"{dashes}/>'
        )


def _tick(x: float, floor: float, look: Look) -> str:
    return (
        f'<line class="chart-rule" x1="{x:.1f}" y1="{floor:.1f}" x2="{x:.1f}" y2="{floor + look.text * 0.4:.1f}" '
        f'stroke="{_INK}"/>'
    )


def _text(says: str, x: float, y: float, colour: str) -> str:
    name = "chart-ink" if colour == _INK else "chart-muted"
    return f'<text class="{name}" x="{x:.1f}" y="{y:.1f}" fill="{colour}">{escape(says)}</text>'
