"""The search finds what trying everything finds; more suppliers never lower it, and nobody is counted twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from svangrum.matching.fit import Fit, Reason
from svangrum.matching.lots import MOST_LOTS, PARTS, Plan, largest_reserved
from svangrum.matching.suppliers import Kind
from tests.matching.naive_lots import largest

NEEDED = 100
EVERYONE = tuple(Kind)
QUALIFIED = (Reason.TRADE_COVERS, Reason.PLACE_SERVED)
WILLS = (Reason.WILL_WHOLE, Reason.WILL_PART, Reason.WILL_TOGETHER, Reason.WILL_TOGETHER, Reason.WILL_UNTOLD)


def fit(number: int, free: int, will: Reason = Reason.WILL_PART, *, owner: str | None = None) -> Fit:
    capacity = Reason.CAPACITY_ENOUGH if free >= NEEDED else Reason.CAPACITY_PART
    reasons = (*QUALIFIED, capacity, Reason.EVIDENCE_VALID, will)
    return Fit(f"{number:010d}", owner or str(number), Kind.ENTERPRISE, reasons, "90910000", 0, free)


@st.composite
def fits(draw: st.DrawFn, owners: str = "abcdefgh") -> Fit:
    return fit(
        draw(st.integers(0, 999)),
        draw(st.integers(1, 120)),
        draw(st.sampled_from(WILLS)),
        owner=draw(st.sampled_from(owners)),
    )


few = st.lists(fits("abcde"), max_size=5, unique_by=lambda one: one.key)
some = st.lists(fits(), max_size=10, unique_by=lambda one: one.key)


def planned(found: list[Fit], **bounds: int) -> Plan:
    return largest_reserved(found, per_month=NEEDED, kinds=EVERYONE, **bounds)


@settings(max_examples=150)
@given(few, st.sampled_from(((1, 6), (2, 6), (2, 5), (3, 4))))
def test_it_finds_what_trying_everything_finds(found, bounds):
    most_lots, parts = bounds
    best = largest(found, per_month=NEEDED, most_lots=most_lots, parts=parts, least=1)
    assert planned(found, most_lots=most_lots, parts=parts, least=1).parts == best


@settings(max_examples=100)
@given(some, fits())
def test_one_more_never_lowers_the_share(found, more):
    others = [one for one in found if one.key != more.key]
    assert planned(others).parts <= planned([*others, more]).parts


@settings(max_examples=100)
@given(some, st.data())
def test_evidence_taken_away_never_raises_the_share(found, data):
    if found:
        one = data.draw(st.sampled_from(found))
        without = one._replace(reasons=(*one.reasons[:3], Reason.EVIDENCE_NONE, one.reasons[4]))
        assert planned([without if other is one else other for other in found]).parts <= planned(found).parts


@settings(max_examples=100)
@given(some)
def test_nobody_is_counted_twice(found):
    plan, held = planned(found), {one.key: one for one in found}
    left = {one.key: (one.free or 0) * PARTS // NEEDED for one in found}
    members: list[str] = []
    for lot in plan.lots:
        one, other = ({held[key].control for key in tender} for tender in lot.tenders)
        assert not one & other
        for tender in lot.tenders:
            together = all(Reason.WILL_TOGETHER in held[key].reasons for key in tender)
            if together:
                members += tender
                assert len({held[key].control for key in tender}) > 1
                assert sum(held[key].free or 0 for key in tender) >= lot.parts * NEEDED / PARTS
            else:
                left[tender[0]] -= lot.parts
                assert len(tender) == 1
    assert len(members) == len(set(members))
    assert min(left.values(), default=0) >= 0
    assert plan.parts <= PARTS
    assert len(plan.lots) <= MOST_LOTS


@settings(max_examples=60)
@given(some, st.randoms(use_true_random=False))
def test_the_order_never_matters(found, chance):
    assert planned(chance.sample(found, len(found))) == planned(found)


def test_two_who_can_do_everything_leave_nothing_open():
    plan = planned([fit(1, 100), fit(2, 140)])
    assert [lot.parts for lot in plan.lots] == [PARTS]
    assert plan.share == 1


def test_one_may_tender_for_several_lots_while_its_capacity_lasts():
    plan = planned([fit(1, 100), fit(2, 60), fit(3, 40)])
    assert [lot.parts for lot in plan.lots] == [12, 8]


def test_those_who_would_join_make_a_consortium_against_one_alone():
    plan = planned([fit(1, 50), fit(2, 30, Reason.WILL_TOGETHER), fit(3, 20, Reason.WILL_TOGETHER)])
    assert [(lot.parts, lot.tenders) for lot in plan.lots] == [
        (10, (("0000000001",), ("0000000002", "0000000003"))),
    ]


def test_who_would_only_join_others_is_never_counted_alone():
    pair = [fit(1, 100), fit(2, 100, Reason.WILL_TOGETHER)]
    assert planned(pair).lots == ()
    assert planned([*pair, fit(3, 5, Reason.WILL_TOGETHER)]).share == 1


def test_two_of_one_owner_keep_no_competition():
    assert planned([fit(1, 100, owner="a"), fit(2, 100, owner="a")]).lots == ()


def test_of_several_ways_the_evenest_is_taken():
    assert [lot.parts for lot in planned([fit(n, 50) for n in range(4)]).lots] == [10, 10]


def test_without_knowing_how_much_is_needed_there_are_no_lots():
    assert largest_reserved([fit(1, 100), fit(2, 100)], per_month=None, kinds=EVERYONE).share == 0


def test_who_is_of_another_kind_is_left_out():
    found = [fit(1, 100), fit(2, 100)._replace(kind=Kind.SAMHALL)]
    assert largest_reserved(found, per_month=NEEDED, kinds=(Kind.ENTERPRISE,)).lots == ()
