import math

import numpy as np
import pytest

from svangrum.competition.counts import COUNTS
from svangrum.competition.features import (
    CPV,
    FACTS,
    FAMILIES,
    LOTS_IN_DIVISION,
    WORD,
    WORD_IN_DIVISION,
    PurchaseFeatures,
)
from svangrum.competition.hazard import ALL, ENDS, SHAPE, STRETCH, HazardModel, Place

MODEL = HazardModel(
    baseline=np.full(len(SHAPE), -1.0),
    spread=0.3,
    effects={
        **{family: {} for family in FAMILIES},
        CPV: {"90": [0.5, 0.2, 0.1], "909": [0.25, 0.1, 0.0]},
        WORD: {"lokalv": [-0.4, 0.05]},
        WORD_IN_DIVISION: {"90 lokalv": [-0.1], "45 lokalv": [0.7]},
        "contract_form": {"framework": [-0.2, 0.0], "contract": [0.1, 0.0]},
        "has_lots": {"true": [0.3, 0.0], "false": [0.0, 0.0]},
        LOTS_IN_DIVISION: {"90 true": [0.15]},
    },
    unknown={
        CPV: {ALL: [0.1, 0.0, 0.02, 0.2], "varor": [0.3, 0.0, 0.0, 0.1]},
        WORD: {ALL: [-0.05, 0.0, 0.0, 0.04]},
        **{name: {ALL: [0.0, 0.0, 0.0, 0.0]} for name in FACTS},
        "contract_form": {ALL: [0.0, 0.0, 0.0, 0.02], "90": [-0.1, 0.0, 0.0, 0.03]},
    },
)
KNOWN = PurchaseFeatures(cpv="90911200", what="Lokalvård", contract_form="framework")


def test_a_place_is_the_sum_of_what_is_known():
    place = MODEL.place(KNOWN)

    assert place.level == pytest.approx(0.5 + 0.25 - 0.4 - 0.1 - 0.2)
    assert place.first == pytest.approx(0.2 + 0.1 + 0.05)
    assert place.slope == pytest.approx(0.1)
    assert place.spread == pytest.approx(0.3)


def test_an_unknown_fact_gives_its_mean_in_the_division_and_widens():
    place = MODEL.place(PurchaseFeatures(cpv="90911200", what="Lokalvård"))

    assert place.level == pytest.approx(0.5 + 0.25 - 0.4 - 0.1 - 0.1)
    assert place.spread == pytest.approx(math.sqrt(0.3**2 + 0.03))


def test_having_lots_says_more_in_some_divisions():
    of_lots, of_none = (MODEL.place(PurchaseFeatures(cpv="90000000", has_lots=lots)).level for lots in (True, False))

    assert of_lots - of_none == pytest.approx(0.3 + 0.15)


def test_what_counts_for_one_tender_counts_for_no_other():
    plain, moved = MODEL.pmf_at([Place(0.0, 0.0, 0.0, 0.0), Place(0.0, 1.0, 0.0, 0.0)])

    assert moved[0] > plain[0]
    assert moved[1:] / plain[1:] == pytest.approx(np.full(len(plain) - 1, (1 - moved[0]) / (1 - plain[0])))


def test_an_unknown_code_gives_the_mean_of_its_kind():
    known = {"what": "Lokalvård", "contract_form": "framework"}

    assert MODEL.place(PurchaseFeatures(kind="varor", **known)).level == pytest.approx(0.3 - 0.4 - 0.2)
    assert MODEL.place(PurchaseFeatures(**known)).slope == pytest.approx(0.02)


@pytest.mark.parametrize("cpv", ["12345678", "inte en kod"])
def test_a_code_the_model_has_not_met_counts_as_unknown(cpv):
    assert MODEL.place(PurchaseFeatures(cpv=cpv)) == MODEL.place(PurchaseFeatures())


def test_a_value_the_model_has_not_met_counts_as_unknown():
    new = PurchaseFeatures(cpv="90911200", what="Lokalvård", contract_form="partnerskap")

    assert MODEL.place(new) == MODEL.place(PurchaseFeatures(cpv="90911200", what="Lokalvård"))


def test_words_without_an_effect_are_known_words():
    assert MODEL.place(PurchaseFeatures(what="Okända ord")).spread < MODEL.place(PurchaseFeatures()).spread


def test_without_spread_the_distribution_is_the_hazards_own():
    pmf = MODEL.pmf_at([Place(level=1.0, first=0.0, slope=0.0, spread=0.0)])[0]

    assert pmf[:3] == pytest.approx([0.5, 0.25, 0.125])
    assert pmf.sum() == pytest.approx(1)


def test_a_higher_level_means_fewer_tenders():
    low, high = MODEL.pmf_at([Place(-0.5, 0.0, 0.0, 0.3), Place(0.5, 0.0, 0.0, 0.3)])

    assert (np.cumsum(high) >= np.cumsum(low) - 1e-12).all()
    assert high[0] > low[0]


def test_a_wider_spread_fills_both_ends():
    narrow, wide = MODEL.pmf_at([Place(0.0, 0.0, 0.0, 0.1), Place(0.0, 0.0, 0.0, 1.0)])

    assert wide[0] > narrow[0]
    assert wide[20:].sum() > narrow[20:].sum()


def test_a_moved_place_adds_its_uncertainty():
    moved = Place(0.1, 0.6, 0.2, 0.3).moved(1.0, 0.4)

    assert (moved.level, moved.first, moved.slope, moved.spread) == pytest.approx((1.1, 0.6, 0.2, 0.5))


def test_every_count_has_its_stretch():
    assert len(STRETCH) == len(COUNTS)
    assert [int(STRETCH[count - 1]) for count in (1, 10, 11, 12, 13, 80, 81, 400)] == [0, 9, 10, 10, 11, 18, 19, 19]
    assert len(SHAPE) == len(ENDS) + 1
    assert (np.diff(SHAPE) > 0).all()
