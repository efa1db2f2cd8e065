"""The chart of months: heights to scale, what is free filled and what is promised hollow, and each month's number."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from svangrum.documents.month_bars import MonthColumn, month_bars
from svangrum.documents.svg import Look

SVG = "{http://www.w3.org/2000/svg}"
LOOK = Look("months1-wide", 640, 16, "Ledigt", "Minst 40 timmar.")
MONTHS = (
    MonthColumn("dec", "2026", "160", 160, 160, paused=False),
    MonthColumn("jan", "2027", "40", 160, 40, paused=False),
    MonthColumn("feb", "", "0", 160, 0, paused=True),
    MonthColumn("mar", "", "0", 0, 0, paused=False),
)


def drawn(months=MONTHS, most=160):
    return ET.fromstring(month_bars(months, LOOK, most=most, scale="160 timmar"))  # noqa: S314 - our own text


def heights(svg, name):
    return [round(float(box.get("height"))) for box in svg.iter(f"{SVG}rect") if name in box.get("class").split()]


def test_what_is_free_is_filled_to_scale_and_the_rest_is_hollow():
    svg = drawn()
    assert heights(svg, "chart-dot") == [148, 36]
    assert heights(svg, "chart-hollow") == [110]
    assert len(heights(svg, "chart-band")) == 1


def test_each_month_has_its_name_its_number_and_its_year_where_one_begins():
    texts = [text.text for text in drawn().iter(f"{SVG}text")]
    assert texts == ["160 timmar", "dec", "160", "2026", "jan", "40", "2027", "feb", "0", "mar", "0"]


def test_it_says_what_one_sees():
    svg = drawn()
    assert svg.get("role") == "img"
    assert svg.find(f"{SVG}desc").text == LOOK.desc


def test_nothing_told_at_all_is_no_column():
    empty = tuple(one._replace(told=0, free=0) for one in MONTHS)
    assert heights(drawn(empty, most=0), "chart-dot") == []


def test_what_stands_in_it_is_escaped():
    assert "<b>" not in month_bars(MONTHS, LOOK, most=160, scale="<b>")


def test_numbers_without_room_are_left_to_the_table():
    long = tuple(one._replace(says="1 000 000 000 000 000") for one in MONTHS)
    assert "1 000 000 000 000 000" not in [text.text for text in drawn(long).iter(f"{SVG}text")]
