import math

import numpy as np
import pytest

from svangrum.analysis.evaluation import evaluate
from svangrum.competition.counts import MOST
from svangrum.core.errors import SvangrumError
from tests.analysis.made_up import lot


def coin(purchases):
    return np.array([[0.5, 0.5, *[0.0] * (MOST - 2)]] * len(purchases))


LOTS = [
    lot(1, 1, procurement="A", cpv="90000000"),
    lot(2, 1, procurement="A", cpv="90000000"),
    lot(3, 2, procurement="B", cpv="45000000"),
    lot(4, 0, procurement="C", cpv="45000000"),
]


def test_every_lot_counts_once_and_zero_lots_are_told():
    told = evaluate(LOTS, {"shipped": coin})

    assert (told.lots, told.zero_lots, told.procurements) == (3, 1, 2)
    assert told.models["shipped"]["log_score"] == pytest.approx(math.log(0.5))
    assert told.models["shipped"]["brier_le_1"] == pytest.approx(0.25)


def test_procurements_count_once_beside_it():
    def tilted(purchases):
        return np.array([[0.8, 0.2, *[0.0] * (MOST - 2)]] * len(purchases))

    told = evaluate(LOTS, {"shipped": tilted})

    assert told.models["shipped"]["log_score"] == pytest.approx((2 * math.log(0.8) + math.log(0.2)) / 3)
    assert told.per_procurement["shipped"] == pytest.approx((math.log(0.8) + math.log(0.2)) / 2)


def test_the_largest_group_comes_first():
    told = evaluate(LOTS, {"shipped": coin})

    assert [(group.name, group.lots) for group in told.divisions] == [("90", 2), ("45", 1)]
    assert [(group.name, group.lots) for group in told.sectors] == [("kommun", 3)]


def test_nothing_to_score_is_said():
    with pytest.raises(SvangrumError, match=r"model\.nothing-to-score"):
        evaluate(LOTS[3:], {"shipped": coin})
