from __future__ import annotations

import itertools
from datetime import date

import pytest

from svangrum.core.holidays import is_working_day
from svangrum.core.language import LANGUAGES
from svangrum.guide.begin import Reply, questions, route
from svangrum.guide.first_purchase import ends, plans
from svangrum.web.urls import NAMES

DAY = date(2026, 11, 26)
PARTLY = [None, *Reply]


def replies():
    """Every combination of replies, also of those that leave a question out: 4 to the power of 4."""
    for combination in itertools.product(PARTLY, repeat=len(questions())):
        yield {code: reply for code, reply in zip(questions(), combination, strict=True) if reply}


def test_every_route_ends_in_a_next_step_that_can_be_taken() -> None:
    for stated in replies():
        found = route(stated)
        first = found.ways[0]
        assert first.page in NAMES
        assert first.steps
        assert 1 <= first.low <= first.high
        assert found.ways[-1].page in NAMES


def test_only_four_yes_is_ready_and_each_other_reply_adds_its_way() -> None:
    for stated in replies():
        lacking = sum(stated.get(code) is not Reply.YES for code in questions())
        found = route(stated)
        assert len(found.ways) == lacking + 1
        assert found.ready == (lacking == 0)


def test_the_mandate_comes_first() -> None:
    found = route(dict.fromkeys(questions(), Reply.NO))

    assert found.ways[0] == questions()["decision"].no


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_and_plan_can_be_said(language: str) -> None:
    for question in questions().values():
        for way in (question.no, question.unknown):
            assert all(one.say(language, as_of=DAY) for one in (way.title, way.says, way.who, *way.steps))
            assert way.rests
    for plan in plans().values():
        assert all(one.say(language, as_of=DAY) for one in (plan.title, plan.says, plan.warning))
        assert all(step.what.say(language, as_of=DAY) for step in plan.steps)


@pytest.mark.parametrize("start", [date(2026, 11, 26), date(2026, 12, 22), date(2027, 3, 24), date(2027, 6, 24)])
def test_no_step_is_done_on_a_day_off(start: date) -> None:
    assert all(is_working_day(day) for plan in plans().values() for days in ends(plan, start) for day in days)


def test_a_plan_s_steps_follow_one_another() -> None:
    for plan in plans().values():
        dates = ends(plan, DAY)
        assert len(dates) == len(plan.steps)
        assert all(early <= late for early, late in dates)
        assert dates == tuple(sorted(dates))


def test_the_direct_way_is_the_shorter() -> None:
    assert ends(plans()["direct"], DAY)[-1] < ends(plans()["advertised"], DAY)[-1]


def test_the_direct_way_warns_that_a_mistake_cannot_always_be_mended() -> None:
    warning = plans()["direct"].warning.say("sv", as_of=DAY).replace("\u00a0", " ")

    assert "10 000 kr" in warning
    assert "20 000 000 kr" in warning
