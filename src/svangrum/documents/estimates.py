"""Shares as SVG text: a bar from zero for each, with the interval it lies in as a line across its end.

All bars stand on one axis that begins at zero. Name, share and what it rests on are written above each, so that the
chart reads without a legend; filled and hollow bars tell two groups apart in black and white.
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
_PAD, _THICK, _CAP = 2, 18, 6
_LETTER = 0.5
"""The width of a letter, as a share of its height, on the wide side."""
_LINE = 1.3
"""From one line of text to the next, as a share of the letters' height."""


@dataclass(frozen=True)
class Estimate:
    """``value`` is drawn from zero, ``low`` to ``high`` is where it may lie; both are None where nothing is drawn.

    ``says`` is written under the name, above the bar.
    """

    name: str
    says: str
    value: float | None
    low: float | None = None
    high: float | None = None
    hollow: bool = False


def estimate_chart(estimates: Sequence[Estimate], look: Look) -> str:
    """The chart as one ``<svg>`` element, the estimates in their order."""
    highest = max((end for one in estimates for end in (one.value, one.high) if end is not None), default=1.0) or 1.0
    scale = (look.width - 2 * _PAD) / highest
    rows: list[str] = []
    top = 0.0
    for one in estimates:
        row = _Row(one, look, top)
        rows.append("".join(_drawn(row, scale)))
        top = row.bottom
    return f"{opening(look, top)}{''.join(rows)}</svg>"


@dataclass(frozen=True)
class _Row:
    estimate: Estimate
    look: Look
    top: float

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What is written, line by line: of the name, and of what is said. One line where both fit into it."""
        name, says = self.estimate.name, self.estimate.says
        letters = int((self.look.width - 2 * _PAD) / (self.look.text * _LETTER))
        if len(name) + len(says) < letters:
            return [(name, says)]
        return [*((line, "") for line in wrap(name, letters)), *(("", line) for line in wrap(says, letters))]

    @property
    def bar(self) -> float:
        """Where the bar begins, from the chart's top."""
        return self.top + len(self.lines) * self.look.text * _LINE + self.look.text * 0.6

    @property
    def bottom(self) -> float:
        drawn = self.estimate.value is not None
        return self.bar + (_THICK + self.look.text * 1.2 if drawn else self.look.text * 0.5)


def _drawn(row: _Row, scale: float) -> Iterator[str]:
    for place, (name, says) in enumerate(row.lines):
        yield _written(name, says, row.top + row.look.text * (1 + place * _LINE))
    if row.estimate.value is None:
        return
    yield _bar(row.estimate.value * scale, row)
    if row.estimate.low is not None and row.estimate.high is not None:
        yield from _interval(row.estimate.low * scale, row.estimate.high * scale, row.bar + _THICK / 2)
    yield _zero(row.bar)


def _written(name: str, says: str, y: float) -> str:
    strong = f'<tspan class="chart-ink" fill="{_INK}" font-weight="700">{escape(name)} </tspan>' if name else ""
    weak = f'<tspan class="chart-muted" fill="{_MUTED}">{escape(says)}</tspan>' if says else ""
    return f'<text x="{_PAD}" y="{y:.1f}">{strong}{weak}</text>'


def _bar(width: float, row: _Row) -> str:
    hollow, fill = (" chart-hollow", _PAPER) if row.estimate.hollow else ("", _DOT)
    return (
        f'<rect class="chart-dot{hollow}" x="{_PAD}" y="{row.bar:.1f}" width="{width:.1f}" height="{_THICK}" '
        f'fill="{fill}" stroke="{_DOT}" stroke-width="2"/>'
    )


def _zero(y: float) -> str:
    return (
        f'<line class="chart-rule" x1="{_PAD}" y1="{y - 4:.1f}" x2="{_PAD}" y2="{y + _THICK + 4:.1f}" stroke="{_INK}" '
        f'stroke-width="2"/>'
    )


def _interval(low: float, high: float, y: float) -> Iterator[str]:
    """A line with a cap at either end, first wider in the paper's colour so that it is seen on a filled bar."""
    left, right = _PAD + low, _PAD + high
    drawn = (
        f"M{left:.1f},{y - _CAP:.1f}v{2 * _CAP}M{left:.1f},{y:.1f}H{right:.1f}M{right:.1f},{y - _CAP:.1f}v{2 * _CAP}"
    )
    yield f'<path class="chart-halo" d="{drawn}" fill="none" stroke="{_PAPER}" stroke-width="5"/>'
    yield f'<path class="chart-rule" d="{drawn}" fill="none" stroke="{_INK}" stroke-width="2"/>'
