"""Charts as SVG text: twenty dots for twenty similar purchases, open above reserved on one axis.

A quantile dot plot (Kay et al., CHI 2016): each dot is one purchase in twenty, its column the number of tenders.
Every shape has a colour of its own for paper and for the PDF, and a class by which a page's stylesheet sets others.
Filled and hollow dots, bands and words carry the meaning, so that it prints in black and white.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from math import ceil
from typing import TYPE_CHECKING

from svangrum.core.language import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svangrum.advice.answer import Forecast

LAST = 10
"""Numbers of tenders from here on share the last column."""

_INK, _MUTED, _DOT, _FEW, _BAND, _PAPER = "#1f1d1a", "#57524a", "#1b5741", "#8a5a00", "#ece5d6", "#faf7f0"
_FONT = "Rosario, sans-serif"
_HIGHEST_SINGLE = 7
"""Columns with more dots than this stand two abreast, in both panels, so that areas compare."""
_LETTER = 0.5
"""The width of a letter, as a share of its height, on the wide side."""


@dataclass(frozen=True)
class Size:
    """Lengths in user units. ``name`` marks the ids, so that two sizes may stand on one page."""

    name: str
    width: int
    text: int
    radius: float

    @property
    def pitch(self) -> float:
        """From one dot's middle to the next."""
        return self.radius * 2.3


WIDE = Size("wide", 640, 17, 9)
NARROW = Size("narrow", 320, 15, 5.4)


@dataclass(frozen=True)
class _Frame:
    """What both panels share: the first column, dots abreast, rows of dots."""

    size: Size
    language: str
    first: int
    abreast: int
    rows: int

    @property
    def step(self) -> float:
        """The width of a column."""
        return self.size.width / (LAST - self.first + 1)

    @property
    def floor(self) -> float:
        """From a panel's top to the line its dots stand on: its name, the count over the dots, the dots."""
        return self.size.text * 3.6 + self.rows * self.size.pitch

    @property
    def panel(self) -> float:
        return self.floor + self.size.text * 2.6

    def middle(self, tenders: int) -> float:
        return (min(tenders, LAST) - self.first + 0.5) * self.step

    def top_of(self, dots: int) -> float:
        """How far a column of dots reaches over the floor."""
        return ceil(dots / self.abreast) * self.size.pitch


def dot_plot(open_: Forecast, reserved: Forecast, *, language: str, size: Size = WIDE) -> str:
    """The chart as one ``<svg>`` element with a title and a description that say what one sees."""
    frame = _frame(open_, reserved, language, size)
    height = frame.panel * 2 + size.text * 0.8
    parts = [
        *_panel(open_, frame, top=0, hollow=False),
        *_panel(reserved, frame, top=frame.panel, hollow=True),
        _axis_name(frame, height - size.text * 0.4),
    ]
    return f"{_opening(open_, reserved, frame, height)}{''.join(parts)}</svg>"


def _frame(open_: Forecast, reserved: Forecast, language: str, size: Size) -> _Frame:
    highest = max(max(_columns(one).values()) for one in (open_, reserved))
    abreast = 1 if highest <= _HIGHEST_SINGLE else 2
    return _Frame(size, language, min(1, *open_.dots, *reserved.dots), abreast, ceil(highest / abreast))


def _columns(forecast: Forecast) -> Counter[int]:
    return Counter(min(dot, LAST) for dot in forecast.dots)


def _opening(open_: Forecast, reserved: Forecast, frame: _Frame, height: float) -> str:
    name = f"dots-{frame.size.name}"
    says = " ".join(f"{one.label}: {one.sentence} {one.interval}" for one in (open_, reserved))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-{frame.size.name}" role="img" '
        f'viewBox="0 0 {frame.size.width} {height:.0f}" aria-labelledby="{name}-title {name}-desc" '
        f'font-family="{_FONT}" font-size="{frame.size.text}">'
        f'<title id="{name}-title">{escape(words("chart.title", frame.language))}</title>'
        f'<desc id="{name}-desc">{escape(says)}</desc>'
    )


def _panel(forecast: Forecast, frame: _Frame, *, top: float, hollow: bool) -> Iterator[str]:
    floor = top + frame.floor
    yield _name(forecast, frame, top + frame.size.text * 1.1)
    yield _band(forecast, frame, top + frame.size.text * 1.7, floor)
    for tenders, count in sorted(_columns(forecast).items()):
        yield from _column(frame, tenders, count, floor=floor, hollow=hollow)
    yield from _few(forecast, frame, floor)
    yield _level(0, frame.size.width, floor, width=1)
    yield from _numbers(frame, floor + frame.size.text * 1.2)


def _name(forecast: Forecast, frame: _Frame, y: float) -> str:
    """The panel's name and its interval in words."""
    code = "chart.one" if forecast.low == forecast.high else "chart.range"
    says = words(code, frame.language, low=forecast.low, high=forecast.high)
    return (
        f'<text class="chart-ink" x="0" y="{y:.1f}" fill="{_INK}"><tspan font-weight="700">{escape(forecast.label)}'
        f"</tspan><tspan> {escape(says)}</tspan></text>"
    )


def _band(forecast: Forecast, frame: _Frame, ceiling: float, floor: float) -> str:
    """The interval as a band behind the dots; its upper edge is a line that also prints in black and white."""
    left = frame.middle(forecast.low) - frame.step / 2
    right = frame.middle(forecast.high) + frame.step / 2
    box = (
        f'<rect class="chart-band" x="{left:.1f}" y="{ceiling:.1f}" width="{right - left:.1f}" '
        f'height="{floor - ceiling:.1f}" fill="{_BAND}"/>'
    )
    return box + _level(left, right, ceiling, width=3)


def _column(frame: _Frame, tenders: int, count: int, *, floor: float, hollow: bool) -> Iterator[str]:
    pitch = frame.size.pitch
    for place in range(count):
        row, side = divmod(place, frame.abreast)
        in_row = min(frame.abreast, count - row * frame.abreast)
        x = frame.middle(tenders) + (side - (in_row - 1) / 2) * pitch
        yield _dot(x, floor - pitch * (row + 0.5) - 1, frame.size.radius, few=tenders <= 1, hollow=hollow)


def _dot(x: float, y: float, radius: float, *, few: bool, hollow: bool) -> str:
    colour = _FEW if few else _DOT
    name = ("chart-few" if few else "chart-dot") + (" chart-hollow" if hollow else "")
    stroke = radius / 4
    return (
        f'<circle class="{name}" cx="{x:.1f}" cy="{y:.1f}" r="{radius - stroke / 2:.1f}" '
        f'fill="{_PAPER if hollow else colour}" stroke="{colour}" stroke-width="{stroke:.1f}"/>'
    )


def _few(forecast: Forecast, frame: _Frame, floor: float) -> Iterator[str]:
    """How many of the twenty get one tender or none, written over their column and clear of its neighbours."""
    count = sum(dot <= 1 for dot in forecast.dots)
    if not count:
        return
    says = words("chart.few", frame.language, count=count)
    left = max(frame.middle(frame.first) - frame.size.pitch, frame.size.text * 0.4)
    reaches = frame.first + int((left + len(says) * frame.size.text * _LETTER) / frame.step)
    tallest = max(_columns(forecast)[tenders] for tenders in range(frame.first, reaches + 1))
    y = floor - frame.top_of(tallest) - frame.size.text * 0.5
    yield _text(says, (left, y), "chart-few-text", _FEW, weight=700)


def _numbers(frame: _Frame, y: float) -> Iterator[str]:
    for tenders in range(frame.first, LAST + 1):
        label = f"{LAST}+" if tenders == LAST else str(tenders)
        yield _text(label, (frame.middle(tenders), y), "chart-muted", _MUTED, anchor="middle")


def _axis_name(frame: _Frame, y: float) -> str:
    says = words("chart.axis", frame.language)
    return _text(says, (frame.size.width / 2, y), "chart-muted", _MUTED, anchor="middle")


def _text(says: str, at: tuple[float, float], name: str, fill: str, *, anchor: str = "start", weight: int = 400) -> str:
    return (
        f'<text class="{name}" x="{at[0]:.1f}" y="{at[1]:.1f}" fill="{fill}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{escape(says)}</text>'
    )


def _level(left: float, right: float, y: float, *, width: float) -> str:
    """A level line."""
    return (
        f'<line class="chart-rule" x1="{left:.1f}" y1="{y:.1f}" x2="{right:.1f}" y2="{y:.1f}" '
        f'stroke="{_INK}" stroke-width="{width}"/>'
    )
