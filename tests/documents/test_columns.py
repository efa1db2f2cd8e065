"""Distributions one above the other, on one scale."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from svangrum.documents.columns import Column, Panel, column_chart
from svangrum.documents.svg import Look

LOOK = Look("tenders-wide", 640, 16, "Anbud", "Reserverade lägre.")
SVG = "{http://www.w3.org/2000/svg}"
FEW = Panel("Reserverade", "12 anbudsområden", (Column(0.5, "6"), Column(0.0, ""), Column(0.1, "1")), hollow=True)
MANY = Panel("Alla andra", "9 000 anbudsområden", (Column(0.2, "20 %"), Column(0.25, "25 %"), Column(0.05, "")))


def drawn(*panels):
    return ET.fromstring(column_chart(panels, LOOK, ticks=("1", "2", "3+"), axis="anbud"))  # noqa: S314 - our own text


def test_columns_of_all_panels_compare():
    rects = list(drawn(FEW, MANY).iter(f"{SVG}rect"))
    heights = [float(one.get("height")) for one in rects]

    assert len(rects) == 5
    assert abs(heights[0] - 2.5 * heights[2]) < 0.2
    assert len({one.get("fill") for one in rects}) == 2


def test_every_panel_has_its_name_its_number_and_the_axis():
    texts = [one.text for one in drawn(FEW, MANY).iter(f"{SVG}text")]

    assert {"Reserverade", "12 anbudsområden", "6", "anbud"} <= set(texts)
    assert texts.count("3+") == 2


def test_columns_stay_inside_and_panels_apart():
    root = drawn(FEW, MANY)
    height = float(root.get("viewBox").split()[3])
    floors = [float(one.get("y1")) for one in root.iter(f"{SVG}line")]

    assert all(0 <= float(one.get("x")) <= LOOK.width - float(one.get("width")) for one in root.iter(f"{SVG}rect"))
    assert floors == sorted(floors)
    assert floors[-1] < height
