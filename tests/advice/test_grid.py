"""Points of the grid through the batch: each line tells what the law says of the purchase.

All points are thrown at the batch by ``benchmarks/grid.py``.
"""

from __future__ import annotations

import json
from datetime import date

from svangrum.advice.batch import answer_lines
from svangrum.advice.order import in_reading_order
from svangrum.law.assess import assess
from tests.law import grid

EVERY = 97


def test_the_batch_answers_points_of_the_grid_as_the_law_does():
    points = [(line, value) for day in grid.days() for line in grid.lines(day) for value in line.values()][::EVERY]
    lines = [json.dumps(line.fields(value)).encode() for line, value in points]
    answers = answer_lines(lines, day=date(2026, 11, 23), language="sv")
    for (line, value), answer in zip(points, answers, strict=True):
        told = [(one["rule"], one["code"]) for one in json.loads(answer.line)["findings"]]
        law = in_reading_order(assess(line.purchase(value), as_of=line.day).findings)
        assert told == [(one.rule, one.code) for one in law], (line, value)
