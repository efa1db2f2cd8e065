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
from svangrum.law.completions import LOOK_AT_BUYER
from svangrum.law.place import CENTRAL
from svangrum.law.purchase import Act, Buyer, Kind, Purchase
from svangrum.law.registry import edition, first_day, rules_on, step_order

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
    act=st.none() | st.sampled_from(Act),
    value=st.none() | KRONOR.map(Money.kronor),
    kind=st.none() | st.sampled_from(Kind),
    buyer=st.none() | st.sampled_from(Buyer),
    months=st.none() | st.integers(1, 600),
    cpv=st.none() | CODES,
    cpv_confirmed=st.booleans(),
    main_object_confirmed=st.none() | st.booleans(),
    covered_by_contract=st.none() | st.booleans(),
    same_kind_12_months=st.none() | KRONOR.map(Money.kronor),
    direct_awards_this_year=st.none() | KRONOR.map(Money.kronor),
)
DIRECT = {Act.LOU: Money.kronor(700_000), Act.LUF: Money.kronor(1_200_000), Act.LUK: Money.kronor(10**10)}
"""From here only a confirmed service in bilaga 2 may be bought directly; bilaga 3 lifts no limit in LUK."""

SAME_KIND = {
    Act.LOU: "same_kind_12_months",
    Act.LUF: "same_kind_12_months",
    Act.LUK: "direct_awards_this_year",
}
ALLOWED = {Outcome.PERMITTED, Outcome.CONDITIONAL}
STRICTER = [Outcome.CONDITIONAL, Outcome.UNSETTLED, Outcome.FORBIDDEN]


@given(purchase=PURCHASES, day=DAYS)
def test_every_rule_answers_or_asks(purchase, day):
    answer = assess(purchase, as_of=day)
    answered, asking = [one.rule for one in answer.findings], [one.rule for one in answer.missing]
    assert {*answered, *asking} == {rule.name for rule in rules_on(day, purchase.under)}
    assert len({*answered}) == len(answered)
    assert len({*asking}) == len(asking)
    assert {*answered} & {*asking} <= {"value"}
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
    assert getattr(purchase, SAME_KIND[purchase.under]) is not None
    if purchase.value >= DIRECT[purchase.under]:
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
    """An unknown kind, buyer or contract that was not asked for makes no difference, as long as the act is the same."""
    before = {one.rule: one.outcome for one in assess(purchase, as_of=day).findings}
    for kind in Kind if purchase.kind is None else ():
        known = replace(purchase, kind=kind)
        after = {one.rule: one.outcome for one in assess(known, as_of=day).findings}
        assert known.under is not purchase.under or all(after.get(rule) is outcome for rule, outcome in before.items())


@given(purchase=PURCHASES, day=DAYS)
def test_within_an_edition_of_the_law_the_day_makes_no_difference(purchase, day):
    first, later = assess(purchase, as_of=edition(day)), assess(purchase, as_of=day)
    assert (first.findings, first.missing) == (later.findings, later.missing)


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
@pytest.mark.parametrize("field", ["value", "same_kind_12_months", "direct_awards_this_year"])
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
    assert {"same_kind_12_months", "covered_by_contract", "kind", "cpv"} == set(asked)


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


DAY = date(2025, 3, 1)
GOODS = Purchase(value=Money.kronor(2_000_000), kind=Kind.GOODS, buyer=Buyer.MUNICIPALITY)


def _asked_by_value(purchase):
    return {fact for one in assess(purchase, as_of=DAY).missing if one.rule == "value" for fact in one.facts}


def _warned(purchase, rule, day=DAY):
    finding = assess(purchase, as_of=day).instrument(rule)
    assert finding is not None
    return set(finding.warnings)


@pytest.mark.parametrize("value", [0, 699_999, 700_000, 2_389_584])
def test_the_same_kind_is_asked_for_while_it_may_lift_the_purchase(value):
    purchase = replace(GOODS, value=Money.kronor(value))
    assert _asked_by_value(purchase) == {"same_kind_12_months"}
    assert not _asked_by_value(replace(purchase, same_kind_12_months=Money.kronor(0)))


def test_the_same_kind_is_not_asked_for_where_it_changes_nothing():
    assert not _asked_by_value(replace(GOODS, value=Money.kronor(2_389_585)))
    assert not _asked_by_value(replace(GOODS, value=Money.kronor(5_000_000), kind=Kind.WORKS))


def test_works_are_never_counted_by_the_rule_for_goods_and_services():
    for own, more in ((400_000, 400_000), (40_000_000, 30_000_000), (5_000_000, None)):
        same_kind = None if more is None else Money.kronor(more)
        works = replace(GOODS, value=Money.kronor(own), kind=Kind.WORKS, same_kind_12_months=same_kind)
        cited = {one.section for finding in assess(works, as_of=DAY).findings for one in finding.citations}
        assert "5:11" not in cited
        assert "5:8" in cited


@pytest.mark.parametrize(
    ("kind", "how"), [(Kind.SERVICES, "count-term"), (Kind.GOODS, "count-lease"), (Kind.WORKS, "count-supplied")]
)
def test_how_to_count_is_told_by_kind(kind, how):
    every = {"count-term", "count-lease", "count-supplied"}
    assert _warned(replace(GOODS, kind=kind), "value") & every == {how}
    unknown = replace(GOODS, kind=None, same_kind_12_months=Money.kronor(0))
    assert _warned(unknown, "value") & every == every


def test_a_service_that_may_stand_in_bilaga_2_may_not_have_to_be_advertised():
    service = replace(GOODS, kind=Kind.SERVICES, cpv="55330000")
    for value in (1_200_000, 6_000_000):
        open_ = replace(service, value=Money.kronor(value))
        settled = replace(open_, cpv_confirmed=True, main_object_confirmed=False)
        assert "annex2-may-lift" in _warned(open_, "advertise")
        assert "annex2-may-lift" not in _warned(settled, "advertise")


@pytest.mark.parametrize(("day", "read"), [(date(2023, 12, 31), False), (date(2024, 1, 1), True)])
def test_a_chapter_is_not_cited_as_it_stood_before_it_was_read(day, read):
    answer = assess(GOODS, as_of=day)
    cited = {one.section for finding in answer.findings for one in finding.citations}
    assert ("21:7" in cited) is read
    assert ("law.not-read-before" in {one.code for one in answer.warnings}) is not read


@pytest.mark.parametrize(("act", "chapter"), [(Act.LOU, "21"), (Act.LUF, "21"), (Act.LUK, "17")])
def test_a_chapter_that_has_not_been_read_is_named_once_as_the_act_numbers_it(act, chapter):
    purchase = replace(GOODS, act=act, kind=Kind.SERVICES, value=Money.kronor(10_000_000))
    warnings = assess(purchase, as_of=date(2023, 6, 1)).warnings
    assert [one.values["chapter"] for one in warnings if one.code == "law.not-read-before"] == [chapter]


@pytest.mark.parametrize(
    ("day", "unread"),
    [
        (date(2022, 6, 30), {"fee-least", "fee-share", "invalidity-months"}),
        (date(2022, 7, 1), {"fee-least", "fee-share"}),
        (date(2024, 1, 1), set()),
    ],
)
def test_a_value_that_has_not_been_read_is_warned_of(day, unread):
    warnings = [one for one in assess(GOODS, as_of=day).warnings if one.code == "law.value-to-verify"]
    assert {one.values["parameter"].code for one in warnings} == unread
    assert all(say(one, "sv") for one in warnings)


def test_one_warning_names_every_act_that_was_read_for_an_earlier_day():
    care = replace(GOODS, kind=Kind.SERVICES, cpv="85312100", cpv_confirmed=True, main_object_confirmed=True)
    answer = assess(care, as_of=date(2026, 11, 23))
    (warning,) = [one for one in answer.warnings if one.code == "law.not-read-after"]
    told = say(warning, "sv")
    assert "LOU till och med 1 juli 2025; " in told
    assert told.count("till och med") == len({through for _, through in warning.values["acts"].days})
    assert all(told.count(act) == 1 for act in ("LOU", "LOV", "KL", "SFS 2013:388"))


def test_the_range_of_the_limit_in_bilaga_2_is_warned_of():
    service = replace(GOODS, kind=Kind.SERVICES, cpv="55330000", cpv_confirmed=True, main_object_confirmed=True)
    answer = assess(
        replace(service, covered_by_contract=False, same_kind_12_months=Money.kronor(0)), as_of=date(2026, 11, 23)
    )
    assert "law.threshold-to-verify" in {one.code for one in answer.warnings}


def test_the_buyer_is_asked_for_when_the_threshold_hangs_on_it():
    for kind, value, asked in (
        (Kind.GOODS, 300_000, False),
        (Kind.GOODS, 1_200_000, True),
        (Kind.WORKS, 1_200_000, False),
    ):
        purchase = Purchase(value=Money.kronor(value), kind=kind)
        assert ("buyer" in assess(purchase, as_of=DAY).asked) is asked


@given(purchase=PURCHASES, day=DAYS)
def test_only_the_rules_that_are_named_tell_buyers_with_one_threshold_apart(purchase, day):
    """``ALIKE`` asks about one buyer of each sort; what it leaves out would have been answered the same."""
    known = replace(
        purchase, kind=purchase.kind or Kind.SERVICES, covered_by_contract=bool(purchase.covered_by_contract)
    )
    one, *others = (
        assess(replace(known, buyer=buyer), as_of=day)
        for buyer in Buyer
        if CENTRAL[buyer] is CENTRAL[Buyer.MUNICIPALITY]
    )
    waits = {rule.name for rule in rules_on(edition(day), known.under) if "buyer" in rule.reads} - LOOK_AT_BUYER
    for other in others:
        assert [_of(waits, one.findings), _of(waits, one.missing)] == [
            _of(waits, other.findings),
            _of(waits, other.missing),
        ]


def _of(names, told):
    return [one for one in told if one.rule in names]


@pytest.mark.parametrize("rule", ["lov", "grant"])
@pytest.mark.parametrize("act", [Act.LOU, Act.LUF])
def test_a_way_that_only_some_buyers_have_waits_for_the_buyer(rule, act):
    service = Purchase(
        act=act,
        kind=Kind.SERVICES,
        cpv="85312100",
        cpv_confirmed=True,
        main_object_confirmed=True,
        value=Money.kronor(1),
    )
    unknown = assess(service, as_of=date(2026, 11, 26))
    assert unknown.instrument(rule) is None
    assert ("buyer",) in [one.facts for one in unknown.missing if one.rule == rule]
    known = assess(replace(service, buyer=Buyer.MUNICIPALITY), as_of=date(2026, 11, 26))
    assert known.instrument(rule) is not None
