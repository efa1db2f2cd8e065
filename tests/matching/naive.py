"""The same answers, worked out for one supplier at a time in the plainest way, to hold the columns beside."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from svangrum.matching.fit import Fit, Reason
from svangrum.matching.suppliers import Willing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from svangrum.matching.suppliers import Monthly, Need, Proof, Supplier

WILLS = {
    Willing.WHOLE: Reason.WILL_WHOLE,
    Willing.PART: Reason.WILL_PART,
    Willing.CONSORTIUM: Reason.WILL_TOGETHER,
    Willing.NO: Reason.WILL_NOT,
}


def ranked(suppliers: Iterable[Supplier], need: Need, as_of: date) -> list[Fit]:
    fits = [fit(one, need, as_of) for one in suppliers if any(code[:2] == need.cpv[:2] for code in one.offers)]
    return sorted(fits, key=_worth)


def _worth(one: Fit) -> tuple[object, ...]:
    together = sum(reason.grade for reason in one.reasons)
    return (-one.grade, -together, one.distance, -(one.free or 0), one.key)


def fit(one: Supplier, need: Need, as_of: date) -> Fit:
    found = [_trade(code, need.cpv) for code in one.offers if code[:2] == need.cpv[:2]]
    if one.offers_noted:
        found = [(Reason.TRADE_NOTED, distance, offer) for _, distance, offer in found]
    offers = sorted(found, key=_nearest)
    trade, distance, offer = offers[0]
    free, told = _free(one, need, as_of)
    evidence = min(_proof(one.purpose, as_of), _proof(one.share, as_of))
    reasons = (trade, _place(one, need), _capacity(free, need, told=told), evidence, _will(one, as_of))
    return Fit(one.key, one.control, one.kind, reasons, offer, distance, free)


def _nearest(found: tuple[Reason, int, str]) -> tuple[int, int, str]:
    return -found[0], found[1], found[2]


def _trade(offer: str, need: str) -> tuple[Reason, int, str]:
    mine, theirs = _branch(offer), _branch(need)
    shared = next(n for n in range(min(len(mine), len(theirs)), 1, -1) if mine[:n] == theirs[:n])
    distance = len(mine) + len(theirs) - 2 * shared
    if shared == len(mine):
        return Reason.TRADE_COVERS, distance, offer
    return (Reason.TRADE_PART if shared == len(theirs) else Reason.TRADE_NEAR), distance, offer


def _branch(code: str) -> str:
    while len(code) > 2 and code.endswith("0"):
        code = code[:-1]
    return code


def _place(one: Supplier, need: Need) -> Reason:
    if one.everywhere:
        return Reason.PLACE_EVERYWHERE
    if one.places is None:
        return Reason.PLACE_UNTOLD
    if one.places_noted:
        return Reason.PLACE_NOTED if need.municipality in one.places else Reason.PLACE_UNTOLD
    return Reason.PLACE_SERVED if need.municipality in one.places else Reason.PLACE_ELSEWHERE


def _capacity(free: int | None, need: Need, *, told: bool) -> Reason:
    if need.per_month is None:
        return Reason.CAPACITY_NOT_ASKED
    if free is None:
        return Reason.CAPACITY_LONG_AGO if told else Reason.CAPACITY_UNTOLD
    if free >= need.per_month:
        return Reason.CAPACITY_ENOUGH
    return Reason.CAPACITY_PART if free else Reason.CAPACITY_NONE_FREE


def _free(one: Supplier, need: Need, as_of: date) -> tuple[int | None, bool]:
    """What is free by what was told within a year, and whether anything was told at all."""
    told = [each for each in one.capacities if each.measure == need.measure and _overlap(each.cpv, need.cpv)]
    free = [
        min(_left(one, each, first) for first in _months(need.since, need.until))
        for each in told
        if each.told_on is None or each.told_on >= as_of - timedelta(days=365)
    ]
    return max(free, default=None), bool(told)


def _left(one: Supplier, capacity: Monthly, first: date) -> int:
    """What is left of the capacity in the month that begins on ``first``."""
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if capacity.since > first or (capacity.until is not None and capacity.until < last):
        return 0
    if any(pause.since <= last and pause.until >= first for pause in one.pauses):
        return 0
    promised = sum(
        promise.per_month
        for promise in one.promises
        if promise.measure == capacity.measure
        and _overlap(promise.cpv, capacity.cpv)
        and promise.since <= last
        and (promise.until is None or promise.until >= first)
    )
    return max(0, capacity.per_month - promised)


def _overlap(one: str, other: str) -> bool:
    return _branch(one).startswith(_branch(other)) or _branch(other).startswith(_branch(one))


def _months(since: date, until: date) -> Iterator[date]:
    first = since.replace(day=1)
    while first <= until:
        yield first
        first = (first + timedelta(days=31)).replace(day=1)


def _proof(proof: Proof | None, as_of: date) -> Reason:
    if proof is None:
        return Reason.EVIDENCE_NONE
    if proof.under_review:
        return Reason.EVIDENCE_REVIEWED
    if proof.since > as_of:
        return Reason.EVIDENCE_LATER
    if proof.expires < as_of:
        return Reason.EVIDENCE_EXPIRED
    return Reason.EVIDENCE_VALID if proof.holds else Reason.EVIDENCE_FAILS


def _will(one: Supplier, as_of: date) -> Reason:
    if one.said is None or one.said.on > as_of:
        return Reason.WILL_UNTOLD
    return Reason.WILL_LONG_AGO if one.said.on < as_of - timedelta(days=365) else WILLS[one.said.will]
