"""The reference: distributions like every other model's, and one that learns."""

import numpy as np
import pytest

from svangrum.analysis import boosted_fit
from svangrum.analysis.boosted_fit import fit_boosted, is_installed
from svangrum.competition.counts import MOST
from svangrum.competition.features import PurchaseFeatures
from tests.analysis.made_up import hazard_lots


@pytest.mark.boosted
def test_the_trees_find_what_the_lots_were_made_with(boosted):
    lots = hazard_lots(3000, baseline=-1.0, effects={"45": -0.5, "72": 0.0, "90": 0.5})
    pmf = fit_boosted(lots).pmf([PurchaseFeatures(cpv=f"{division}000000") for division in ("45", "72", "90")])

    assert pmf.shape == (3, MOST)
    assert pmf.sum(axis=1) == pytest.approx(np.ones(3))
    assert pmf[:, 0] == pytest.approx(1 / (1 + np.exp(1 - np.array([-0.5, 0.0, 0.5]))), abs=0.06)


@pytest.mark.boosted
def test_a_fit_is_the_same_again(boosted):
    lots = hazard_lots(400, baseline=-1.0, effects={"45": -0.5, "72": 0.0, "90": 0.5})
    unknown = [PurchaseFeatures()]

    assert (fit_boosted(lots).pmf(unknown) == fit_boosted(lots).pmf(unknown)).all()


def test_without_the_extra_it_says_so(monkeypatch):
    def missing(_name):
        raise OSError

    monkeypatch.setattr(boosted_fit.importlib, "import_module", missing)

    assert not is_installed()
