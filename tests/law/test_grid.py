"""Over the whole grid: an answer to everything, no two findings that contradict, no change but at a limit."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from svangrum.core.findings import Outcome
from svangrum.law.assess import assess
from svangrum.law.purchase import Act, Buyer
from svangrum.law.registry import entries, rules
from tests.harness.repository import nothing
from tests.law import grid

LEAST_POINTS = 50_000
NAMES = {rule.name for rule in rules()}


@pytest.mark.parametrize("day", grid.days(), ids=str)
def test_every_point_is_answered_without_contradiction_and_answers_change_at_limits_only(day):
    nothing(problem for line in grid.lines(day) for problem in problems(line))


def problems(line):
    answers = [(value, assess(line.purchase(value), as_of=line.day)) for value in line.values()]
    for value, answer in answers:
        if not answer.findings:
            yield f"{line}, {value}: nothing is answered"
        yield from (f"{line}, {value}: {because}" for because in grid.contradicts(grid.told(answer)))
    for (value, before), (next_value, after) in pairwise(answers):
        changed = grid.signature(before) ^ grid.signature(after)
        if changed and next_value not in line.changes():
            yield f"{line}, {value}–{next_value}: {sorted(changed)}"


def test_the_grid_is_as_large_as_it_is_said_to_be():
    assert sum(len(line.values()) for day in grid.days() for line in grid.lines(day)) >= LEAST_POINTS


def test_every_contradiction_names_codes_that_there_are():
    codes = {name: {str(entry.outcome) for entry in entries(name).values()} | set(entries(name)) for name in NAMES}
    codes["*"] = set().union(*codes.values())
    for row in grid.contradictions():
        for name, named in [*row.one.items(), *row.other.items()]:
            assert set(named) <= codes[name] | set(Outcome), (name, row.because)


def test_a_contradiction_is_found():
    direct = {"direct-award": {"within-limit", "permitted-with-conditions"}, "advertise": {"national", "required"}}
    assert grid.contradicts(direct)
    assert grid.contradicts({"standstill": {"direct", "not-applicable"}, "advertise": {"national", "required"}})
    assert not grid.contradicts({"direct-award": {"over-limit", "forbidden"}, "advertise": {"national", "required"}})


def test_a_change_that_is_no_limit_is_found(monkeypatch):
    """The grid itself can fail: a limit that the law does not know of shows."""
    line = grid.Line(date(2024, 6, 1), "goods", Act.LOU, Buyer.MUNICIPALITY)
    limits = line.changes() - {700_000, 700_001}
    assert not list(problems(line))
    monkeypatch.setattr(grid, "_changes", lambda *_: limits)
    assert any("direct-award" in one for one in problems(line))
