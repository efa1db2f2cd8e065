"""The amounts that traps compute, and what they never say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.findings import Outcome
from svangrum.core.money import Money
from svangrum.law.assess import assess
from svangrum.law.concession import ConcessionPlace
from svangrum.law.place import DIRECT_PLACES, EITHER_PLACES, Place
from svangrum.law.purchase import Act, Buyer, Kind, Purchase
from svangrum.law.regime import ABOVE, CONCESSION, REGIME, Regime
from svangrum.law.rules.same_kind_room import room
from svangrum.law.rules.secrecy import OF_COMPANIES

DAY = date(2025, 3, 1)
CLEANING = Purchase(
    value=Money.kronor(300_000),
    kind=Kind.SERVICES,
    buyer=Buyer.MUNICIPALITY,
    cpv="90911200",
    cpv_confirmed=True,
    covered_by_contract=False,
    same_kind_12_months=Money.kronor(0),
)
KRONOR = st.integers(0, 10**9).map(Money.kronor)


def told(rule, day=DAY, **changes):
    finding = assess(replace(CLEANING, **changes), as_of=day).instrument(rule)
    assert finding is not None
    return finding


def test_every_place_has_its_regime():
    assert set(REGIME) == set(Place)
    assert {place for place, regime in REGIME.items() if regime is Regime.DIRECT} == set(DIRECT_PLACES)
    assert {REGIME[place] for place in EITHER_PLACES} == {Regime.NATIONAL}
    assert REGIME[Place.DIRECTIVE] in ABOVE
    assert set(CONCESSION) == set(ConcessionPlace)
    assert CONCESSION[ConcessionPlace.ABOVE] in ABOVE


@given(limit=KRONOR, counted=KRONOR)
def test_the_room_is_never_negative_and_never_more_than_the_limit(limit, counted):
    left = room(limit, counted)
    assert Money.kronor(0) <= left <= limit
    if counted <= limit:
        assert left + counted == limit
    else:
        assert left == Money.kronor(0)


@given(own=st.integers(1, 699_999), more=st.integers(0, 2_000_000))
def test_the_room_is_what_is_left_of_the_limit_for_direct_award(own, more):
    finding = told("same-kind-room", value=Money.kronor(own), same_kind_12_months=Money.kronor(more))
    assert finding.values["room"] == Money.kronor(max(0, 700_000 - own - more))
    assert (finding.code == "none") is (own + more >= 700_000)


@pytest.mark.parametrize(
    ("act", "day", "changes", "left"),
    [
        (Act.LUF, DAY, {}, 900_000),
        (Act.LOU, DAY, {"cpv": "55330000", "main_object_confirmed": True}, 8_109_450 - 300_000),
        (Act.LOU, date(2026, 11, 23), {"cpv": "55330000", "main_object_confirmed": True}, 8_109_450 - 300_000),
    ],
)
def test_the_room_follows_the_limit_of_the_act_and_of_the_service(act, day, changes, left):
    """In 2026 only a range is known in kronor: the room is held against its low end."""
    assert told("same-kind-room", day, act=act, **changes).values["room"] == Money.kronor(left)


@given(own=st.integers(1, 2_994_008), more=st.integers(0, 5_000_000))
def test_the_room_of_a_concession_is_what_is_left_of_five_percent(own, more):
    finding = told("same-kind-room", act=Act.LUK, value=Money.kronor(own), direct_awards_this_year=Money.kronor(more))
    assert finding.values["room"] == Money(max(0, 299_400_895 - (own + more) * 100))
    assert (finding.code == "concession-none") is (own + more > 2_994_008)


def test_the_room_is_asked_for_and_never_guessed():
    answer = assess(replace(CLEANING, same_kind_12_months=None), as_of=DAY)
    assert answer.instrument("same-kind-room") is None
    assert {one.rule: one.facts for one in answer.missing}["same-kind-room"] == ("same_kind_12_months",)


def test_the_turnover_that_may_be_demanded_is_twice_the_value():
    assert told("shut-out", value=Money.kronor(3_000_000)).values["turnover-cap"] == Money.kronor(6_000_000)


@pytest.mark.parametrize(
    ("day", "value", "most"),
    [
        (DAY, 1_200_000, 120_000),
        (DAY, 200_000_000, 20_000_000),
        (DAY, 200_000_010, 20_000_000),
        (date(2023, 6, 1), 200_000_000, 10_000_000),
    ],
)
def test_the_highest_fee_is_a_share_of_the_value_up_to_a_sum(day, value, most):
    assert told("sign-early", day, value=Money.kronor(value)).values["fee-here"] == Money.kronor(most)


def test_a_municipal_company_is_told_of_secrecy_in_companies():
    assert told("secrecy", buyer=Buyer.MUNICIPAL_COMPANY).warnings == OF_COMPANIES
    assert told("secrecy").warnings == ()


@pytest.mark.parametrize("act", [Act.LOU, Act.LUF])
@pytest.mark.parametrize(
    ("value", "outcomes"),
    [
        (300_000, {Outcome.UNSETTLED}),
        (1_300_000, {Outcome.UNSETTLED}),
        (9_000_000, {Outcome.FORBIDDEN, Outcome.CONDITIONAL}),
    ],
)
def test_where_the_statute_is_silent_the_answer_is_unsettled(act, value, outcomes):
    """Below the threshold no paragraph speaks of the link to the purchase, or of changes."""
    found = {told(rule, act=act, value=Money.kronor(value)).outcome for rule in ("clause-link", "change")}
    assert found == outcomes
