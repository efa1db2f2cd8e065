"""Sweden's municipalities as SVG text, each filled by what is known of it: solid, dotted, striped, pale or empty.

The five fills differ in black and white. Every outline says its name and what holds for it, and the map as a whole says
what one sees. The outlines are ``data/codes/municipality_outlines.tsv``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from svangrum.core.data import data_path
from svangrum.documents.svg import Look, opening

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_INK, _DOT, _BAND, _PAPER = "#1f1d1a", "#1b5741", "#ece5d6", "#faf7f0"
WIDTH, HEIGHT = 420, 1000
"""The units that the outlines are drawn in."""
_MARGIN = 3


class Fill(StrEnum):
    """How an outline is filled, the least that catches the eye first."""

    EMPTY = "empty"
    PALE = "pale"
    STRIPED = "striped"
    DOTTED = "dotted"
    SOLID = "solid"


_PAINT = {
    Fill.EMPTY: f'class="chart-hollow" fill="{_PAPER}"',
    Fill.PALE: f'class="chart-band" fill="{_BAND}"',
    Fill.STRIPED: 'fill="url(#striped)"',
    Fill.DOTTED: 'fill="url(#dotted)"',
    Fill.SOLID: f'class="chart-green" fill="{_DOT}"',
}
_PATTERNS = (
    '<defs><pattern id="striped" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect class="chart-hollow" width="6" height="6" fill="{_PAPER}"/>'
    f'<rect class="chart-green" width="2.5" height="6" fill="{_DOT}"/></pattern>'
    '<pattern id="dotted" width="6" height="6" patternUnits="userSpaceOnUse">'
    f'<rect class="chart-hollow" width="6" height="6" fill="{_PAPER}"/>'
    f'<circle class="chart-ink" cx="3" cy="3" r="1.6" fill="{_INK}"/></pattern></defs>'
)


@dataclass(frozen=True)
class Place:
    """A municipality by its code, how it is filled, and what its outline says."""

    code: str
    fill: Fill
    says: str


def sweden_map(places: Sequence[Place], *, title: str, desc: str) -> str:
    """The map as one ``<svg>`` element. A place without an outline is left out."""
    look = Look("map-sweden", WIDTH, 16, title, desc)
    groups = (_group(fill, [one for one in places if one.fill == fill]) for fill in Fill)
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}"'
    room = f'viewBox="{-_MARGIN} {-_MARGIN} {WIDTH + 2 * _MARGIN} {HEIGHT + 2 * _MARGIN}"'
    return f"{opening(look, HEIGHT).replace(size, room)}{_PATTERNS}{''.join(groups)}</svg>"


def swatch(fill: Fill) -> str:
    """A small piece of a fill, for the words that say what it means. It needs the map on the same page."""
    return (
        '<svg class="swatch" viewBox="0 0 30 20" aria-hidden="true">'
        f'<g {_PAINT[fill]}><rect class="chart-rule" x="1" y="1" width="28" height="18" stroke="{_INK}"/></g></svg>'
    )


def _group(fill: Fill, places: Sequence[Place]) -> str:
    if not places:
        return ""
    drawn = "".join(
        f'<path d="{outlines()[one.code]}"><title>{escape(one.says)}</title></path>'
        for one in places
        if one.code in outlines()
    )
    return f'<g {_PAINT[fill]}><g class="chart-rule" stroke="{_INK}" stroke-width=".7">{drawn}</g></g>'


@cache
def outlines() -> Mapping[str, str]:
    """The path of every municipality, by its code."""
    lines = data_path("codes/municipality_outlines.tsv").read_text("utf-8").splitlines()[1:]
    return dict(line.split("\t") for line in lines)
