"""The posterior of the shift: the prior without lots, what lots, doubt and other countries make of it."""

import json

import numpy as np
import pytest

from svangrum.analysis.hazard_fit import fit_hazard
from svangrum.analysis.reserved import (
    DEVIATION,
    PRIOR,
    Prior,
    at_home,
    from_abroad,
    mean_and_sd,
    posterior,
    reserved_figures,
    winner_kinds,
)
from svangrum.analysis.reserved_abroad import Abroad, Known, lot_of, shifted_chances
from svangrum.competition.tenders import load_market
from tests.analysis.made_up import DIVISIONS, hazard_lots, lot

MIDDLING = 0.65
MODEL = fit_hazard(hazard_lots(900, baseline=-1.0, effects=dict.fromkeys(DIVISIONS, 0.0)))


def flagged(tenders, *, start=0):
    return [lot(start + n, one, reserved=True, cpv="90000000") for n, one in enumerate(tenders)]


def told(lots, trust=None, prior=PRIOR):
    return mean_and_sd(posterior([at_home(MODEL, lots, trust or every(lots, MIDDLING))], prior))


def every(lots, chance):
    return {one.procurement_id: chance for one in lots}


def country(reserved, *, trust=1.0, where="FR", chance=0.3, seed=3):
    draws = np.random.default_rng(seed).geometric(chance, 400)
    open_lots = tuple(lot_of(f"O{n}", "1", int(one), 2023, "90000000", reserved=False) for n, one in enumerate(draws))
    lots = tuple(lot_of(f"R{n}", "1", one, 2023, "90000000", reserved=True) for n, one in enumerate(reserved))
    return Abroad("ted", where, open_lots, lots, every(lots, trust))


def test_without_lots_the_prior_stands():
    mean, sd = mean_and_sd(posterior([]))

    assert mean == pytest.approx(0, abs=1e-9)
    assert sd == pytest.approx(PRIOR.sd, rel=0.01)


def test_lots_with_one_tender_raise_the_shift_and_many_tenders_lower_it():
    assert told(flagged([1] * 8))[0] > 0.5
    assert told(flagged([12] * 8))[0] < -0.2


def test_more_lots_say_more():
    assert told(flagged([1, 2] * 10))[1] < told(flagged([1, 2]))[1] < PRIOR.sd


def test_alike_lots_of_one_procurement_say_less_than_as_many_procurements():
    apart = flagged([1] * 9)
    together = [lot(n, 1, procurement="A", reserved=True, cpv="90000000") for n in range(9)]

    assert told(together)[0] < told(apart)[0]


def test_a_procurement_that_is_not_reserved_says_nothing():
    lots = flagged([1] * 8)

    assert told(lots, every(lots, 0.0)) == pytest.approx(mean_and_sd(posterior([])))


def test_the_surer_that_they_are_reserved_the_more_the_lots_say():
    lots = flagged([1] * 8)
    means = [told(lots, every(lots, chance))[0] for chance in (0.1, 0.5, 0.9, 1.0)]

    assert means == sorted(means)


def test_one_mistaken_flag_does_not_undo_the_rest():
    right = flagged([1] * 8)
    with_one_odd = [*right, *flagged([30], start=100)]

    assert told(with_one_odd)[0] > 0.5 * told(right)[0]


def test_a_narrower_prior_gives_way_less():
    lots = flagged([1] * 8)

    assert told(lots, prior=Prior(0, 0.5))[0] < told(lots)[0] < told(lots, prior=Prior(0, 2))[0]


def test_without_a_shift_the_distribution_abroad_is_the_open_one():
    abroad = country([1])
    (rows,) = shifted_chances(abroad.tree, abroad.reserved_lots, np.array([0.0, 1.0]), 0.0).values()

    assert rows[0] == pytest.approx(rows[-1], abs=1e-6)
    assert rows.sum(axis=1) == pytest.approx([1, 1, 1])
    assert rows[1, 0] > rows[0, 0]


def test_another_country_says_less_of_sweden_than_of_itself():
    lots = [1] * 60
    own = mean_and_sd(posterior([from_abroad(country(lots, where="SE"))]))
    other = mean_and_sd(posterior([from_abroad(country(lots))]))

    assert own[0] > 0.5
    assert 0.3 < other[0] < own[0] + 0.1
    assert other[1] > max(own[1], 0.8 * DEVIATION)


def test_a_country_is_held_against_its_own_open_lots():
    """Three tenders each say nothing where open lots get three, and that reserved ones get more where those get one."""
    scarce = mean_and_sd(posterior([from_abroad(country([3] * 20, chance=0.8))]))[0]
    plenty = mean_and_sd(posterior([from_abroad(country([3] * 20, chance=0.15))]))[0]

    assert scarce < 0 < plenty


def test_the_figures_count_everything_and_score_no_zero():
    lots = [*flagged([0, 1, 1, 3]), lot(50, 4, cpv="45000000")]
    figures = reserved_figures(MODEL, lots, [], Known(every(lots[:4], MIDDLING)))

    assert (figures["lots"], figures["procurements"], figures["zero_lots"]) == (4, 4, 1)
    assert figures["counts"] == {"0": 1, "1": 2, "3": 1}
    assert figures["shift_mean"] == pytest.approx(told(flagged([1, 1, 3]))[0], abs=0.05)


def test_a_procurement_that_says_so_without_a_flag_counts():
    lots = [*flagged([1]), lot(50, 4, cpv="45000000")]
    figures = reserved_figures(MODEL, lots, [], Known({"P00050": 0.9, "P00000": 0.8}))

    assert (figures["lots"], figures["share_genuine"]) == (2, 0.85)


def test_each_source_is_told_with_its_number():
    lots = flagged([1, 2])
    figures = reserved_figures(MODEL, lots, [], Known(every(lots, MIDDLING), (country([1, 1, 0]),)))
    told_sources = [(one["source"], one["country"], one["lots"], one["zero_lots"]) for one in figures["sources"]]

    assert told_sources == [("uhm", "SE", 2, 0), ("ted", "FR", 3, 1)]
    assert figures["sources"][1]["open_lots"] == 400
    assert json.loads(json.dumps(figures)) == figures


def test_the_shipped_answer_hangs_on_the_prior_as_the_method_says():
    """The table of ``docs/methods/reserved.md`` begins with what is shipped."""
    shipped = load_market().reserved_evidence

    assert (shipped["shift_mean"], shipped["shift_sd"]) == pytest.approx((1.8, 0.63), abs=0.05)


def test_winners_are_counted_by_kind_once_a_procurement():
    def winner(procurement, name, form, *, person=False):
        told = {"procurement_id": procurement, "supplier_name": name, "supplier_legal_form": form}
        return {**told, "natural_person": person}

    assert winner_kinds(
        [
            winner("A", "SAMHALL AKTIEBOLAG", "Övriga aktiebolag"),
            winner("A", "SAMHALL AKTIEBOLAG", "Övriga aktiebolag"),
            winner("A", "Påhittade Kooperativet", "Ekonomiska föreningar"),
            winner("B", "Påhittade Bygg AB", "Övriga aktiebolag"),
            winner("B", "Påhittade Arbetskooperativet", "Ekonomiska föreningar"),
            winner("C", None, None),
            winner("D", None, "Fysiska personer", person=True),
        ]
    ) == {"association": 1, "company": 1, "samhall": 1, "social": 1, "unknown": 2}
