"""The map: every municipality once, by fill, with its name; what has no outline is left out."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from svangrum.core.codes import municipalities
from svangrum.documents.sweden_map import Fill, Place, outlines, swatch, sweden_map

SVG = "{http://www.w3.org/2000/svg}"
LARGEST = 60_000
EVERY = [
    Place(one.code, list(Fill)[place % len(Fill)], f"{one.short}: <inga> & få")
    for place, one in enumerate(municipalities())
]


def drawn(places):
    return ET.fromstring(sweden_map(places, title="Karta", desc="Få"))  # noqa: S314 - our own text


def test_every_municipality_is_drawn_once_and_named():
    root = drawn(EVERY)
    titles = [one.find(f"{SVG}title").text for one in root.iter(f"{SVG}path")]

    assert sorted(titles) == sorted(one.says for one in EVERY if one.code in outlines())
    assert len(titles) == 290


def test_it_is_small_enough_for_a_page():
    assert len(sweden_map(EVERY, title="Karta", desc="Få").encode()) < LARGEST


def test_the_outline_lies_inside_the_view():
    left, top, width, height = (float(one) for one in drawn(EVERY).get("viewBox").split())
    begins = [path[1:].partition("l")[0].split(",") for path in outlines().values()]

    assert all(left <= float(x) <= left + width and top <= float(y) <= top + height for x, y in begins)


@pytest.mark.parametrize("fill", Fill)
def test_each_fill_differs_from_the_others_and_its_swatch_is_like_it(fill):
    (group,) = [one for one in drawn([Place("0180", fill, "Stockholm")]) if one.tag == f"{SVG}g"]
    others = {other: drawn([Place("0180", other, "Stockholm")]) for other in Fill if other != fill}

    assert all(group.get("fill") not in {one.get("fill") for one in other} for other in others.values())
    assert f'fill="{group.get("fill")}"' in swatch(fill)
