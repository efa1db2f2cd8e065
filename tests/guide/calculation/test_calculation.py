from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.errors import NotInForceError
from svangrum.core.money import Money
from svangrum.core.reading import InvalidFactsError
from svangrum.guide.calculation.calculate import calculate, person_years
from svangrum.guide.calculation.extended import (
    DRAWS,
    UNCERTAIN,
    Range,
    Uncertain,
    default_ranges,
    extend,
    read_uncertain,
)
from svangrum.guide.calculation.flows import FLOWS, LEVELS
from svangrum.guide.calculation.inputs import EXAMPLE, Age, Buyer, Form, Inputs, Support, Unemployed
from svangrum.guide.calculation.rates import RATES
from svangrum.guide.calculation.read import FIELDS, read_inputs
from svangrum.guide.calculation.sensitivity import likely_gain, swings
from svangrum.guide.calculation.words import assumptions, formulas

DAY = date(2026, 11, 26)
CERTAIN = {
    **dict.fromkeys(("anyway", "displacement", "premium"), Range(0, 0, 0)),
    **dict.fromkeys(("part_time", "served"), Range(100, 100, 100)),
    "productivity": Range(80, 80, 80),
}
kronor = st.integers(0, 100_000).map(Money.kronor)
anything = st.builds(
    Inputs,
    buyer=st.sampled_from(Buyer),
    form=st.sampled_from(Form),
    months=st.integers(1, 60),
    positions=st.integers(1, 50),
    extent=st.integers(1, 100).map(float),
    wage=kronor,
    support=st.sampled_from(Support),
    productivity=st.integers(0, 200).map(float),
    production_value=kronor,
    age=st.sampled_from(Age),
    unemployed=st.sampled_from(Unemployed),
    newly_arrived=st.booleans(),
    unemployment_benefit=st.booleans(),
    housing_allowance=st.booleans(),
    supervisor_wage=kronor,
    supervision=st.integers(0, 100).map(float),
    administration=kronor,
    procurement_cost=kronor,
    bonus=kronor,
)


def test_the_national_model_has_nineteen_inputs() -> None:
    assert len(FIELDS) == 19


@given(anything)
def test_transfers_cancel_and_what_is_left_is_real(inputs: Inputs) -> None:
    found = calculate(inputs, as_of=DAY)
    real = sum(flow.real * found.amounts[code] for code, flow in FLOWS.items())

    assert found.society == pytest.approx(real, abs=0.01)
    assert sum(found.level(name) for name in LEVELS) == pytest.approx(sum(post.amount for post in found.posts))


@given(anything, st.integers(1, 50))
def test_more_productive_is_never_worse_for_society(inputs: Inputs, more: int) -> None:
    better = replace(inputs, productivity=inputs.productivity + more)

    assert calculate(better, as_of=DAY).society >= calculate(inputs, as_of=DAY).society - 0.01


@given(anything)
def test_nobody_lives_on_less_with_the_job_than_the_norm(inputs: Inputs) -> None:
    job = replace(inputs, form=Form.EMPLOYMENT, months=12, positions=1)
    found = calculate(job, as_of=DAY)

    assert found.amounts["assistance"] <= 12 * (4_080 + 6_300) + 0.01


def test_a_placement_pays_no_wage_and_takes_no_benefit() -> None:
    placement = replace(EXAMPLE, form=Form.PLACEMENT, production_value=Money.kronor(5_000))
    found = calculate(placement, as_of=DAY)

    assert (found.level("person"), found.level("region")) == (0, 0)
    assert found.amounts["production"] == pytest.approx(60_000)


@pytest.mark.parametrize(("buyer", "level"), [("kommun", "municipality"), ("region", "region"), ("stat", "state")])
def test_the_one_who_buys_pays_for_the_procurement(buyer: str, level: str) -> None:
    costly = replace(EXAMPLE, buyer=Buyer(buyer))
    cheap = replace(costly, procurement_cost=Money.kronor(0))
    lost = calculate(cheap, as_of=DAY).level(level) - calculate(costly, as_of=DAY).level(level)

    assert lost == pytest.approx(40_000)


def test_a_bonus_moves_from_the_buyer_to_the_employer() -> None:
    with_bonus = calculate(replace(EXAMPLE, bonus=Money.kronor(1_000)), as_of=DAY)
    without = calculate(EXAMPLE, as_of=DAY)

    assert with_bonus.level("employer") - without.level("employer") == pytest.approx(12_000)
    assert with_bonus.society == pytest.approx(without.society)


@pytest.mark.parametrize(
    ("support", "least", "most"),
    [
        (Support.NONE, 0, 0),
        (Support.NEW_START, 188_519, 188_521),
        (Support.INTRODUCTION, 252_326, 252_327),
        (Support.WAGE_SUBSIDY, 96_681, 96_682),
    ],
)
def test_each_support_is_what_its_rule_says(support: Support, least: int, most: int) -> None:
    assert least <= calculate(replace(EXAMPLE, support=support), as_of=DAY).amounts["support"] <= most


def test_full_time_years() -> None:
    assert person_years(replace(EXAMPLE, positions=4, months=6, extent=50)) == 1


def test_a_day_before_the_first_rate_is_told() -> None:
    with pytest.raises(NotInForceError):
        calculate(EXAMPLE, as_of=date(2017, 1, 1))


def test_the_extended_calculation_without_uncertainty_is_the_plain_one() -> None:
    extended = extend(EXAMPLE, Uncertain(CERTAIN), as_of=DAY)
    plain = calculate(EXAMPLE, as_of=DAY)

    assert {name: extended.levels[name].mean for name in LEVELS} == pytest.approx(
        {name: plain.level(name) for name in LEVELS}
    )
    assert extended.society.p5 == pytest.approx(extended.society.p95) == pytest.approx(plain.society)


def test_the_same_seed_gives_the_same_draws() -> None:
    uncertain = Uncertain(default_ranges(EXAMPLE, as_of=DAY))

    assert extend(EXAMPLE, uncertain, as_of=DAY) == extend(EXAMPLE, uncertain, as_of=DAY)
    assert extend(EXAMPLE, uncertain, as_of=DAY) != extend(EXAMPLE, uncertain, as_of=DAY, seed=2)
    assert extend(EXAMPLE, uncertain, as_of=DAY).draws == DRAWS


def test_who_would_have_worked_anyway_leaves_only_the_costs() -> None:
    ranges = {**CERTAIN, "anyway": Range(100, 100, 100)}
    extended = extend(EXAMPLE, Uncertain(ranges), as_of=DAY, draws=1)

    assert extended.society.mean == pytest.approx(-47_311.2 - 10_000 - 40_000)
    assert extended.levels["person"].mean == 0


def test_a_dearer_reserved_contract_costs_the_buyer() -> None:
    ranges = {**CERTAIN, "premium": Range(10, 10, 10)}
    dear = extend(EXAMPLE, Uncertain(ranges, Money.kronor(1_000_000)), as_of=DAY, draws=1)
    plain = calculate(EXAMPLE, as_of=DAY)

    assert dear.levels["municipality"].mean == pytest.approx(plain.level("municipality") - 100_000)


def test_several_supports_are_weighed_together() -> None:
    mix = ((Support.NEW_START, 50.0), (Support.NONE, 50.0))
    half = extend(EXAMPLE, Uncertain(CERTAIN, mix=mix), as_of=DAY, draws=1)
    plain = calculate(EXAMPLE, as_of=DAY)

    assert half.levels["employer"].mean == pytest.approx(plain.level("employer") - 188_520 / 2)
    assert half.society.mean == pytest.approx(plain.society)


def test_draws_stay_within_their_range() -> None:
    ranges = {**CERTAIN, "premium": Range(2, 5, 9)}
    extended = extend(EXAMPLE, Uncertain(ranges, Money.kronor(1_000_000)), as_of=DAY)
    plain = calculate(EXAMPLE, as_of=DAY).level("municipality")

    assert plain - 90_000 <= extended.levels["municipality"].p5 < extended.levels["municipality"].p95 <= plain - 20_000
    assert extended.levels["municipality"].mean == pytest.approx(plain - 1e6 * (0.02 + 0.05 + 0.09) / 3, rel=0.02)


def test_what_matters_most_comes_first_and_what_does_not_matter_is_left_out() -> None:
    uncertain = Uncertain({**CERTAIN, "anyway": Range(0, 50, 100), "served": Range(90, 95, 100)})
    found = swings(EXAMPLE, uncertain, as_of=DAY)

    assert [one.code for one in found] == ["anyway", "served"]
    assert found[0].at_high < likely_gain(EXAMPLE, uncertain, as_of=DAY) < found[0].at_low


def test_every_flow_has_its_formula_and_every_assumption_both_languages() -> None:
    assert formulas().keys() == FLOWS.keys()
    assert {name for one in formulas().values() for name in one.placeholders()} <= set(RATES)
    assert all(one.say(language, as_of=DAY) for one in assumptions() for language in ("sv", "en"))


def test_an_empty_form_is_the_example() -> None:
    assert read_inputs({}) == EXAMPLE


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("months", "0", "number.unreadable"),
        ("months", "tolv", "number.unreadable"),
        ("positions", "0", "number.unreadable"),
        ("extent", "101", "number.unreadable"),
        ("extent", "0", "number.unreadable"),
        ("wage", "-5", "money.negative"),
        ("wage", "mycket", "money.unreadable"),
        ("buyer", "grannen", "choice.unknown"),
        ("newly_arrived", "kanske", "choice.unknown"),
        ("productivity", "300", "number.unreadable"),
        ("supervision", "nan", "number.unreadable"),
    ],
)
def test_bad_input_is_told_at_its_field(field: str, text: str, code: str) -> None:
    with pytest.raises(InvalidFactsError) as raised:
        read_inputs({field: text})

    assert [(error.code, error.field) for error in raised.value.errors] == [(code, field)]


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(InvalidFactsError) as raised:
        read_inputs({"months": "x", "wage": "y", "buyer": "z"})

    assert len(raised.value.errors) == 3


def test_a_new_start_job_needs_time_without_work() -> None:
    with pytest.raises(InvalidFactsError) as raised:
        read_inputs({"unemployed": "0-11", "newly_arrived": "no"})

    assert raised.value.errors[0].code == "calculation.new-start-too-early"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"anyway_low": "80"}, "calculation.range-order"),
        ({"served_high": "120"}, "number.unreadable"),
        ({"premium_low": "-1"}, "number.unreadable"),
        ({"mix_nystartsjobb": "60"}, "calculation.mix-sum"),
        ({"contract_value": "x"}, "money.unreadable"),
    ],
)
def test_bad_ranges_are_told(raw: dict[str, str], code: str) -> None:
    with pytest.raises(InvalidFactsError) as raised:
        read_uncertain(raw, EXAMPLE, as_of=DAY)

    assert code in {error.code for error in raised.value.errors}


def test_ranges_that_are_not_stated_are_the_dated_defaults() -> None:
    uncertain = read_uncertain({}, EXAMPLE, as_of=DAY)

    assert uncertain.ranges == default_ranges(EXAMPLE, as_of=DAY)
    assert uncertain.ranges["anyway"] == Range(20, 63, 75)
    assert set(uncertain.ranges) == set(UNCERTAIN)
