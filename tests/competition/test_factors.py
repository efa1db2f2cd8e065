"""What moved the answer: only what is known, and only what the model has figures for."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.competition.factors import effect, factors, unknown_facts
from svangrum.competition.features import CPV, FACTS, WORD, cpv_path, fact
from svangrum.competition.tenders import PurchaseFeatures, load_market

CLEANING = PurchaseFeatures(what="Lokalvård i två förskolor", cpv="90911200", buyer="kommun", directive_governed=True)
PURCHASES = st.builds(
    PurchaseFeatures,
    what=st.sampled_from([None, "Lokalvård", "Konsulttjänster inom bygg", "xyzzy"]),
    cpv=st.sampled_from([None, "90911200", "45000000", "72000000", "34144000"]),
    buyer=st.sampled_from([None, "kommun", "stat", "okänd"]),
    contract_form=st.sampled_from([None, "contract", "framework"]),
    directive_governed=st.sampled_from([None, True, False]),
)


def has_figures(purchase, name):
    effects = load_market().hazard.effects[name]
    return bool(cpv_path(purchase.cpv)) if name == CPV else fact(purchase, name) in effects


def test_nothing_known_is_nothing_moved():
    assert factors(PurchaseFeatures()) == ()
    assert set(unknown_facts(PurchaseFeatures())) == {CPV, WORD, *FACTS}


def test_the_largest_comes_first():
    moved = [one.effect.moved for one in factors(CLEANING)]

    assert len(moved) > 3
    assert moved == sorted(moved, reverse=True)


@given(PURCHASES)
def test_a_fact_is_either_a_factor_or_not_known(purchase):
    told = {one.code for one in factors(purchase)} - {WORD}
    unknown = set(unknown_facts(purchase)) - {WORD}

    assert not told & unknown
    assert told == {name for name in (CPV, *FACTS) if has_figures(purchase, name)}


@given(PURCHASES)
def test_a_factor_is_the_difference_that_its_fact_makes(purchase):
    market = load_market()
    for one in factors(purchase):
        if one.code in FACTS:
            without = replace(purchase, **{one.code: None})
            with_it, without_it = market.open(purchase), market.open(without)
            assert one.effect.p_one == pytest.approx(with_it.p_one - without_it.p_one)
            assert one.effect.median == with_it.median - without_it.median


def test_a_word_that_says_nothing_is_no_factor():
    assert factors(PurchaseFeatures(what="Xyzzy")) == ()


def test_the_direction_is_that_of_the_lowest_counts():
    few, many = np.array([0.6, 0.3, 0.1]), np.array([0.1, 0.3, 0.6])

    assert effect(few, many).tenders == "fewer"
    assert effect(many, few).tenders == "more"
    assert effect(many, few).median == 2
    assert effect(few, many).moved == pytest.approx(0.5)
