"""The table has one finding for every pair of answers, and what is not known is never taken for none."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.competition.two_suppliers import (
    TABLE,
    Filled,
    Known,
    PriceStands,
    TwoSuppliers,
    WellFilled,
    known,
    two_suppliers,
)

LIMITS = WellFilled(here=5, in_trade=5, silent=0.2)
counts = st.integers(0, 9)


def test_every_pair_of_answers_has_one_finding():
    assert set(TABLE) == set(product(Known, PriceStands))
    assert {two_suppliers(*pair) for pair in product(Known, PriceStands)} == set(TwoSuppliers)


@pytest.mark.parametrize("price", PriceStands)
def test_a_purchase_is_reserved_only_with_two_suppliers_and_a_price_inside_the_range(price):
    found = {one: two_suppliers(one, price) for one in Known}
    assert (found[Known.TWO] is TwoSuppliers.RESERVE) == (price is PriceStands.INSIDE)
    assert TwoSuppliers.RESERVE not in {found[Known.ONE], found[Known.NONE], found[Known.UNKNOWN]}


@given(counts, counts, st.booleans())
def test_none_is_said_only_by_a_well_filled_register_where_nobody_could_be_more(at_least, perhaps, well_filled):
    found = known(at_least, perhaps=perhaps, well_filled=well_filled)
    assert (found is Known.TWO) == (at_least >= 2)
    if found in {Known.ONE, Known.NONE}:
        assert well_filled
        assert not perhaps
        assert found == (Known.ONE if at_least == 1 else Known.NONE)


@pytest.mark.parametrize(
    ("filled", "well"),
    [
        (Filled(here=5, in_trade=5, silent=1), True),
        (Filled(here=4, in_trade=5, silent=0), False),
        (Filled(here=5, in_trade=4, silent=0), False),
        (Filled(here=50, in_trade=5, silent=2), False),
        (Filled(here=0, in_trade=0, silent=0), False),
    ],
)
def test_a_register_is_well_filled_when_enough_have_told_here_and_in_the_trade_and_few_are_silent(filled, well):
    assert LIMITS.says_so(filled) is well
