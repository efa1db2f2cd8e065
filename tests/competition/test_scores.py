"""The scores against sums done by hand."""

import math

import numpy as np
import pytest

from svangrum.competition.counts import MOST
from svangrum.competition.scores import joined, means, score


def rows(*shares):
    return np.array([[*row, *[0.0] * (MOST - len(row))] for row in shares])


PMF = rows((0.5, 0.3, 0.2))


def one(tenders, draw=0.5):
    return score(PMF, np.array([tenders]), np.array([draw]))


def test_the_log_score_is_the_log_of_the_chance_given():
    assert one(1).log[0] == pytest.approx(math.log(0.5))
    assert one(3).log[0] == pytest.approx(math.log(0.2))


def test_what_was_given_no_chance_is_scored_low_and_finite():
    assert one(7).log[0] == pytest.approx(math.log(1e-300))


@pytest.mark.parametrize(
    ("tenders", "crps"),
    [
        (1, 0.5**2 + 0.2**2),
        (2, 0.5**2 + 0.2**2),
        (3, 0.5**2 + 0.8**2),
        (5, 0.5**2 + 0.8**2 + 1 + 1),
    ],
)
def test_the_ranked_probability_score(tenders, crps):
    assert one(tenders).crps[0] == pytest.approx(crps)


def test_the_brier_score_of_at_most_one():
    assert one(1).brier_le_1[0] == pytest.approx(0.25)
    assert score(rows((0.2, 0.8)), np.array([2]), np.array([0.0])).brier_le_1[0] == pytest.approx(0.04)


def test_the_transform_falls_evenly_within_the_step_of_what_happened():
    assert one(2, draw=0.0).pit[0] == pytest.approx(0.5)
    assert one(2, draw=0.5).pit[0] == pytest.approx(0.65)
    assert one(2, draw=1.0).pit[0] == pytest.approx(0.8)


def test_the_width_of_the_shortest_interval():
    assert one(1).width_80[0] == 2
    assert score(rows((0.9, 0.1)), np.array([1]), np.array([0.5])).width_80[0] == 1


def test_a_count_beyond_the_last_cell_is_scored_as_that_cell():
    spread = np.full((1, MOST), 1 / MOST)
    far = score(spread, np.array([10 * MOST]), np.array([0.5]))

    assert far.log[0] == pytest.approx(-math.log(MOST))


def test_means_count_every_lot_once():
    both = joined([one(1, 0.05), one(3, 0.9)])
    told = means(both)

    assert told["log_score"] == pytest.approx((math.log(0.5) + math.log(0.2)) / 2)
    assert told["brier_le_1"] == pytest.approx(0.25)
    # The transforms are 0.025 and 0.98: neither is inside
    assert told["pit_80"] == 0


def test_a_right_forecast_is_calibrated():
    draws = np.random.default_rng(1)
    tenders = draws.choice([1, 2, 3], p=[0.5, 0.3, 0.2], size=4000)
    told = means(score(PMF.repeat(4000, axis=0), tenders, draws.random(4000)))

    assert told["pit_80"] == pytest.approx(0.8, abs=0.02)


def test_chosen_lots_keep_their_scores():
    both = joined([one(1), one(3)])

    assert both.where([1]).log == pytest.approx(one(3).log)
