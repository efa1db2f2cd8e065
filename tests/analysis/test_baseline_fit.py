import math

import numpy as np
import pytest

from svangrum.analysis.baseline_fit import _Samples, fit_baselines
from svangrum.competition.counts import MOST, truncated_negative_binomial
from tests.analysis.made_up import lot, negative_binomial_lots


def test_the_likelihood_is_that_of_the_distribution():
    counts = np.array([1, 1, 2, 5, 9])
    point = np.array([[1.0, 0.3]])
    pmf = truncated_negative_binomial(*point.T)[0]
    constant = sum(math.lgamma(count + 1) for count in counts)

    assert _Samples([counts]).log_likelihood(point)[0] - constant == pytest.approx(np.log(pmf[counts - 1]).sum())


def test_the_fit_finds_what_the_lots_were_made_with():
    found = fit_baselines(negative_binomial_lots(8000, mean=4.0, size=1.5, cpv="45000000"))["global"].nodes["all"]

    assert np.exp(found) == pytest.approx([4.0, 1.5], rel=0.1)


def test_divisions_differ_and_a_small_node_stays_near_its_parent():
    lots = [
        *negative_binomial_lots(2000, mean=6.0, size=2.0, cpv="45200000"),
        *negative_binomial_lots(2000, mean=1.0, size=2.0, cpv="34100000", start=5000),
        *(lot(9000 + number, 12, cpv="34200000") for number in range(3)),
    ]
    trees = fit_baselines(lots)
    division, hierarchy = trees["division"].nodes, trees["hierarchy"].nodes

    assert division["45"][0] > division["all"][0] > division["34"][0]
    assert set(division) == {"all", "34", "45"}
    # Three lots with twelve tenders pull their group up, but not all the way
    assert hierarchy["34"][0] < hierarchy["342"][0] < math.log(12)


def test_a_node_of_two_procurements_is_left_to_its_parent():
    lots = [
        *negative_binomial_lots(200, mean=3.0, size=2.0, cpv="45200000"),
        *(lot(9000 + number, 2, procurement=f"Q{number % 2}", cpv="03000000") for number in range(50)),
    ]

    assert "03" not in fit_baselines(lots)["hierarchy"].nodes


def test_lots_that_are_all_alike_can_be_fitted():
    nodes = fit_baselines([lot(number, 1, cpv="45000000") for number in range(50)])["hierarchy"].nodes
    pmf = truncated_negative_binomial(*np.array([nodes["45"]]).T)

    assert np.isfinite(pmf).all()
    assert pmf[0, 0] > 0.95
    assert pmf.shape == (1, MOST)
