"""The dot plot: twenty dots a panel, in the right columns, on one axis, with words that say what one sees."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.advice.answer import Forecast
from svangrum.documents.charts import LAST, NARROW, WIDE, dot_plot

SVG = "{http://www.w3.org/2000/svg}"
OPEN = Forecast(
    label="Alla får delta",
    dots=(1,) * 4 + (2,) * 5 + (3,) * 4 + (4,) * 3 + (5, 5, 6, 14),
    low=1,
    high=5,
    sentence="Av 20 liknande köp får 4 ett enda anbud.",
    interval="Troligen 1–5 anbud.",
    basis="",
    table=(),
)
RESERVED = replace(OPEN, label="Reserverat", dots=(1,) * 11 + (2,) * 6 + (3, 3, 5), high=3)


def drawn(open_=OPEN, reserved=RESERVED, *, language="sv", size=WIDE):
    return ET.fromstring(dot_plot(open_, reserved, language=language, size=size))  # noqa: S314 - our own text


def dots(svg, *, hollow):
    return [dot for dot in svg.iter(f"{SVG}circle") if ("chart-hollow" in dot.get("class")) is hollow]


def texts(svg):
    return ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]


def column(x, size):
    return int(float(x) / (size.width / LAST)) + 1


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_each_panel_has_twenty_dots_in_the_columns_of_their_numbers(size):
    svg = drawn(size=size)
    for forecast, hollow in ((OPEN, False), (RESERVED, True)):
        found = Counter(column(dot.get("cx"), size) for dot in dots(svg, hollow=hollow))
        assert found == Counter(min(dot, LAST) for dot in forecast.dots)
        assert found.total() == 20


def test_open_stands_above_reserved():
    svg = drawn()
    lowest_open = max(float(dot.get("cy")) for dot in dots(svg, hollow=False))
    assert lowest_open < min(float(dot.get("cy")) for dot in dots(svg, hollow=True))


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_no_two_dots_touch(size):
    svg = drawn(size=size)
    places = [(float(dot.get("cx")), float(dot.get("cy"))) for dot in svg.iter(f"{SVG}circle")]
    gaps = [abs(complex(a[0] - b[0], a[1] - b[1])) for i, a in enumerate(places) for b in places[:i]]
    assert min(gaps) > 2 * size.radius


def test_both_panels_share_one_axis_from_one_to_ten_or_more():
    numbers = [text for text in texts(drawn()) if re.fullmatch(r"\d+\+?", text)]
    assert numbers == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10+"] * 2


def test_a_purchase_without_tenders_gives_the_axis_a_zero():
    svg = drawn(replace(OPEN, dots=(0, *OPEN.dots[1:]), low=0))
    assert texts(svg).count("0") == 2


def test_the_single_tenders_are_counted_over_their_column_and_apart_in_class():
    svg = drawn()
    assert "4 av 20 får ett enda" in texts(svg)
    assert sum("chart-few" in dot.get("class") for dot in dots(svg, hollow=False)) == 4


def test_without_single_tenders_nothing_is_said_of_them():
    assert not any("ett enda" in text for text in texts(drawn(replace(OPEN, dots=(3,) * 20), RESERVED))[:2])


@pytest.mark.parametrize(("low", "high", "says"), [(2, 6, "troligen 2–6 anbud"), (2, 2, "troligen 2 anbud")])
def test_the_interval_is_a_band_and_words(low, high, says):
    svg = drawn(replace(OPEN, low=low, high=high))
    band = next(svg.iter(f"{SVG}rect"))
    step = WIDE.width / LAST
    assert float(band.get("x")) == pytest.approx((low - 1) * step, abs=0.1)
    assert float(band.get("width")) == pytest.approx((high - low + 1) * step, abs=0.1)
    assert f"Alla får delta {says}" in texts(svg)


def test_title_and_description_are_named_by_the_picture():
    svg = drawn()
    named = svg.get("aria-labelledby").split()
    title, description = (next(one for one in svg.iter() if one.get("id") == name) for name in named)
    assert title.text == "Antal anbud i tjugo liknande köp, öppet för alla och reserverat"
    assert OPEN.sentence in description.text
    assert RESERVED.interval in description.text


def test_two_sizes_on_one_page_share_no_id():
    ids = re.findall(
        r' id="([^"]+)"', dot_plot(OPEN, RESERVED, language="sv") + dot_plot(OPEN, RESERVED, language="sv", size=NARROW)
    )
    assert len(ids) == len(set(ids)) == 4


def test_english_says_it_in_english():
    assert "number of tenders" in texts(drawn(language="en"))


def test_words_cannot_become_markup():
    svg = drawn(replace(OPEN, label="<b>&amp;", sentence="</desc><script>"))
    assert texts(svg)[0].startswith("<b>&amp;")
    assert not list(svg.iter(f"{SVG}script"))


def test_every_shape_has_a_colour_of_its_own_for_paper_and_no_inline_style():
    svg = drawn()
    shapes = [one for kind in ("circle", "rect", "text") for one in svg.iter(SVG + kind)]
    assert all(re.fullmatch(r"#[0-9a-f]{6}", one.get("fill")) for one in shapes)
    assert not any(one.get("style") for one in svg.iter())


@given(
    first=st.lists(st.integers(1, 40), min_size=20, max_size=20),
    second=st.lists(st.integers(1, 40), min_size=20, max_size=20),
    size=st.sampled_from([WIDE, NARROW]),
)
def test_whatever_the_dots_all_of_it_is_inside_the_picture(first, second, size):
    made = [replace(OPEN, dots=tuple(sorted(one)), low=min(one), high=max(one)) for one in (first, second)]
    svg = drawn(*made, size=size)
    _, _, width, height = (float(part) for part in svg.get("viewBox").split())
    circles = list(svg.iter(f"{SVG}circle"))
    assert len(circles) == 40
    for dot in circles:
        assert size.radius <= float(dot.get("cx")) <= width - size.radius
        assert size.radius <= float(dot.get("cy")) <= height - size.radius
    for text in svg.iter(f"{SVG}text"):
        assert size.text * 0.8 < float(text.get("y")) < height
    for band in svg.iter(f"{SVG}rect"):
        assert float(band.get("x")) >= 0
        assert float(band.get("x")) + float(band.get("width")) <= width + 0.1
