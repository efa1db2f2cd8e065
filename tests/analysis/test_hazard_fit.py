import numpy as np
import pytest

from svangrum.analysis import hazard_fit
from svangrum.analysis.hazard_fit import fit_hazard
from svangrum.competition.features import PurchaseFeatures
from svangrum.competition.hazard import ENDS
from tests.analysis.made_up import hazard_lots, lot

EFFECTS = {"45": -0.5, "72": 0.0, "90": 0.5}


def chance_of_one(model, **features):
    return model.pmf([PurchaseFeatures(**features)])[0, 0]


def test_the_fit_finds_what_the_lots_were_made_with(monkeypatch):
    monkeypatch.setattr(hazard_fit, "SPREAD", 0.0)
    model = fit_hazard(hazard_lots(6000, baseline=-1.0, effects=EFFECTS))

    for division, effect in EFFECTS.items():
        found = model.pmf([PurchaseFeatures(cpv=f"{division}000000", what="")])[0, :6]
        stops = found / (1 - np.cumsum(found) + found)
        assert stops == pytest.approx(np.full(6, 1 / (1 + np.exp(1.0 - effect))), abs=0.04)


def test_every_try_is_counted():
    lot_of, stretch, tried, stopped = hazard_fit.tries(np.array([1, 3, 13, 200]))

    assert tried[lot_of == 0].tolist() == [1]
    assert tried[lot_of == 1].tolist() == [1, 1, 1]
    # Thirteen: ten single counts, both of 11–12, and the first of 13–14
    assert tried[lot_of == 2].tolist() == [1] * 10 + [2, 1]
    assert [tried[lot_of == place].sum() for place in range(4)] == [1, 3, 13, 200]
    assert stopped.sum() == 4
    assert stretch.max() == len(ENDS)


def test_a_rare_key_has_no_effect_of_its_own():
    lots = [*hazard_lots(900, baseline=-1.0, effects=EFFECTS), *(lot(5000 + n, 50, cpv="09100000") for n in range(2))]

    assert "09" not in fit_hazard(lots).effects["cpv"]


def test_many_lots_of_one_procurement_do_not_drown_the_rest():
    ordinary = hazard_lots(900, baseline=-1.0, effects=EFFECTS)
    monster = [lot(5000 + n, 40, procurement="M", cpv="72000000") for n in range(100)]
    alone, together = fit_hazard(ordinary), fit_hazard([*ordinary, *monster])

    assert chance_of_one(together, cpv="72000000") > 0.7 * chance_of_one(alone, cpv="72000000")


def test_more_lots_mean_less_shrinkage():
    few, many = (fit_hazard(hazard_lots(count, baseline=-1.0, effects=EFFECTS)) for count in (90, 6000))
    gap = [model.effects["cpv"]["90"][0] - model.effects["cpv"]["45"][0] for model in (few, many)]

    assert 0 < gap[0] < gap[1] < 1.1


def test_the_order_of_keys_is_total():
    lots = hazard_lots(600, baseline=-1.0, effects=EFFECTS)
    one, other = fit_hazard(lots), fit_hazard(lots)

    assert one.effects == other.effects
    assert one.unknown == other.unknown
