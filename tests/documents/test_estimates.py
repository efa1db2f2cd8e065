"""Shares as bars from zero with their intervals, and small charts for each country: to scale and in words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from svangrum.documents.estimates import Estimate, estimate_chart
from svangrum.documents.multiples import Small, multiples_chart
from svangrum.documents.svg import Look

LOOK = Look("shares-wide", 640, 16, "Andelar", "Ena <lägre> & andra högre.")
SVG = "{http://www.w3.org/2000/svg}"
LONG = "Avlopps- och avfallshantering samt sanerings- och miljötjänster och mer därtill"


def drawn(*estimates, look=LOOK):
    return ET.fromstring(estimate_chart(estimates, look))  # noqa: S314 - our own text


def bars(root):
    return [one for one in root.iter(f"{SVG}rect") if one.get("class").startswith("chart-dot")]


def width(bar):
    return float(bar.get("width"))


def test_bars_are_to_scale_from_one_zero():
    once, twice = bars(drawn(Estimate("a", "1", 0.1), Estimate("b", "2", 0.2)))

    assert once.get("x") == twice.get("x")
    assert abs(width(once) * 2 - width(twice)) < 0.2


def test_the_interval_has_room_beyond_the_bar():
    root = drawn(Estimate("a", "1", 0.1, 0.05, 0.4))
    (bar,) = bars(root)
    (line,) = [one for one in root.iter(f"{SVG}path") if one.get("class") == "chart-rule"]
    right = float(line.get("d").partition("H")[2].partition("M")[0])

    assert abs(width(bar) * 4 - (right - float(bar.get("x")))) < 0.5
    assert right <= LOOK.width


def test_what_is_not_told_has_words_and_no_bar():
    root = drawn(Estimate("a", "för få", None), Estimate("b", "2", 0.0))

    assert len(bars(root)) == 1
    assert [" ".join(one.itertext()).split() for one in root.iter(f"{SVG}text")] == [["a", "för", "få"], ["b", "2"]]


def test_hollow_bars_differ_without_colour():
    filled, hollow = bars(drawn(Estimate("a", "1", 0.1), Estimate("b", "2", 0.2, hollow=True)))

    assert filled.get("fill") != hollow.get("fill")


def test_a_long_name_is_broken_and_nothing_is_lost():
    root = drawn(Estimate(LONG, "1", 0.1), look=Look("shares-narrow", 300, 14, "x", "y"))
    names = [one.text for one in root.iter(f"{SVG}tspan") if one.get("class") == "chart-ink"]

    assert len(names) > 1
    assert "".join(names).strip() == LONG


def test_it_says_what_one_sees():
    root = drawn(Estimate("a", "1", 0.1))

    assert root.find(f"{SVG}title").text == LOOK.title
    assert root.find(f"{SVG}desc").text == LOOK.desc


def test_every_small_chart_has_the_same_scale():
    charts = [Small("Sverige", "0,1 %", (0.1, None)), Small("Finland", "0,4 %", (0.2, 0.4))]
    root = ET.fromstring(multiples_chart(charts, LOOK, years=(2020, 2021)))  # noqa: S314 - our own text
    heights = [float(one) for path in root.iter(f"{SVG}path") for one in re.findall(r"v-([\d.]+)", path.get("d"))]
    texts = [one.text for one in root.iter(f"{SVG}text")]

    assert [round(one / heights[0], 1) for one in heights] == [1.0, 2.0, 4.0]
    assert texts.count("2020") == texts.count("2021") == 2
