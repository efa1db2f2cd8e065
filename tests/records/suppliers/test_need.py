"""What is needed is read as people write it, and refused with every fault at its field."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.reading import InvalidFactsError
from svangrum.matching.suppliers import Need
from svangrum.records.suppliers.need import FIELDS, guesses, read_need

WRITTEN = {
    "what": "90910000",
    "municipality": "Stockholm",
    "since": "2027-01-01",
    "until": "2027-12-31",
    "measure": "hours",
    "per_month": "100",
}


def faults(**written):
    with pytest.raises(InvalidFactsError) as caught:
        read_need(WRITTEN | written)
    return [(one.code, one.field) for one in caught.value.errors]


def test_a_code_in_place_of_words_is_read():
    need = Need("90910000", "0180", date(2027, 1, 1), date(2027, 12, 31), "hours", 100)
    assert read_need(WRITTEN) == need
    assert read_need(WRITTEN | {"what": "90910000-9"}) == need
    assert read_need(WRITTEN | {"what": "städning", "cpv": "90910000"}) == need


def test_how_much_may_be_unknown_and_may_be_kronor():
    assert read_need(WRITTEN | {"per_month": ""}).per_month is None
    assert read_need(WRITTEN | {"measure": "kronor", "per_month": "120 000"}).per_month == 120_000


def test_words_alone_are_guesses_for_a_person_to_choose_from():
    assert faults(what="lokalvård i två förskolor") == [("need.which-cpv", "cpv")]
    assert guesses("lokalvård i två förskolor")[0].code.startswith("909")
    assert guesses("90910000") == ()


def test_everything_that_is_wrong_is_told_at_once():
    with pytest.raises(InvalidFactsError) as caught:
        read_need({})
    assert [one.code for one in caught.value.errors] == [
        "need.no-what",
        "need.no-municipality",
        "need.no-since",
        "need.no-until",
    ]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ({"what": "!!"}, ("need.no-words", "what")),
        ({"what": "123"}, ("cpv.unreadable", "what")),
        ({"cpv": "90910001"}, ("cpv.unknown", "cpv")),
        ({"municipality": "Ingenstans"}, ("municipality.unknown-name", "municipality")),
        ({"since": "snart"}, ("date.unreadable", "since")),
        ({"until": "2026-12-31"}, ("capacity.backwards", "until")),
        ({"until": "9999-12-31"}, ("capacity.far-off", "until")),
        ({"until": "2033-01-01"}, ("need.too-long", "until")),
        ({"per_month": "0"}, ("number.unreadable", "per_month")),
    ],
)
def test_what_is_wrong_is_told_at_its_field(written, fault):
    assert faults(**written) == [fault]


def at_fault(written):
    """The fields that are refused; none when it is read."""
    try:
        read_need(written)
    except InvalidFactsError as wrong:
        return {one.field for one in wrong.errors}
    return set()


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=40) | st.sampled_from(list(WRITTEN.values()))))
def test_whatever_is_written_is_read_or_refused_at_its_field(written):
    assert at_fault(WRITTEN | written) <= set(FIELDS)
