"""The columns answer as the plain way does, whatever the suppliers and their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.matching.capacity import months_of
from svangrum.matching.fit import PARTS, Grade, Reason
from svangrum.matching.register import Register
from svangrum.matching.suppliers import Kind, Measure, Monthly, Need, Pause, Proof, Said, Supplier, Willing
from tests.matching import naive

TODAY, BEGINS = date(2026, 11, 27), date(2026, 1, 1)
CODES = ("90000000", "90900000", "90910000", "90911200", "90919200", "90911000", "77310000", "77300000")
PLACES = ("0180", "1280", "2132")

days = st.dates(date(2025, 1, 1), date(2030, 12, 31))
codes = st.sampled_from(CODES)
measures = st.sampled_from(list(Measure))


@st.composite
def monthlies(draw: st.DrawFn) -> Monthly:
    since, until = draw(days), draw(st.none() | days)
    return Monthly(draw(codes), draw(measures), draw(st.integers(0, 400)), since, until, draw(st.none() | days))


proofs = st.builds(Proof, holds=st.booleans(), since=days, expires=days, under_review=st.booleans())
pauses = st.tuples(days, days).map(lambda two: Pause(min(two), max(two)))
suppliers = st.builds(
    Supplier,
    key=st.integers(0, 99).map(lambda number: f"55600000{number:02d}"),
    control=st.sampled_from("abcdef"),
    offers=st.lists(codes, min_size=1, max_size=3, unique=True).map(tuple),
    places=st.none() | st.lists(st.sampled_from(PLACES), unique=True).map(tuple),
    everywhere=st.booleans(),
    capacities=st.lists(monthlies(), max_size=3).map(tuple),
    promises=st.lists(monthlies(), max_size=2).map(tuple),
    pauses=st.lists(pauses, max_size=1).map(tuple),
    purpose=st.none() | proofs,
    share=st.none() | proofs,
    said=st.none() | st.builds(Said, will=st.sampled_from(list(Willing)), on=days),
    kind=st.sampled_from(list(Kind)),
    offers_noted=st.booleans(),
    places_noted=st.booleans(),
)
registers = st.lists(suppliers, max_size=12, unique_by=lambda one: one.key)


@st.composite
def needs(draw: st.DrawFn) -> Need:
    since = draw(st.dates(BEGINS, date(2031, 11, 30)))
    until = draw(st.dates(since, date(2031, 12, 31)))
    per_month = draw(st.none() | st.integers(1, 400))
    return Need(draw(codes), draw(st.sampled_from(PLACES)), since, until, draw(measures), per_month)


@given(registers, needs(), st.dates(date(2025, 6, 1), date(2031, 1, 1)))
def test_the_columns_answer_as_the_plain_way_does(told, need, as_of):
    assert Register.of(told, begins=BEGINS).ranked(need, as_of=as_of) == naive.ranked(told, need, as_of)


@given(registers, needs(), st.randoms(use_true_random=False), st.integers(1, 12))
def test_the_order_told_in_never_matters_and_the_best_are_the_first_of_all(told, need, chance, limit):
    shuffled = chance.sample(told, len(told))
    everyone = Register.of(told, begins=BEGINS).ranked(need, as_of=TODAY)
    assert Register.of(shuffled, begins=BEGINS).ranked(need, as_of=TODAY, limit=limit) == everyone[:limit]


@given(suppliers, needs())
def test_without_evidence_nobody_is_capable(one, need):
    for missing in ({"purpose": None}, {"share": None}):
        for found in Register.of([one._replace(**missing)], begins=BEGINS).ranked(need, as_of=TODAY):
            assert found.grade <= Grade.UNKNOWN


@given(suppliers, needs(), st.sampled_from(["offers_noted", "places_noted"]))
def test_a_note_never_makes_anybody_capable(one, need, noted):
    one = one._replace(**{noted: True}, everywhere=False)
    for found in Register.of([one], begins=BEGINS).ranked(need, as_of=TODAY):
        assert found.grade <= Grade.UNKNOWN


def test_what_was_told_more_than_a_year_ago_is_not_known():
    told = Monthly("90910000", Measure.HOURS, 100, BEGINS, told_on=date(2025, 11, 27))
    need = Need("90910000", "0180", date(2027, 1, 1), date(2027, 12, 31), per_month=10)

    def reason(*capacities):
        one = Supplier("5560000001", "a", ("90910000",), capacities=capacities)
        return Register.for_need([one], need).ranked(need, as_of=TODAY)[0].reasons[2]

    assert reason(told) is Reason.CAPACITY_ENOUGH
    old = told._replace(told_on=date(2025, 11, 26))
    assert reason(old) is Reason.CAPACITY_LONG_AGO
    assert reason(old, told._replace(per_month=5)) is Reason.CAPACITY_PART


def test_two_with_the_same_number_are_refused():
    one = Supplier("5560000001", "a", ("90910000",))
    with pytest.raises(ValueError, match="5560000001"):
        Register.of([one, one], begins=BEGINS)


def test_a_register_of_nobody_answers_with_nobody():
    register = Register.of([], begins=BEGINS)
    assert len(register) == 0
    assert register.ranked(Need("90910000", "0180", TODAY, date(2027, 11, 26)), as_of=TODAY) == []


def test_what_is_needed_beyond_the_months_that_are_known_is_not_known():
    one = Supplier("5560000001", "a", ("90910000",), capacities=(Monthly("90910000", Measure.HOURS, 100, BEGINS),))
    need = Need("90910000", "0180", date(2031, 12, 1), date(2031, 12, 31), per_month=10)
    register = Register.of([one], begins=BEGINS)
    assert register.ranked(need, as_of=TODAY)[0].free == 100
    assert register.ranked(need._replace(until=date(2032, 1, 1)), as_of=TODAY)[0].free is None
    assert replace(register, begins=register.begins + 72).ranked(need, as_of=TODAY)[0].free is None


@pytest.mark.parametrize("until", [date.max, date(9999, 12, 30), date(2100, 2, 28), date(2028, 2, 29), None])
def test_no_day_that_there_is_breaks_it(until):
    capacity = Monthly("90910000", Measure.HOURS, 100, BEGINS, until)
    pause, promise = Pause(date.min, date.min), Monthly("90910000", Measure.HOURS, 40, date.min, until)
    one = Supplier("5560000001", "a", ("90910000",), capacities=(capacity,), promises=(promise,), pauses=(pause,))
    need = Need("90910000", "0180", BEGINS, date(2026, 12, 31), per_month=10)
    assert Register.of([one], begins=BEGINS).ranked(need, as_of=TODAY)[0].free == 60
    assert months_of(capacity, [promise], [pause], begins=BEGINS, many=1)[0].free == 60


def test_however_much_is_promised_nothing_is_free():
    capacity = Monthly("90910000", Measure.KRONOR, 1_000_000_000, BEGINS)
    one = Supplier("5560000001", "a", ("90910000",), capacities=(capacity,), promises=(capacity,) * 5)
    need = Need("90910000", "0180", BEGINS, date(2026, 12, 31), Measure.KRONOR, 1)
    assert Register.of([one], begins=BEGINS).ranked(need, as_of=TODAY)[0].free == 0


def test_every_reason_tells_its_part_and_its_grade():
    assert {reason.part for reason in Reason} == set(PARTS)
    assert {reason.grade for reason in Reason} == set(Grade)


@given(monthlies(), st.lists(monthlies(), max_size=3), st.lists(pauses, max_size=2))
def test_each_month_is_told_as_the_columns_have_it(capacity, promises, found):
    capacity = capacity._replace(told_on=TODAY)
    months = months_of(capacity, promises, found, begins=BEGINS, many=12)
    supplier = Supplier(
        "5560000001", "a", (capacity.cpv,), capacities=(capacity,), promises=tuple(promises), pauses=tuple(found)
    )
    register = Register.of([supplier], begins=BEGINS)
    for month in months:
        need = Need(capacity.cpv, "0180", month.first, month.first, capacity.measure, 1)
        assert register.ranked(need, as_of=TODAY)[0].free == month.free
        assert month.told == month.promised + month.free or (month.paused and month.free == 0)
