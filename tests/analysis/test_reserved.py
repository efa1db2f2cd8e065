import numpy as np
import pytest

from svangrum.analysis.hazard_fit import fit_hazard
from svangrum.analysis.reserved import PRIOR_SD, SHIFTS, posterior, reserved_figures, winner_kinds
from tests.analysis.made_up import DIVISIONS, hazard_lots, lot

MODEL = fit_hazard(hazard_lots(900, baseline=-1.0, effects=dict.fromkeys(DIVISIONS, 0.0)))


def flagged(tenders, *, start=0):
    return [lot(start + n, one, reserved=True, cpv="90000000") for n, one in enumerate(tenders)]


def mean_and_sd(lots):
    weights = posterior(MODEL, lots)
    mean = (weights * SHIFTS).sum()
    return mean, np.sqrt((weights * np.square(SHIFTS - mean)).sum())


def test_without_lots_the_prior_stands():
    mean, sd = mean_and_sd([])

    assert mean == pytest.approx(0, abs=1e-9)
    assert sd == pytest.approx(PRIOR_SD, rel=0.01)


def test_lots_with_one_tender_raise_the_shift_and_many_tenders_lower_it():
    assert mean_and_sd(flagged([1] * 8))[0] > 0.5
    assert mean_and_sd(flagged([12] * 8))[0] < -0.2


def test_more_lots_say_more():
    assert mean_and_sd(flagged([1, 2] * 10))[1] < mean_and_sd(flagged([1, 2]))[1] < PRIOR_SD


def test_alike_lots_of_one_procurement_say_less_than_as_many_procurements():
    apart = flagged([1] * 9)
    together = [lot(n, 1, procurement="A", reserved=True, cpv="90000000") for n in range(9)]

    assert mean_and_sd(together)[0] < mean_and_sd(apart)[0]


def test_one_mistaken_flag_does_not_undo_the_rest():
    right = flagged([1] * 8)
    with_one_odd = [*right, *flagged([30], start=100)]

    assert mean_and_sd(with_one_odd)[0] > 0.5 * mean_and_sd(right)[0]


def test_the_figures_count_everything_and_score_no_zero():
    figures = reserved_figures(MODEL, [*flagged([0, 1, 1, 3]), lot(50, 4, cpv="45000000")], [])

    assert (figures["lots"], figures["procurements"], figures["zero_lots"]) == (4, 4, 1)
    assert figures["counts"] == {"0": 1, "1": 2, "3": 1}
    assert figures["shift_mean"] == pytest.approx(mean_and_sd(flagged([1, 1, 3]))[0], abs=0.05)


def test_winners_are_counted_by_kind_once_a_procurement():
    def winner(procurement, name, form):
        return {"procurement_id": procurement, "supplier_name": name, "supplier_legal_form": form}

    assert winner_kinds(
        [
            winner("A", "SAMHALL AKTIEBOLAG", "Övriga aktiebolag"),
            winner("A", "SAMHALL AKTIEBOLAG", "Övriga aktiebolag"),
            winner("A", "Påhittade Kooperativet", "Ekonomiska föreningar"),
            winner("B", "Påhittade Bygg AB", "Övriga aktiebolag"),
            winner("C", None, None),
        ]
    ) == {"association": 1, "company": 1, "samhall": 1, "unknown": 1}
