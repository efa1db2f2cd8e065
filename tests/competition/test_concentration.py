"""The index, and what a reservation does to it and to who sells today: ranges that hold every outcome."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.competition.concentration import Reserved, Seller, concentration, consequence


@pytest.mark.parametrize(
    ("shares", "low", "high"),
    [([1.0], 1, 1), ([0.5, 0.5], 0.5, 0.5), ([0.5], 0.25, 0.5), ([], 0, 1), ([0.25] * 4, 0.25, 0.25)],
)
def test_the_index_is_a_range_where_some_sellers_are_not_named(shares, low, high):
    assert concentration(shares) == pytest.approx((low, high))


@pytest.mark.parametrize("shares", [[1.2], [0.8, 0.4], [-0.1]])
def test_shares_that_cannot_be_are_refused(shares):
    with pytest.raises(ValueError, match="between 0 and 1"):
        concentration(shares)


def test_one_seller_alone_loses_what_it_cannot_tender_for():
    sold = [Seller("big", 1.0, small=False)]
    found = consequence(sold, [Reserved(0.4, [("a",), ("b", "c")])])
    assert found.before == (1, 1)
    assert found.after == pytest.approx((0.52, 0.52))
    assert found.effects[0].after == pytest.approx((0.6, 0.6))


def test_who_could_win_the_lot_may_end_with_more():
    sold = [Seller("a", 0.5), Seller("b", 0.5, small=True)]
    found = consequence(sold, [Reserved(0.4, [("a",), ("c",)])])
    assert found.after == pytest.approx((0.34, 0.58))
    assert [one.after for one in found.effects] == [pytest.approx((0.3, 0.7)), pytest.approx((0.3, 0.3))]
    assert [one.small for one in found.effects] == [None, True]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=5), st.integers(0, 20))
def test_nothing_reserved_changes_nothing(weights, reserved):
    sold = [Seller(str(n), weight / sum(weights)) for n, weight in enumerate(weights)]
    assert consequence(sold, []).after == pytest.approx(consequence(sold, []).before)
    found = consequence(sold, [Reserved(reserved / 20, [("x",), ("y",)])])
    assert 0 <= found.after.low <= found.after.high <= 1 + 1e-9
    assert all(one.after.high <= one.before + 1e-9 for one in found.effects)
