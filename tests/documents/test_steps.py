"""Values over time as a picture: to scale, labelled, and open where nothing is known."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from svangrum.documents.steps import Step, step_chart
from svangrum.documents.svg import Look

LOOK = Look("over-time-wide", 640, 16, "Värdet över tid", "Från 2022: 2. Från 2024: <mellan> 3 & 4.")
SVG = "{http://www.w3.org/2000/svg}"
KNOWN = Step(0.0, 0.5, 2.0, 2.0, "2", "2022")
RANGE = Step(0.5, 0.75, 3.0, 4.0, "3–4", "2024")
UNREAD = Step(0.75, 1.0, None, None, "inte läst", "2026")


def _drawn(*steps: Step):
    return ET.fromstring(step_chart(steps, LOOK, unit="kronor"))  # noqa: S314 - our own text


def _levels(root) -> list:
    return [one for one in root.iter(f"{SVG}line") if one.get("class") == "chart-dot"]


def test_it_says_what_one_sees():
    root = _drawn(KNOWN, RANGE)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == LOOK.title
    assert root.find(f"{SVG}desc").text == LOOK.desc
    assert root.get("aria-labelledby") == "over-time-wide-title over-time-wide-desc"


def test_a_known_value_is_one_line_and_a_range_two_with_a_band():
    assert len(_levels(_drawn(KNOWN))) == 1
    root = _drawn(KNOWN, RANGE)
    assert len(_levels(root)) == 3
    assert len(list(root.iter(f"{SVG}rect"))) == 1


def test_heights_are_to_scale_from_zero():
    known, bottom, top = (float(one.get("y1")) for one in _levels(_drawn(KNOWN, RANGE)))
    floor = max(float(one.get("y1")) for one in _drawn(KNOWN).iter(f"{SVG}line") if one.get("class") == "chart-rule")
    assert abs((floor - known) * 2 - (floor - top)) < 0.2
    assert abs((floor - known) * 1.5 - (floor - bottom)) < 0.2


def test_what_has_not_been_read_has_words_and_no_line():
    root = _drawn(KNOWN, UNREAD)
    assert len(_levels(root)) == 1
    assert {one.text for one in root.iter(f"{SVG}text")} == {"kronor", "2", "2022", "inte läst", "2026"}


def test_levels_lie_where_their_days_do():
    (level,) = _levels(_drawn(Step(0.25, 0.5, 2.0, 2.0, "2", "2022")))
    assert (float(level.get("x1")), float(level.get("x2"))) == (160.0, 320.0)


def test_nothing_known_at_all_can_be_drawn():
    assert not _levels(_drawn(UNREAD))
