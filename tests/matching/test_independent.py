"""One more who could deliver never makes fewer tenders, and nobody is in two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from svangrum.matching.fit import Fit, Grade, Reason
from svangrum.matching.independent import independent_tenders
from svangrum.matching.suppliers import Kind

NEEDED = 100
EVERYONE = tuple(Kind)
SURE = (
    Reason.TRADE_COVERS,
    Reason.PLACE_SERVED,
    Reason.CAPACITY_ENOUGH,
    Reason.EVIDENCE_VALID,
    Reason.WILL_WHOLE,
)
WITH_OTHERS = (*SURE[:4], Reason.WILL_TOGETHER)
IN_PART = (*SURE[:2], Reason.CAPACITY_PART, Reason.EVIDENCE_VALID, Reason.WILL_TOGETHER)
UNPROVED = (*SURE[:3], Reason.EVIDENCE_EXPIRED, Reason.WILL_WHOLE)


@st.composite
def fits(draw: st.DrawFn) -> Fit:
    reasons = draw(st.sampled_from((SURE, IN_PART, IN_PART, WITH_OTHERS, UNPROVED)))
    free = draw(st.integers(NEEDED, 300) if Reason.CAPACITY_ENOUGH in reasons else st.integers(1, NEEDED - 1))
    number = draw(st.integers(0, 999))
    return Fit(f"{number:010d}", draw(st.sampled_from("abcdefghij")), Kind.ENTERPRISE, reasons, "90910000", 0, free)


some = st.lists(fits(), max_size=14, unique_by=lambda one: one.key)


def at_least(found: list[Fit]) -> int:
    return independent_tenders(found, per_month=NEEDED, kinds=EVERYONE).at_least


@given(some, fits())
def test_one_more_never_makes_fewer(found, more):
    others = [one for one in found if one.key != more.key]
    assert at_least(others) <= at_least([*others, more]) <= at_least(others) + 1


@given(some, st.data())
def test_evidence_taken_away_never_makes_more(found, data):
    if found:
        one = data.draw(st.sampled_from(found))
        without = one._replace(reasons=(*one.reasons[:3], Reason.EVIDENCE_NONE, one.reasons[4]))
        assert at_least([without if other is one else other for other in found]) <= at_least(found)


@given(some)
def test_nobody_and_no_owner_is_in_two_tenders(found):
    tenders = independent_tenders(found, per_month=NEEDED, kinds=EVERYONE)
    owner, free = {one.key: one.control for one in found}, {one.key: one.free for one in found}
    each = [{owner[key] for key in tender} for tender in (*tenders.alone, *tenders.together)]
    assert sum(map(len, each)) == len(set().union(*each))
    assert all(sum(free[key] for key in tender) >= NEEDED for tender in tenders.together)
    assert all(len({owner[key] for key in tender}) == 1 for tender in tenders.alone)
    assert all(len({owner[key] for key in tender}) > 1 for tender in tenders.together)


@given(some, st.randoms(use_true_random=False))
def test_the_order_never_matters(found, chance):
    shuffled = chance.sample(found, len(found))
    both = (independent_tenders(order, per_month=NEEDED, kinds=EVERYONE) for order in (found, shuffled))
    assert next(both) == next(both)


def test_of_owners_that_have_as_much_the_lowest_number_decides_in_whatever_order_they_stand():
    owners = (("a", 1, 20), ("a", 9, 20), ("b", 2, 40), ("c", 3, 70))
    found = [Fit(f"{n:010d}", owner, Kind.ENTERPRISE, IN_PART, "90910000", 0, free) for owner, n, free in owners]
    both = (independent_tenders(order, per_month=110, kinds=EVERYONE) for order in (found, found[::-1]))
    assert next(both) == next(both)


def test_samhall_and_units_of_municipalities_are_counted_when_asked_for():
    kinds = (Kind.ENTERPRISE, Kind.SAMHALL, Kind.MUNICIPAL)
    found = [Fit(f"{n:010d}", str(n), kind, SURE, "90910000", 0, 200) for n, kind in enumerate(kinds)]
    counted = [independent_tenders(found, per_month=NEEDED, kinds=kinds[:many]).at_least for many in range(4)]
    assert counted == [0, 1, 2, 3]


def test_without_knowing_how_much_is_needed_nobody_is_put_together():
    found = [Fit(f"{n:010d}", str(n), Kind.ENTERPRISE, IN_PART, "90910000", 0, 90) for n in range(4)]
    assert independent_tenders(found, per_month=None, kinds=EVERYONE).at_least == 0
    assert independent_tenders(found, per_month=NEEDED, kinds=EVERYONE).at_least == 2
    assert found[0].grade is Grade.PART


def test_who_would_only_join_others_is_no_tender_alone_however_much_is_free():
    found = [Fit(f"{n:010d}", str(n), Kind.ENTERPRISE, WITH_OTHERS, "90910000", 0, 900) for n in range(3)]
    counted = [independent_tenders(found[:many], per_month=NEEDED, kinds=EVERYONE).at_least for many in range(4)]
    assert counted == [0, 0, 1, 1]
