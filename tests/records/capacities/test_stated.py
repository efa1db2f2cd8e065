"""What was written of capacity is read, or refused with every fault at its field."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.reading import InvalidFactsError
from svangrum.records.capacities.stated import (
    read_capacity,
    read_commitment,
    read_end,
    read_pause,
    read_will,
)
from tests.records.build import refused
from tests.records.capacities.made import CAPACITY, CLEANING, PAUSE, PROMISE


def faults(read, written):
    with pytest.raises(InvalidFactsError) as caught:
        read(written)
    return [(one.code, one.field) for one in caught.value.errors]


def test_a_capacity_is_read():
    read = read_capacity(CAPACITY | {"cpv": "90910000-9", "team": "4", "equipment": " Två bilar \r\n", "until": ""})
    assert read == {
        "cpv": CLEANING,
        "measure": "hours",
        "per_month": 160,
        "since": date(2026, 1, 1),
        "until": None,
        "team": 4,
        "equipment": "Två bilar",
    }


def test_kronor_are_read_as_people_write_them():
    read = read_capacity(CAPACITY | {"measure": "kronor", "per_month": "120 000", "until": "2027-12-31"})
    assert (read["per_month"], read["until"]) == (120_000, date(2027, 12, 31))


def test_everything_that_is_missing_is_told_at_once():
    assert faults(read_capacity, {}) == [
        ("capacity.no-measure", "measure"),
        ("capacity.no-since", "since"),
        ("capacity.no-cpv", "cpv"),
        ("capacity.no-amount", "per_month"),
    ]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ({"cpv": "städning av kontor"}, ("capacity.cpv-words", "cpv")),
        ({"cpv": "1234"}, ("cpv.unreadable", "cpv")),
        ({"cpv": "90910001"}, ("cpv.unknown", "cpv")),
        ({"per_month": "0"}, ("number.unreadable", "per_month")),
        ({"per_month": "många"}, ("number.unreadable", "per_month")),
        ({"measure": "kronor", "per_month": "-5"}, ("money.negative", "per_month")),
        ({"measure": "kronor", "per_month": "2000000000"}, ("number.unreadable", "per_month")),
        ({"since": "i januari"}, ("date.unreadable", "since")),
        ({"until": "2025-12-31"}, ("capacity.backwards", "until")),
        ({"since": "0001-01-01"}, ("capacity.far-off", "since")),
        ({"until": "9999-12-31"}, ("capacity.far-off", "until")),
        ({"until": "2101-01-01"}, ("capacity.far-off", "until")),
        ({"team": "fyra"}, ("number.unreadable", "team")),
        ({"equipment": "x" * 1001}, ("capacity.too-long", "equipment")),
    ],
)
def test_what_is_wrong_is_told_at_its_field(written, fault):
    assert faults(read_capacity, CAPACITY | written) == [fault]


def test_words_in_place_of_a_code_get_guesses():
    with pytest.raises(InvalidFactsError) as caught:
        read_capacity(CAPACITY | {"cpv": "städning"})
    assert CLEANING[:4] in str(caught.value.errors[0].values["guesses"])


def test_a_promise_is_read_on_one_line():
    assert read_commitment(PROMISE | {"to_whom": "Avtal  med\nen region"})["to_whom"] == "Avtal med en region"
    assert faults(read_commitment, PROMISE | {"to_whom": "x" * 201}) == [("capacity.too-long", "to_whom")]


def test_a_pause_needs_both_days_in_order():
    assert read_pause(PAUSE) == {"since": date(2027, 7, 1), "until": date(2027, 7, 31)}
    assert faults(read_pause, {}) == [("capacity.no-since", "since"), ("capacity.no-until", "until")]
    assert faults(read_pause, PAUSE | {"until": "2027-06-30"}) == [("capacity.backwards", "until")]
    assert faults(read_pause, PAUSE | {"until": "9999-12-31"}) == [("capacity.far-off", "until")]


def test_an_end_is_a_day_and_a_will_is_one_of_four():
    assert read_end({"until": "2027-01-31"}) == date(2027, 1, 31)
    assert read_will({"will": "part"}) == "part"
    with refused("capacity.no-until"):
        read_end({})
    with refused("capacity.far-off"):
        read_end({"until": "9999-12-31"})
    with refused("capacity.no-will"):
        read_will({"will": "maybe"})


def at_fault(written):
    """The fields that are refused; none when it is read."""
    try:
        read_capacity(written)
    except InvalidFactsError as wrong:
        return {one.field for one in wrong.errors}
    return set()


written = st.text(max_size=40) | st.sampled_from(list(CAPACITY.values()))


@given(st.dictionaries(st.sampled_from(sorted(CAPACITY)), written))
def test_whatever_is_written_is_read_or_refused_at_its_field(changed):
    assert at_fault(CAPACITY | changed) <= set(CAPACITY)
