"""Bars with their words: on one line where there is room, else below the name, and never outside the picture."""

from __future__ import annotations

import re

import pytest

from svangrum.documents.bars import Bar, bar_chart
from svangrum.documents.svg import Look

LONG = Bar("Arbetar så mycket som avtalat", "75–100 %: från −23 800 kr till −1 600 kr", -23_800, -1_600)
SHORT = Bar("Staten", "100 kr", 0, 100)


@pytest.mark.parametrize(("bars", "width", "below"), [([SHORT], 320, 0), ([LONG, SHORT], 320, 2), ([LONG], 640, 0)])
def test_words_without_room_stand_below_the_name(bars, width, below):
    chart = bar_chart(bars, Look("prov", width, 16 if width > 400 else 12, "Prov", "Prov"))
    assert len(re.findall(r'dy="', chart)) == below
    assert all(one.says in chart for one in bars)


def test_the_picture_grows_with_the_lines():
    heights = [float(re.search(r'viewBox="0 0 \d+ ([\d.]+)"', _narrow(bars)).group(1)) for bars in ([SHORT], [LONG])]
    assert heights[1] > heights[0]


def _narrow(bars):
    return bar_chart(bars, Look("prov", 320, 12, "Prov", "Prov"))
