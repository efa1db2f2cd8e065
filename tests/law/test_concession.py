"""LUK: where a concession stands, both sides of every limit, and nothing lightened on an unknown fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.findings import Outcome
from svangrum.core.money import Money
from svangrum.core.parameters import parameters
from svangrum.law.assess import assess
from svangrum.law.concession import THRESHOLD, ConcessionPlace, concession, direct_limit
from svangrum.law.dated import law_at
from svangrum.law.purchase import Act, Buyer, Kind, Purchase
from svangrum.law.registry import entries, rules
from svangrum.law.situations import situations

DAY = date(2025, 3, 1)
CAFE = Purchase(
    act=Act.LUK,
    value=Money.kronor(6_000_000),
    kind=Kind.SERVICES,
    buyer=Buyer.MUNICIPALITY,
    covered_by_contract=False,
    direct_awards_this_year=Money.kronor(0),
)
PERIODS = [dated.since for dated in parameters()[THRESHOLD].values]
LIMITS = sorted(
    bound.minor // 100
    for day in PERIODS
    for limit in (direct_limit(law_at(day, Act.LUK)), law_at(day, Act.LUK).limit(THRESHOLD))
    for bound in (limit.low, limit.high)
    if bound is not None
)
KRONOR = st.one_of(
    st.integers(0, 10**9),
    st.sampled_from(LIMITS).flatmap(lambda limit: st.integers(max(0, limit - 2), limit + 2)),
)
CONCESSIONS = st.builds(
    Purchase,
    act=st.just(Act.LUK),
    value=st.none() | KRONOR.map(Money.kronor),
    kind=st.sampled_from([None, Kind.SERVICES, Kind.WORKS]),
    buyer=st.none() | st.sampled_from(Buyer),
    months=st.none() | st.integers(1, 600),
    cpv=st.sampled_from([None, "55330000", "85311100", "45000000", "98350000"]),
    cpv_confirmed=st.booleans(),
    main_object_confirmed=st.none() | st.booleans(),
    covered_by_contract=st.none() | st.booleans(),
    direct_awards_this_year=st.none() | KRONOR.map(Money.kronor),
)
DAYS = st.sampled_from([*PERIODS, date(2022, 2, 1), DAY, date(2026, 11, 23), date(2040, 1, 1)])
ALLOWED = {Outcome.PERMITTED, Outcome.CONDITIONAL}
STRICTER = [Outcome.CONDITIONAL, Outcome.UNSETTLED, Outcome.FORBIDDEN]


def _code(purchase: Purchase, rule: str, day: date = DAY) -> str | None:
    finding = assess(purchase, as_of=day).instrument(rule)
    return finding and finding.code


@pytest.mark.parametrize(
    ("day", "exact"),
    [(date(2022, 2, 1), 279_955_495), (date(2024, 1, 1), 299_400_895), (date(2025, 12, 31), 299_400_895)],
)
def test_five_percent_is_exact_to_the_ore(day, exact):
    limit = direct_limit(law_at(day, Act.LUK))
    assert limit.value == limit.low == limit.high == Money(exact)


def test_five_percent_of_a_range_is_a_range_in_whole_kronor():
    limit = direct_limit(law_at(date(2026, 1, 1), Act.LUK))
    assert (limit.value, limit.low, limit.high) == (None, Money.kronor(2_921_565), Money.kronor(3_242_400))


def test_nothing_is_known_of_five_percent_of_a_threshold_that_has_not_been_read():
    limit = direct_limit(law_at(date(2028, 1, 1), Act.LUK))
    assert limit.value is limit.low is limit.high is None


def test_both_sides_of_every_limit_of_a_concession():
    for since, until in zip(PERIODS, [*PERIODS[1:], date.max], strict=True):
        law = law_at(since, Act.LUK)
        mine = [one for one in situations() if one.purchase.act is Act.LUK and since <= one.as_of < until]
        values = {one.purchase.value for one in mine}
        for limit in (direct_limit(law), law.limit(THRESHOLD)):
            for bound in {limit.low, limit.high} - {None}:
                over = Money.kronor(-(-bound.minor // 100))
                assert over in values, f"{since}: nobody stands at {over}"
                assert over - Money.kronor(1) in values, f"{since}: nobody stands just under {over}"


def test_every_place_has_a_situation():
    law = law_at(DAY, Act.LUK)
    stood = {
        concession(one.purchase, replace(law, day=one.as_of)).place
        for one in situations()
        if one.purchase.under is Act.LUK and one.purchase.value is not None and one.purchase.kind is not None
    }
    assert stood == set(ConcessionPlace)


def test_the_codes_of_concessions_cite_luk_and_no_place_of_lou():
    for rule in rules():
        if rule.acts != (Act.LUK,):
            continue
        for code in rule.codes:
            cited = {one.act for one in entries(rule.name)[code].citations}
            assert "LUK" in cited, (rule.name, code)
            assert not cited & {"LOU", "LUF"}, (rule.name, code)


@pytest.mark.parametrize(
    ("own", "awards", "code"),
    [
        (1_000_000, 1_994_008, "concession-within-limit"),
        (1_000_000, 1_994_009, "concession-together"),
        (2_994_008, 0, "concession-within-limit"),
        (2_994_009, 0, "concession-over-limit"),
        (6_000_000, 5_000_000, "concession-over-limit"),
    ],
)
def test_the_years_direct_awards_count_against_five_percent(own, awards, code):
    purchase = replace(CAFE, value=Money.kronor(own), direct_awards_this_year=Money.kronor(awards))
    assert _code(purchase, "direct-award") == code


def test_they_do_not_count_against_the_threshold():
    assert _code(replace(CAFE, direct_awards_this_year=Money.kronor(10**9)), "chapter") == "concession-below"


def test_what_is_bought_of_the_same_kind_in_twelve_months_is_another_fact():
    small = replace(CAFE, value=Money.kronor(1_000_000), direct_awards_this_year=None)
    asked = assess(replace(small, same_kind_12_months=Money.kronor(0)), as_of=DAY).asked
    assert "direct_awards_this_year" in asked
    assert "same_kind_12_months" not in asked


def test_chapter_15_does_not_settle_reservation_and_chapter_4_does():
    above = replace(CAFE, value=Money.kronor(70_000_000), cpv="98350000", cpv_confirmed=True)
    below, over = (assess(one, as_of=DAY).instrument("reserve") for one in (CAFE, above))
    assert below is not None
    assert over is not None
    assert (below.outcome, over.outcome) == (Outcome.UNSETTLED, Outcome.CONDITIONAL)
    assert below.question == "reserve-concession-15"


def test_a_service_in_bilaga_3_is_a_question_of_chapter_15_from_the_threshold_on():
    large = replace(CAFE, value=Money.kronor(70_000_000), cpv="55330000", cpv_confirmed=True)
    assert _code(large, "chapter") == "concession-above-unless-annex3"
    assert _code(replace(large, main_object_confirmed=True), "chapter") == "concession-annex3"
    assert _code(replace(large, main_object_confirmed=False), "chapter") == "concession-above"


def test_the_buyer_changes_no_limit():
    codes = {
        _code(replace(CAFE, buyer=buyer), rule) for buyer in (None, *Buyer) for rule in ("chapter", "direct-award")
    }
    assert codes == {"concession-below", "concession-over-limit"}


def test_goods_are_no_concession_and_the_answer_says_so():
    goods = replace(CAFE, kind=Kind.GOODS)
    assert goods.under is Act.LOU
    buyer = assess(goods, as_of=DAY).instrument("buyer")
    assert buyer is not None
    assert "goods-no-concession" in buyer.warnings
    assert {one.act for finding in assess(goods, as_of=DAY).findings for one in finding.citations} >= {"LOU"}


@pytest.mark.parametrize(("months", "code"), [(None, "above"), (60, "above-within"), (61, "above-longer")])
def test_a_long_term_needs_investments_above_the_threshold(months, code):
    above = replace(CAFE, value=Money.kronor(70_000_000), kind=Kind.WORKS, months=months)
    assert _code(above, "term") == code
    assert _code(replace(CAFE, months=months), "term") == "below"


@given(purchase=CONCESSIONS, day=DAYS)
def test_direct_award_and_a_duty_to_advertise_never_stand_together(purchase, day):
    answer = assess(purchase, as_of=day)
    direct, advertise = answer.instrument("direct-award"), answer.instrument("advertise")
    if direct is not None and direct.outcome in ALLOWED:
        assert advertise is not None
        assert advertise.outcome is Outcome.NOT_APPLICABLE
        assert purchase.direct_awards_this_year is not None
    if advertise is not None and advertise.outcome is Outcome.REQUIRED:
        assert direct is None or direct.outcome is Outcome.FORBIDDEN


@given(purchase=CONCESSIONS, day=DAYS, more=KRONOR, field=st.sampled_from(["value", "direct_awards_this_year"]))
def test_more_never_opens_a_closed_door(purchase, day, more, field):
    if getattr(purchase, field) is None:
        return
    further = replace(purchase, **{field: getattr(purchase, field) + Money.kronor(more)})
    low, high = (assess(one, as_of=day).instrument("direct-award") for one in (purchase, further))
    if low is not None and high is not None:
        assert STRICTER.index(high.outcome) >= STRICTER.index(low.outcome)


@given(purchase=CONCESSIONS, day=DAYS)
def test_no_place_of_lou_or_luf_is_cited_for_a_concession(purchase, day):
    cited = {one.act for finding in assess(purchase, as_of=day).findings for one in finding.citations}
    assert not cited & {"LOU", "LUF"}
