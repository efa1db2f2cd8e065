"""A range in one basis with its sources; never a point, and nothing mixed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.competition.price import PriceBasis, PriceRange, PriceSource, Seen, price_range, price_stands
from svangrum.competition.two_suppliers import PriceStands
from svangrum.core.money import Money

amounts = st.tuples(st.integers(1, 9), st.integers(1, 9)).map(sorted)


def seen(low: int, high: int, basis: PriceBasis = PriceBasis.HOUR, source: PriceSource = PriceSource.PAID) -> Seen:
    return Seen(source, basis, Money.kronor(low), Money.kronor(high), 2, 2024, 2026)


def between(low: int, high: int) -> PriceRange | None:
    return price_range([seen(low, high)], PriceBasis.HOUR)


def test_the_range_holds_every_source_of_its_basis_and_no_other():
    paid, rates, contract = seen(300, 350), seen(280, 400, source=PriceSource.RATES), seen(1, 9, PriceBasis.CONTRACT)
    found = price_range([contract, rates, paid], PriceBasis.HOUR)
    assert found is not None
    assert (found.low, found.high) == (Money.kronor(280), Money.kronor(400))
    assert found.seen == (paid, rates)


def test_no_evidence_and_a_single_price_are_no_range():
    assert price_range([], PriceBasis.HOUR) is None
    assert price_range([seen(300, 300)._replace(prices=1)], PriceBasis.HOUR) is None
    assert price_range([seen(300, 300)], PriceBasis.HOUR) is not None


def test_other_currencies_are_not_mixed():
    euro = Seen(PriceSource.AWARDS, PriceBasis.HOUR, Money.euro(20), Money.euro(30), 2, 2025, 2025)
    with pytest.raises(ValueError, match="do not compare"):
        price_range([seen(300, 400), euro], PriceBasis.HOUR)


@pytest.mark.parametrize(
    ("expected", "stands"),
    [
        ((310, 390), PriceStands.INSIDE),
        ((300, 400), PriceStands.INSIDE),
        ((410, 500), PriceStands.OUTSIDE),
        ((200, 290), PriceStands.OUTSIDE),
        ((290, 310), PriceStands.UNKNOWN),
        ((200, 500), PriceStands.UNKNOWN),
    ],
)
def test_a_price_stands_inside_outside_or_is_not_known(expected, stands):
    assert price_stands(between(*expected), between(300, 400)) is stands


@given(amounts, amounts)
def test_without_a_range_in_the_same_basis_nothing_is_known(one, other):
    contract = price_range([seen(*other, PriceBasis.CONTRACT)], PriceBasis.CONTRACT)
    assert price_stands(between(*one), None) is PriceStands.UNKNOWN
    assert price_stands(None, between(*one)) is PriceStands.UNKNOWN
    assert price_stands(between(*one), contract) is PriceStands.UNKNOWN
