from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from svangrum.documents.svg import Look
from svangrum.documents.timeline import Bar, timeline

MONTHS = ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
LOOK = Look("days-wide", 640, 17, "Titel", "Vad man ser")
BARS = [Bar("Ett", "1–10 maj", date(2027, 5, 1), date(2027, 5, 10), filled=True)]


@st.composite
def bars(draw):
    since = draw(st.dates(date(2022, 1, 1), date(2035, 1, 1)))
    return Bar("a", "b", since, since + timedelta(days=draw(st.integers(0, 400))), draw(st.booleans()))


@given(st.lists(bars(), min_size=1, max_size=12), st.sampled_from([320, 640]))
def test_every_bar_is_seen_and_lies_within_the_picture(drawn, width):
    look = Look("d-x", width, 15, "t", "d")
    svg = timeline(drawn, look, months=MONTHS)
    boxes = [(float(x), float(wide)) for x, wide in re.findall(r'<rect [^>]* x="([\d.]+)"[^>]* width="([\d.]+)"', svg)]

    assert len(boxes) == len(drawn)
    assert all(wide >= 6 and x >= 0 and x + wide <= width for x, wide in boxes)


@given(st.lists(bars(), min_size=2, max_size=6))
def test_longer_times_have_longer_bars(drawn):
    svg = timeline(drawn, LOOK, months=MONTHS)
    widths = [float(wide) for wide in re.findall(r'<rect [^>]* width="([\d.]+)"', svg)]
    lengths = [(one.until - one.since).days for one in drawn]
    pairs = [(a, b) for a in range(len(drawn)) for b in range(len(drawn)) if lengths[a] > lengths[b]]

    assert all(widths[a] >= widths[b] for a, b in pairs)


def test_texts_are_escaped_and_the_picture_is_well_formed():
    svg = timeline([Bar("<b>&", '"', *(date(2027, 5, 1),) * 2, filled=False)], LOOK, months=MONTHS)

    assert etree.fromstring(svg.encode()).tag.endswith("svg")
    assert "<b>" not in svg


@pytest.mark.parametrize(("filled", "fill"), [(True, "#1b5741"), (False, "#faf7f0")])
def test_two_kinds_of_time_differ_without_colour(filled, fill):
    svg = timeline([replace(bar, filled=filled) for bar in BARS], LOOK, months=MONTHS)

    assert f'fill="{fill}" stroke="#1b5741"' in svg


def test_the_year_stands_at_january():
    svg = timeline([Bar("a", "b", date(2026, 11, 1), date(2027, 3, 1), filled=True)], LOOK, months=MONTHS)

    assert re.findall(r'<text class="chart-muted"[^>]*>([^<]*)<', svg) == ["nov", "dec", "jan 2027", "feb"]
