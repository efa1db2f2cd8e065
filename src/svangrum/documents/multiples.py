"""Small multiples as SVG text: a tiny column chart over the years for each country, all to one scale from zero."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from svangrum.documents.svg import opening

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from svangrum.documents.svg import Look

_INK, _MUTED, _DOT = "#1f1d1a", "#57524a", "#1b5741"
_HIGHEST = 56
_GAP = 16
_NARROWEST = 130
"""So wide is a small chart at least; as many stand in a row as there is room for."""


@dataclass(frozen=True)
class Small:
    """One chart: a share for each year, None for a year that is not told. ``says`` is its last share, in words."""

    name: str
    says: str
    shares: tuple[float | None, ...]


def multiples_chart(charts: Sequence[Small], look: Look, *, years: Sequence[int]) -> str:
    """The charts as one ``<svg>`` element, row by row. ``years`` are those of every chart's columns."""
    abreast = max(1, int((look.width + _GAP) / (_NARROWEST + _GAP)))
    wide = (look.width - _GAP * (abreast - 1)) / abreast
    tall = look.text * 4.4 + _HIGHEST
    highest = max((share for one in charts for share in one.shares if share is not None), default=0.0) or 1.0
    drawn: list[str] = []
    for place, one in enumerate(charts):
        row, side = divmod(place, abreast)
        drawn.extend(_small(one, look, _Box(side * (wide + _GAP), row * (tall + _GAP), wide), highest, years))
    rows = -(-len(charts) // abreast)
    return f"{opening(look, rows * (tall + _GAP))}{''.join(drawn)}</svg>"


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    width: float


def _small(one: Small, look: Look, box: _Box, highest: float, years: Sequence[int]) -> Iterator[str]:
    yield _text(one.name, box.left, box.top + look.text, "chart-ink", weight=700)
    yield _text(one.says, box.left, box.top + look.text * 2.2, "chart-muted")
    floor = box.top + look.text * 2.8 + _HIGHEST
    step = box.width / max(len(one.shares), 1)
    columns = "".join(
        f"M{box.left + (place + 0.14) * step:.1f},{floor:.1f}"
        f"v{-share / highest * _HIGHEST:.1f}h{step * 0.72:.1f}V{floor:.1f}z"
        for place, share in enumerate(one.shares)
        if share
    )
    yield f'<path class="chart-green" d="{columns}" fill="{_DOT}"/>'
    yield (
        f'<line class="chart-rule" x1="{box.left:.1f}" y1="{floor:.1f}" x2="{box.left + box.width:.1f}" '
        f'y2="{floor:.1f}" stroke="{_INK}"/>'
    )
    yield _text(str(years[0]), box.left, floor + look.text * 1.2, "chart-muted")
    if len(years) > 1:
        yield _text(str(years[-1]), box.left + box.width, floor + look.text * 1.2, "chart-muted", anchor="end")


def _text(says: str, x: float, y: float, kind: str, *, weight: int = 400, anchor: str = "start") -> str:
    colour = _INK if kind == "chart-ink" else _MUTED
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-weight="{weight}" '
        f'text-anchor="{anchor}">{escape(says)}</text>'
    )
