import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.competition.counts import (
    COUNTS,
    MOST,
    from_hazards,
    quantile,
    quantile_dots,
    shortest_interval,
    truncated_negative_binomial,
)


def distribution(*shares):
    return np.array([*shares, *[0.0] * (MOST - len(shares))])


SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=30).filter(lambda shares: sum(shares) > 0)


def test_a_constant_hazard_is_geometric():
    pmf = from_hazards(np.full(MOST, 0.25))

    assert pmf[:3] == pytest.approx([0.25, 0.1875, 0.140625])
    assert pmf.sum() == pytest.approx(1)


def test_the_last_cell_holds_the_tail():
    pmf = from_hazards(np.full(MOST, 0.001))

    assert pmf[-1] == pytest.approx(0.999 ** (MOST - 1))


def test_a_truncated_negative_binomial_against_the_geometric_it_is_for_size_one():
    # Size 1 and mean 3 is geometric with chance 1/4; without its zero it is the same from one up
    pmf = truncated_negative_binomial(np.log([3.0]), np.log([1.0]))[0]

    assert pmf[:3] == pytest.approx([0.25, 0.1875, 0.140625])


@given(st.floats(-4, 5), st.floats(-4, 6))
def test_a_truncated_negative_binomial_is_a_distribution(log_mean, log_size):
    pmf = truncated_negative_binomial(np.array([log_mean]), np.array([log_size]))[0]

    assert pmf.min() >= 0
    assert pmf.sum() == pytest.approx(1)


def test_quantiles_of_a_distribution_read_by_hand():
    pmf = distribution(0.1, 0.2, 0.3, 0.4)

    assert [quantile(pmf, share) for share in (0.05, 0.1, 0.11, 0.5, 0.6, 0.61)] == [1, 1, 2, 3, 3, 4]


def test_dots_share_the_distribution_out():
    assert quantile_dots(distribution(0.5, 0.25, 0.25), 4) == (1, 1, 2, 3)
    assert quantile_dots(distribution(0.12, 0.88)) == (1, 1, *[2] * 18)


@pytest.mark.parametrize(
    ("shares", "interval"),
    [
        ((0.9, 0.1), (1, 1)),
        ((0.1, 0.5, 0.3, 0.1), (2, 3)),
        ((0.5, 0.1, 0.4), (1, 3)),
        ((0.4, 0.4, 0.2), (1, 2)),
        ((0.1, 0.4, 0.1, 0.4), (2, 4)),
        # Equally narrow: the fuller, then the lower
        ((0.2, 0.6, 0.2), (1, 2)),
        ((0.1, 0.35, 0.45, 0.35 - 0.25), (2, 3)),
    ],
)
def test_the_shortest_interval_by_hand(shares, interval):
    assert shortest_interval(distribution(*shares)) == interval


@given(SHARES)
def test_no_narrower_interval_holds_as_much(shares):
    pmf = distribution(*(np.array(shares) / sum(shares)))
    low, high = shortest_interval(pmf)
    width = high - low + 1

    assert pmf[low - 1 : high].sum() >= 0.8 - 1e-9
    if width > 1:
        narrower = np.convolve(pmf, np.ones(width - 1), mode="valid")
        assert narrower.max() < 0.8


def test_counts_start_at_one():
    assert (COUNTS[0], COUNTS[-1]) == (1, MOST)
