"""``assess`` for any purchase on any day: no exception, no hole, no contradiction, nothing lifted on a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.errors import NotInForceError, SvangrumError
from svangrum.core.findings import Outcome
from svangrum.core.language import say, words
from svangrum.core.money import Money, VatBasis
from svangrum.core.parameters import parameters
from svangrum.law.annex2 import ranges
from svangrum.law.assess import assess
from svangrum.law.purchase import Buyer, Kind, Purchase
from svangrum.law.registry import first_day, rules_on, step_order

LIMITS = sorted(
    {
        bound.minor // 100
        for one in parameters().values()
        for dated in one.values
        for bound in (dated.value, dated.low, dated.high)
        if isinstance(bound, Money) and bound.currency == "SEK"
    }
)
DAYS = st.one_of(
    st.dates(first_day(), date(2040, 12, 31)),
    st.sampled_from(
        sorted({dated.since for one in parameters().values() for dated in one.values if dated.since >= first_day()})
    ),
)
KRONOR = st.one_of(
    st.integers(0, 10**9),
    st.sampled_from(LIMITS).flatmap(lambda limit: st.integers(max(0, limit - 2), limit + 2)),
)
CODES = st.one_of(
    st.sampled_from([code for pair in ranges("annex2") for code in pair]),
    st.from_regex(r"[0-9]{8}", fullmatch=True),
    st.text(max_size=10),
)
PURCHASES = st.builds(
    Purchase,
    value=st.none() | KRONOR.map(Money.kronor),
    kind=st.none() | st.sampled_from(Kind),
    buyer=st.none() | st.sampled_from(Buyer),
    months=st.none() | st.integers(1, 600),
    cpv=st.none() | CODES,
    cpv_confirmed=st.booleans(),
    main_object_confirmed=st.none() | st.booleans(),
    covered_by_contract=st.none() | st.booleans(),
    same_kind_12_months=st.none() | KRONOR.map(Money.kronor),
)
ALLOWED = {Outcome.PERMITTED, Outcome.CONDITIONAL}
STRICTER = [Outcome.CONDITIONAL, Outcome.UNSETTLED, Outcome.FORBIDDEN]


@given(purchase=PURCHASES, day=DAYS)
def test_every_rule_answers_or_asks(purchase, day):
    answer = assess(purchase, as_of=day)
    told = [one.rule for one in answer.findings] + [one.rule for one in answer.missing]
    assert sorted(told) == sorted(rule.name for rule in rules_on(day))
    assert all(one.facts for one in answer.missing)
    for fact in answer.asked:
        if fact == "cpv":
            assert not purchase.cpv_confirmed or not str(purchase.cpv).isdigit() or len(purchase.cpv) != 8
        else:
            assert getattr(purchase, fact) is None or not purchase.cpv_confirmed


@given(purchase=PURCHASES, day=DAYS)
def test_every_answer_can_be_told(purchase, day):
    for finding in assess(purchase, as_of=day).findings:
        for part in ("says", "why"):
            assert words(f"law.{finding.key}.{part}", "sv", **finding.values)
        assert None not in finding.values.values()


@given(purchase=PURCHASES, day=DAYS)
def test_direct_award_and_a_duty_to_advertise_never_stand_together(purchase, day):
    answer = assess(purchase, as_of=day)
    direct, advertise = answer.instrument("direct-award"), answer.instrument("advertise")
    if direct is not None and direct.outcome in ALLOWED:
        assert advertise is not None
        assert advertise.outcome is Outcome.NOT_APPLICABLE
    if advertise is not None and advertise.outcome is Outcome.REQUIRED:
        assert direct is None or direct.outcome is Outcome.FORBIDDEN


@given(purchase=PURCHASES, day=DAYS)
def test_a_direct_award_is_never_permitted_on_an_unknown_fact(purchase, day):
    direct = assess(purchase, as_of=day).instrument("direct-award")
    if direct is None or direct.outcome not in ALLOWED:
        return
    assert purchase.value is not None
    assert purchase.covered_by_contract is not None
    assert purchase.same_kind_12_months is not None
    if purchase.value >= Money.kronor(700_000):
        assert purchase.kind is Kind.SERVICES
        assert purchase.cpv_confirmed
        assert purchase.main_object_confirmed


@given(purchase=PURCHASES, day=DAYS)
def test_what_is_not_confirmed_never_lightens_an_answer(purchase, day):
    unconfirmed = replace(purchase, cpv_confirmed=False, main_object_confirmed=None)
    without = replace(unconfirmed, cpv=None)
    one, other = assess(unconfirmed, as_of=day), assess(without, as_of=day)
    for rule in ("advertise", "direct-award", "reserve"):
        first, second = one.instrument(rule), other.instrument(rule)
        assert (first and first.outcome) == (second and second.outcome)


@given(purchase=PURCHASES, day=DAYS, more=KRONOR)
def test_a_higher_value_never_opens_a_closed_door(purchase, day, more):
    if purchase.value is None:
        return
    higher = replace(purchase, value=purchase.value + Money.kronor(more))
    low, high = (assess(one, as_of=day).instrument("direct-award") for one in (purchase, higher))
    if low is not None and high is not None:
        assert STRICTER.index(high.outcome) >= STRICTER.index(low.outcome)


@given(purchase=PURCHASES, day=DAYS, more=KRONOR)
def test_more_of_the_same_kind_never_opens_a_closed_door(purchase, day, more):
    if purchase.same_kind_12_months is None:
        return
    further = replace(purchase, same_kind_12_months=purchase.same_kind_12_months + Money.kronor(more))
    low, high = (assess(one, as_of=day).instrument("direct-award") for one in (purchase, further))
    if low is not None and high is not None:
        assert STRICTER.index(high.outcome) >= STRICTER.index(low.outcome)


@given(purchase=PURCHASES, day=DAYS)
def test_knowing_more_never_changes_what_was_already_answered(purchase, day):
    """An unknown kind, buyer or contract that was not asked for makes no difference."""
    before = {one.rule: one.outcome for one in assess(purchase, as_of=day).findings}
    for kind in Kind if purchase.kind is None else ():
        after = {one.rule: one.outcome for one in assess(replace(purchase, kind=kind), as_of=day).findings}
        assert all(after.get(rule) is outcome for rule, outcome in before.items())


def test_a_day_before_the_first_says_which_is_the_first():
    with pytest.raises(NotInForceError) as caught:
        assess(Purchase(value=Money.kronor(1)), as_of=date(2022, 1, 31))
    assert caught.value.code == "law.not-in-force"
    assert caught.value.field == "as_of"
    told = words(f"error.{caught.value.code}", "sv", **caught.value.values)
    assert "1 februari 2022" in told
    assert "31 januari 2022" in told


@pytest.mark.parametrize(
    "amount",
    [Money(-1), Money.euro(1), Money(100, "SEK", VatBasis.INCLUDED)],
)
@pytest.mark.parametrize("field", ["value", "same_kind_12_months"])
def test_an_amount_that_cannot_be_compared_is_refused(amount, field):
    with pytest.raises(SvangrumError) as caught:
        assess(Purchase(**{field: amount}), as_of=date(2025, 1, 1))
    assert (caught.value.code, caught.value.field) == ("law.amount", field)
    assert words("error.law.amount", "sv")


def test_an_instrument_that_waits_for_facts_is_none():
    answer = assess(Purchase(), as_of=date(2025, 1, 1))
    assert answer.instrument("direct-award") is None
    assert answer.instrument("no-such-rule") is None


def test_each_fact_is_asked_for_once():
    asked = assess(Purchase(value=Money.kronor(300_000)), as_of=date(2025, 1, 1)).asked
    assert len(asked) == len(set(asked))
    assert {"same_kind_12_months", "covered_by_contract", "kind", "cpv", "buyer"} == set(asked)


def test_steps_stand_once_and_in_the_order_they_are_taken():
    purchase = Purchase(value=Money.kronor(1_200_000), kind=Kind.SERVICES, buyer=Buyer.MUNICIPALITY)
    steps = [one.code.removeprefix("step.") for one in assess(purchase, as_of=date(2026, 11, 23)).steps]
    assert steps == [one for one in step_order() if one in steps]
    assert steps.index("ask-market") < steps.index("advertise-national") < steps.index("check-at-tender")
    assert all(say(one, "sv") for one in assess(purchase, as_of=date(2026, 11, 23)).steps)


def test_the_same_question_gives_the_same_answer():
    purchase = Purchase(value=Money.kronor(1_200_000), kind=Kind.SERVICES, buyer=Buyer.MUNICIPALITY)
    assert assess(purchase, as_of=date(2026, 11, 23)) == assess(purchase, as_of=date(2026, 11, 23))


def test_the_threshold_is_cited_where_it_decides():
    purchase = Purchase(value=Money.kronor(3_000_000), kind=Kind.GOODS, buyer=Buyer.MUNICIPALITY)
    chapter = assess(purchase, as_of=date(2024, 6, 1)).instrument("chapter")
    assert chapter is not None
    assert chapter.values["threshold"] == Money.kronor(2_389_585)
    assert "SFS 2024:30" in {citation.act for citation in chapter.citations}
