"""Scores on lots that the models have not seen."""

import numpy as np
import pytest

from svangrum.analysis import out_of_fold as module
from svangrum.analysis.boosted_fit import is_installed
from svangrum.analysis.evaluation import summary
from svangrum.analysis.folds import fold_of
from svangrum.analysis.lots import lots_from, with_tenders
from svangrum.analysis.out_of_fold import BOOSTED, out_of_fold
from svangrum.ingest.statistics import read_statistics
from tests.analysis.made_up import DIVISIONS, hazard_lots

LOTS = hazard_lots(300, baseline=-1.0, effects=dict.fromkeys(DIVISIONS, 0.0))
LARGEST = 5


def test_a_lot_is_scored_by_models_that_did_not_see_its_procurement(monkeypatch):
    seen = []

    class Flat:
        def pmf(self, purchases):
            return np.full((len(purchases), 400), 1 / 400)

    def remember(given):
        seen.append({one.procurement_id for one in given})
        return Flat(), {}

    monkeypatch.setattr(module, "fit_models", remember)
    scores = out_of_fold(LOTS)

    assert len(scores["shipped"].log) == 300
    for fold, ids in enumerate(seen):
        assert ids == {one.procurement_id for one in LOTS if fold_of(one.procurement_id) != fold}


@pytest.mark.boosted
def test_the_trees_are_scored_when_they_are_asked_for(boosted):
    assert BOOSTED in out_of_fold(LOTS, boosted=True)
    assert BOOSTED not in out_of_fold(LOTS)


@pytest.fixture(scope="module")
def measured(shared):
    """All models on the real lots, out of fold."""
    file = shared / "data" / "uhm-2021" / "number_of_tenders.xlsx"
    lots = with_tenders(lots_from(read_statistics([file]).tables["lots"]))
    return summary(lots, out_of_fold(lots, workers=2, boosted=is_installed()), zero_lots=1)


@pytest.mark.shared
def test_the_model_beats_a_baseline_that_is_itself_good(measured):
    shipped, hierarchy = (measured.models[name]["log_score"] for name in ("shipped", "hierarchy"))

    assert hierarchy >= -2.402
    assert shipped >= hierarchy + 0.05


@pytest.mark.shared
def test_one_tender_is_foretold_well(measured):
    assert measured.models["shipped"]["brier_le_1"] <= 0.150


@pytest.mark.shared
def test_the_distributions_are_as_wide_as_they_should_be(measured):
    assert 0.77 <= measured.models["shipped"]["pit_80"] <= 0.83
    for division in measured.divisions[:LARGEST]:
        assert 0.72 <= division.scores["shipped"]["pit_80"] <= 0.88, division.name


@pytest.mark.shared
@pytest.mark.boosted
def test_the_model_beats_boosted_trees(measured, boosted):
    assert measured.models["shipped"]["log_score"] > measured.models[BOOSTED]["log_score"]
    assert measured.models["shipped"]["brier_le_1"] < measured.models[BOOSTED]["brier_le_1"]
