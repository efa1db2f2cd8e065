"""Properties of every calendar, whatever the facts and the day."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.errors import NotInForceError, SvangrumError
from svangrum.core.holidays import is_working_day
from svangrum.core.reading import InvalidFactsError
from svangrum.law.purchase import Act
from svangrum.law.timetable.facts import UNADVERTISED, Facts, Route, Shortening
from svangrum.law.timetable.limits import OWN, routes
from svangrum.law.timetable.plan import Plan, plan
from svangrum.law.timetable.read import MOST_DAYS, MOST_LETTERS, own_field, read_facts
from svangrum.law.timetable.routes import GOAL, ORDER

AS_OF = date(2026, 11, 26)
DAYS = st.dates(date(2022, 2, 1), date(2035, 12, 31))
ROUTES = [(act, route) for act in Act for route in routes(act)]
ACTIONS = set(ORDER) - {GOAL}
"""Milestones on which somebody does something, or on which a time ends: never on a day off."""


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    act, route = draw(st.sampled_from(ROUTES))
    return Facts(
        start=draw(DAYS),
        act=act,
        route=route,
        electronic_tenders=draw(st.booleans()),
        open_documents=draw(st.booleans()),
        electronic_award=draw(st.booleans()),
        shortening=draw(st.sampled_from([Shortening.NONE, *Shortening])),
        voluntary_notice=draw(st.booleans()) and route in UNADVERTISED,
        tender_days=draw(st.none() | st.integers(1, 90)),
        application_days=draw(st.none() | st.integers(1, 90)),
        own=draw(st.dictionaries(st.sampled_from(OWN), st.integers(1, 60))),
    )


def planned(one: Facts, as_of: date) -> Plan | None:
    """The calendar; None where the facts do not go together, which is told and no fault."""
    try:
        return plan(one, as_of=as_of)
    except SvangrumError:
        return None


@given(facts(), DAYS)
def test_the_order_is_never_broken(one, as_of):
    found = planned(one, as_of)
    if found is None:
        return
    days = {milestone.code: milestone.day for milestone in found.milestones}
    chain = [code for code in ORDER[: ORDER.index(GOAL) + 1] if code in days and code != "prior-notice"]

    assert [one.day for one in found.milestones] == sorted(one.day for one in found.milestones)
    assert all(days[before] <= days[after] for before, after in itertools.pairwise(chain))
    assert days[GOAL] == one.start
    assert days.get("standstill-ends", date.min) < days["signed"]


@given(facts(), DAYS)
def test_nothing_is_due_on_a_day_off(one, as_of):
    found = planned(one, as_of)
    for milestone in found.milestones if found else ():
        if milestone.code in ACTIONS:
            assert is_working_day(milestone.day), milestone
        assert milestone.moved_from is None or not is_working_day(milestone.moved_from)


@given(facts(), DAYS)
def test_every_time_of_the_law_is_kept(one, as_of):
    found = planned(one, as_of)
    days = {milestone.code: milestone.day for milestone in found.milestones} if found else {}
    for milestone in found.milestones if found else ():
        limit = milestone.limit
        if limit is None or limit.unit != "days":
            continue
        lasting = abs((days[milestone.toward] - milestone.day).days)
        within = milestone.code in {"after-notice", "documented"}
        if milestone.code != "questions-last":
            assert lasting <= limit.number if within else lasting >= limit.number, milestone


@given(facts(), DAYS)
def test_worked_back_and_forward_it_is_late_on_the_same_days(one, as_of):
    found = planned(one, as_of)
    if found is None:
        return

    assert found.late == (found.milestones[0].day < as_of) == (found.earliest > one.start)
    assert found.lawful <= found.earliest


def test_a_contract_may_start_on_a_day_off_that_is_reached_in_time():
    saturday = date(2033, 6, 18)
    one = Facts(
        start=saturday,
        route=Route.DIRECT,
        act=Act.LUF,
        electronic_award=False,
        voluntary_notice=True,
        own={"market": 1, "decision": 38, "request": 60, "signing": 46},
    )
    begin = plan(one, as_of=AS_OF).milestones[0].day
    found = plan(one, as_of=begin)

    assert not found.late
    assert found.earliest == saturday


@given(facts(), DAYS)
def test_the_day_that_is_told_as_earliest_is_not_late(one, as_of):
    """The two halves of the answer agree: a contract that starts on the earliest day can be begun on ``as_of``."""
    found = planned(one, as_of)
    if found is None:
        return
    again = planned(Facts(**{**vars(one), "start": found.earliest}), as_of)

    assert again is not None
    assert not again.late
    assert again.earliest == found.earliest


@given(facts())
def test_the_same_facts_give_the_same_calendar(one):
    assert planned(one, AS_OF) == planned(one, AS_OF)


@pytest.mark.parametrize(
    ("raw", "field", "code"),
    [
        ({}, "start", "timetable.no-start"),
        ({"start": "  "}, "start", "timetable.no-start"),
        ({"start": "snart"}, "start", "date.unreadable"),
        ({"start": "2021-12-31"}, "start", "timetable.far-away"),
        ({"start": "2101-01-01"}, "start", "timetable.far-away"),
        ({"start": "2027-09-01", "what": "x" * (MOST_LETTERS + 1)}, "what", "what.too-long"),
        ({"start": "2027-09-01", "route": "buss"}, "route", "choice.unknown"),
        ({"start": "2027-09-01", "act": "kl"}, "act", "choice.unknown"),
        ({"start": "2027-09-01", "electronic_award": "kanske"}, "electronic_award", "choice.unknown"),
        ({"start": "2027-09-01", "tender_days": "0"}, "tender_days", "number.unreadable"),
        ({"start": "2027-09-01", "days_signing": "0"}, "days_signing", "number.unreadable"),
        ({"start": "2027-09-01", "days_market": str(MOST_DAYS + 1)}, "days_market", "number.unreadable"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field(raw, field, code):
    with pytest.raises(InvalidFactsError) as raised:
        read_facts(raw)

    assert [(error.field, error.code) for error in raised.value.errors] == [(field, code)]


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(InvalidFactsError) as raised:
        read_facts({"start": "x", "route": "y", "tender_days": "z"})

    assert [error.field for error in raised.value.errors] == ["start", "route", "tender_days"]


@pytest.mark.parametrize(
    ("stated", "field", "code"),
    [
        ({"route": Route.OPEN, "act": Act.LUK}, "route", "timetable.route-act"),
        ({"route": Route.CONCESSION}, "route", "timetable.route-act"),
        ({"route": Route.NATIONAL, "shortening": Shortening.URGENT}, "shortening", "timetable.shortening"),
        ({"route": Route.OPEN, "shortening": Shortening.AGREED}, "shortening", "timetable.shortening"),
        (
            {"route": Route.RESTRICTED, "act": Act.LUF, "shortening": Shortening.URGENT},
            "shortening",
            "timetable.shortening",
        ),
        ({"route": Route.NATIONAL, "voluntary_notice": True}, "voluntary_notice", "timetable.voluntary"),
        (
            {"route": Route.DIRECT, "act": Act.LUK, "voluntary_notice": True},
            "voluntary_notice",
            "timetable.voluntary",
        ),
        ({"route": Route.OPEN, "tender_days": 29}, "tender_days", "timetable.too-few-days"),
        ({"route": Route.OPEN, "tender_days": 34, "open_documents": False}, "tender_days", "timetable.too-few-days"),
        ({"route": Route.RESTRICTED, "application_days": 29}, "application_days", "timetable.too-few-days"),
        ({"route": Route.NATIONAL, "tender_days": 6}, "tender_days", "timetable.no-time-for-answers"),
        (
            {"route": Route.NATIONAL, "act": Act.LUK, "own": {"answers": 25}},
            "days_answers",
            "timetable.answers-too-early",
        ),
    ],
)
def test_what_the_act_does_not_allow_is_told_at_its_field(stated, field, code):
    with pytest.raises(SvangrumError) as raised:
        plan(Facts(start=date(2027, 9, 1), **stated), as_of=AS_OF)

    assert (raised.value.field, raised.value.code) == (field, code)


@pytest.mark.parametrize(
    "stated",
    [
        {"route": Route.OPEN, "tender_days": 30},
        {"route": Route.OPEN, "tender_days": 35, "open_documents": False},
        {"route": Route.RESTRICTED, "application_days": 30},
        {"route": Route.NATIONAL, "tender_days": 7},
    ],
)
def test_the_shortest_time_that_is_allowed_is_accepted(stated):
    assert plan(Facts(start=date(2027, 9, 1), **stated), as_of=AS_OF).milestones


def test_a_day_before_the_law_was_read_is_told_with_the_first():
    with pytest.raises(NotInForceError) as raised:
        plan(Facts(start=date(2022, 9, 1), route=Route.OPEN), as_of=date(2022, 1, 31))

    assert raised.value.values["first"] == date(2022, 2, 1)


def test_a_contract_is_never_signed_on_the_last_day_of_standstill():
    with pytest.raises(ValueError, match="the day after"):
        Facts(start=date(2027, 9, 1), route=Route.OPEN, own={"signing": 0})


@pytest.mark.parametrize(
    ("start", "own", "told"),
    [
        (date(2027, 9, 1), {}, True),
        (date(2027, 6, 1), {}, False),
        (date(2027, 5, 31), {"evaluation": 365}, True),
    ],
)
def test_july_is_minded_when_suppliers_or_buyer_work_through_it(start, own, told):
    found = plan(Facts(start=start, route=Route.OPEN, own=own), as_of=AS_OF)

    assert ("july" in {one.code for one in found.notes}) is told


def test_every_own_time_can_be_changed_and_moves_the_first_day():
    longest = {route: {name for name in OWN if _moves(route, name)} for route in (Route.DIALOGUE, Route.NEGOTIATED)}

    assert set(OWN) - set().union(*longest.values(), {"request", "answers", "questions"}) == set()
    assert _moves(Route.DIRECT, "request")


def _moves(route: Route, name: str) -> bool:
    facts = read_facts({"start": "2027-12-01", "route": route.value})
    changed = read_facts({"start": "2027-12-01", "route": route.value, own_field(name): "50"})
    first = plan(facts, as_of=AS_OF).milestones[0].day
    return plan(changed, as_of=AS_OF).milestones[0].day < first - timedelta(days=5)
