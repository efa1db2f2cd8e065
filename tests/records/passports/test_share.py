"""The share in whole numbers: exact at the limit, and nothing that cannot be is taken."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.records.passports.share import MOST_PEOPLE, Counts, least_share, stated_counts
from tests.records.build import TODAY, refused

PEOPLE = st.integers(1, MOST_PEOPLE)
PERCENT = st.integers(0, 100)


@st.composite
def counted(draw):
    everyone = draw(PEOPLE)
    return Counts(everyone, draw(st.integers(0, everyone)))


@given(counted(), PERCENT)
def test_the_share_is_reached_exactly_when_the_fraction_says_so(counts, percent):
    assert counts.reach(percent) == (Fraction(counts.of_groups, counts.all_occupied) >= Fraction(percent, 100))


@given(counted(), PERCENT)
def test_what_is_shown_never_lifts_anyone_over_the_limit(counts, percent):
    assert 0 <= counts.tenths <= 1000
    assert Fraction(counts.tenths, 1000) <= Fraction(counts.of_groups, counts.all_occupied)
    assert (counts.tenths >= percent * 10) == counts.reach(percent)


@given(counted(), PERCENT)
def test_another_of_the_groups_never_lowers_the_share_and_another_of_no_group_never_raises_it(counts, percent):
    more, fewer = (
        Counts(counts.all_occupied + 1, counts.of_groups + 1),
        Counts(*counts)._replace(all_occupied=counts.all_occupied + 1),
    )
    assert more.reach(percent) or not counts.reach(percent)
    assert counts.reach(percent) or not fewer.reach(percent)


@given(PEOPLE, PEOPLE)
def test_any_two_counts_are_taken_as_they_are_or_refused(everyone, groups):
    if groups > everyone:
        with refused("passport.share-over"):
            stated_counts(everyone, groups)
    else:
        assert stated_counts(everyone, groups) == Counts(everyone, groups)


@pytest.mark.parametrize(("counts", "reached"), [((10, 3), True), ((10, 2), False), ((7, 3), True), ((7, 2), False)])
def test_three_of_ten_are_enough(counts, reached):
    assert Counts(*counts).reach(least_share(TODAY)) is reached


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        ((0, 0), "passport.count-zero"),
        ((7, 0), "passport.count-zero"),
        ((-7, -3), "passport.count-zero"),
        ((MOST_PEOPLE + 1, 3), "passport.count-many"),
        ((7, None), "passport.half-count"),
        ((None, 3), "passport.half-count"),
    ],
)
def test_what_cannot_be_counted_is_refused(counts, code):
    with refused(code):
        stated_counts(*counts)


def test_neither_count_is_no_counts():
    assert stated_counts(None, None) is None


def test_a_share_of_a_day_before_the_law_that_we_know_is_refused():
    with refused("parameter.not-in-force"):
        least_share(date(2020, 1, 1))
