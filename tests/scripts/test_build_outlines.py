"""The map's outlines: what the script reads, thins and writes, and that what is shipped is whole."""

from __future__ import annotations

import re
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripts.build_outlines import area, junctions, path, projected, rings, thinned, with_mainland

from svangrum.core.codes import municipalities
from svangrum.core.data import data_path

LARGEST = 40_000


def polygon(*found, order="<"):
    """Rings as well-known binary."""
    head = struct.pack(f"{order}BII", order == "<", 3, len(found))
    return head + b"".join(
        struct.pack(f"{order}I", len(ring)) + b"".join(struct.pack(f"{order}2d", *point) for point in ring)
        for ring in found
    )


@pytest.mark.parametrize("order", "<>")
def test_polygons_are_read_alone_and_together(order):
    square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]
    alone = polygon(square, order=order)
    together = struct.pack(f"{order}BII", order == "<", 6, 2) + alone + alone

    assert rings(alone) == [square]
    assert rings(together) == [square, square]


def test_the_middle_meridian_is_straight_and_north_is_up():
    (south_x, south_y), (north_x, north_y) = projected((15.0, 55.0)), projected((15.0, 69.0))

    assert south_x == north_x == 0
    assert north_y < south_y
    assert projected((11.0, 60.0))[0] < 0 < projected((24.0, 60.0))[0]


wiggles = st.lists(st.integers(-2, 2), min_size=3, max_size=30)


@given(wiggles)
def test_a_border_is_thinned_alike_on_both_sides(wiggle):
    border = [(place * 3, across) for place, across in enumerate([0, *wiggle, 0])]
    above = [*border, (border[-1][0], 90), (0, 90)]
    below = [*border[::-1], (0, -90), (border[-1][0], -90)]
    thin = thinned({"a": [above], "b": [below]})

    shared = {point for point in border if point in thin["a"][0]}
    assert shared == {point for point in border if point in thin["b"][0]}
    assert {border[0], border[-1]} <= shared
    assert junctions([above, below]) == {border[0], border[-1]}


def test_only_small_islands_are_left_out():
    large, middle, small = ([(0, 0), (size, 0), (size, size), (0, size)] for size in (10, 3, 1))

    assert with_mainland([small, middle, large]) == [large, middle]
    assert with_mainland([small]) == [small]
    assert area(middle) == 9


def test_a_path_is_written_in_steps():
    assert path([[(5, 5), (8, 4), (6, 9)]]) == "M5,5l3-1-2,5z"


def test_the_shipped_outlines_are_those_of_all_municipalities_and_small():
    text = data_path("codes/municipality_outlines.tsv").read_text("utf-8")
    outlines = dict(line.split("\t") for line in text.splitlines()[1:])

    assert list(outlines) == sorted(one.code for one in municipalities() if not one.fictional)
    assert all(re.fullmatch(r"(M\d+,\d+l(-?\d+[ ,]?)+z)+", outline) for outline in outlines.values())
    assert len(text) < LARGEST
