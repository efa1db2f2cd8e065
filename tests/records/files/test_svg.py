"""What a logo as SVG may refer to in itself: drawings do so all the time, bombs do nothing else."""

from __future__ import annotations

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.records.files.checks.svg import drawing
from tests.records.files.made import an_svg

SHAPE = "<rect id='a' width='1' height='1'/>"


def chain(link: str, levels: int) -> str:
    """Groups that each draw the one before ten times, as ``link`` says."""
    groups = "".join(f"<g id='g{level + 1}'>{link.format(f'g{level}') * 10}</g>" for level in range(levels))
    return f"<g id='g0'>{SHAPE}</g>{groups}"


@pytest.mark.parametrize(
    "inside",
    [
        f"<defs>{SHAPE}</defs>" + "<use href='#a' x='2'/>" * 40,
        "<defs><linearGradient id='l'><stop offset='0'/></linearGradient></defs><rect fill='url(#l)'/>",
        "<clipPath id='c'><rect/></clipPath><style>.a { clip-path: url(#c); }</style><g class='a'><rect/></g>",
        "<linearGradient id='l'/><style>.a { fill: url(#l); }</style>" + "<rect class='a'/>" * 2_000,
        "<use href='#ingen'/>",
        chain("<use href='#{}'/>", 3),
    ],
)
def test_a_drawing_may_draw_its_parts_again(inside):
    assert b"<svg" in drawing(an_svg(inside))


@pytest.mark.parametrize(
    "inside",
    [
        chain("<use href='#{}'/>", 9),
        chain("<use xmlns:x='http://www.w3.org/1999/xlink' x:href='#{}'/>", 9),
        chain("<rect mask='url(#{})'/>", 9),
        chain("<rect style='clip-path: url( &quot;#{}&quot; )'/>", 9),
        "<g id='a'><use href='#a'/></g>",
        "<mask id='m'><rect mask='url(#m)'/></mask>",
        "<style>.a{mask:url(#m)}.b{mask:url(#n)}.c{mask:url(#o)}.d{mask:url(#p)}</style>"
        + "".join(f"<mask id='{one}'>{'<rect/>' * 20}</mask>" for one in "mnop"),
        "<rect id='a'/><rect fill='url(#%61)'/>",
    ],
)
def test_what_multiplies_or_draws_itself_is_refused(inside):
    with pytest.raises(SvangrumError, match=r"file\.svg"):
        drawing(an_svg(inside))
