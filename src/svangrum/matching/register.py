"""All who could deliver, in columns, so that a need is held beside every one of them at once.

    register = Register.for_need(suppliers, need)
    register.ranked(need, as_of=date(2026, 11, 27), limit=20)

The order of the suppliers never matters: the best fit comes first, and of two that fit alike the one with the lower
number. Only suppliers with an offer in the need's division of the CPV tree (two digits) are ranked.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from svangrum.matching.capacity import MONTHS, month_of, take_away, told_months, touched_months, whole_months
from svangrum.matching.cpv_tree import LONGEST, SHORTEST, branch_of
from svangrum.matching.fit import Fit, Reason
from svangrum.matching.suppliers import Kind, Measure, Proof, Supplier, Willing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from svangrum.matching.capacity import Ints
    from svangrum.matching.suppliers import Monthly, Need

    Bools = NDArray[np.bool_]

SAID_FOR_DAYS = 365
"""What an enterprise said that it would tender for, and that it can do, is taken at its word for a year."""
_MEASURES, _KINDS, _WILLING = tuple(Measure), tuple(Kind), tuple(Willing)
_UNTOLD = -1
_NO_CAPACITY, _OLD_CAPACITY = -2, -1
"""What stands in place of what is free: none was told, or too long ago."""
_FAR = 99


class Branches(NamedTuple):
    """Codes of the CPV tree in order, with the length of each branch and whose it is."""

    codes: Ints
    lengths: Ints
    owners: Ints

    def of_division(self, code: str) -> slice:
        division = int(code[:SHORTEST])
        low, high = np.searchsorted(self.codes, [division * 1_000_000, (division + 1) * 1_000_000])
        return slice(int(low), int(high))

    def shared(self, code: str, within: slice) -> Ints:
        """How many digits of its branch each code shares with ``code``, at most the whole of either branch."""
        number, length = int(code), len(branch_of(code))
        shared = np.zeros(within.stop - within.start, np.int32)
        for digits in range(SHORTEST, length + 1):
            unit = 10 ** (LONGEST - digits)
            shared += (self.codes[within] // unit == number // unit) * (2 if digits == SHORTEST else 1)
        return np.minimum(shared, self.lengths[within])


class Proofs(NamedTuple):
    """One test of every supplier, in columns. ``holds`` is -1 where nothing is proved; days are ordinals."""

    holds: Ints
    since: Ints
    expires: Ints
    under_review: Bools

    def reasons(self, who: Ints, as_of: date) -> Ints:
        day, holds = as_of.toordinal(), self.holds[who]
        found = np.full(len(who), Reason.EVIDENCE_VALID, np.int32)
        found[holds == 0] = Reason.EVIDENCE_FAILS
        found[self.expires[who] < day] = Reason.EVIDENCE_EXPIRED
        found[self.since[who] > day] = Reason.EVIDENCE_LATER
        found[self.under_review[who]] = Reason.EVIDENCE_REVIEWED
        found[holds == _UNTOLD] = Reason.EVIDENCE_NONE
        return found


@dataclass(frozen=True)
class Register:
    """The columns. A supplier's place in them follows its ``key``."""

    keys: tuple[str, ...]
    controls: tuple[str, ...]
    kinds: Ints
    offers: Branches
    offers_noted: Bools
    places: dict[str, NDArray[np.uint8]]
    place_reasons: Ints
    capacities: Branches
    measures: Ints
    told_on: Ints
    free: Ints
    begins: int
    purpose: Proofs
    share: Proofs
    wills: Ints
    said_on: Ints

    @classmethod
    def of(cls, suppliers: Iterable[Supplier], *, begins: date) -> Register:
        """Everyone, in any order; capacity is known for ``MONTHS`` months from the one that ``begins`` lies in.

        Raises ``ValueError`` when two have the same number.
        """
        return _Columns(month_of(begins)).filled(suppliers)

    @classmethod
    def for_need(cls, suppliers: Iterable[Supplier], need: Need) -> Register:
        """Everyone, with the capacity of the months from the need's first. Raises as ``of``."""
        return cls.of(suppliers, begins=need.since)

    def __len__(self) -> int:
        return len(self.keys)

    def ranked(self, need: Need, *, as_of: date, limit: int | None = None) -> list[Fit]:
        """Those with an offer in the need's division, the best fit first; all of them without a ``limit``."""
        who, offer, distance, trade = self._trades(need)
        free = self._free(need, who, as_of)
        reasons = np.stack(
            [
                trade,
                self._place_reasons(need, who),
                _capacity_reasons(need, free),
                np.minimum(self.purpose.reasons(who, as_of), self.share.reasons(who, as_of)),
                self._will_reasons(who, as_of),
            ]
        )
        order = _order(reasons, distance, free, who, limit)
        return [self._fit(int(who[one]), reasons[:, one], offer[one], distance[one], free[one]) for one in order]

    def _fit(self, place: int, reasons: Ints, offer: int, distance: int, free: int) -> Fit:
        return Fit(
            key=self.keys[place],
            control=self.controls[place],
            kind=_KINDS[self.kinds[place]],
            reasons=tuple(map(Reason, reasons.tolist())),
            offer=f"{offer:08d}",
            distance=int(distance),
            free=None if free < 0 else int(free),
        )

    def _trades(self, need: Need) -> tuple[Ints, Ints, Ints, Ints]:
        """Who offers something in the division, the offer nearest to the need, its distance, and what that means."""
        within, length = self.offers.of_division(need.cpv), len(branch_of(need.cpv))
        shared, lengths = self.offers.shared(need.cpv, within), self.offers.lengths[within]
        reasons = _trade_reasons(shared, lengths, length)
        reasons[self.offers_noted[self.offers.owners[within]]] = Reason.TRADE_NOTED
        distances = (length - shared) + (lengths - shared)
        worth = (reasons * 100 + _FAR - distances).astype(np.int64) * 10**LONGEST + (10**LONGEST - 1)
        best = np.zeros(len(self.keys), np.int64)
        np.maximum.at(best, self.offers.owners[within], worth - self.offers.codes[within])
        who = np.flatnonzero(best).astype(np.int32)
        scored, code = np.divmod(best[who], 10**LONGEST)
        return who, 10**LONGEST - 1 - code, _FAR - scored % 100, (scored // 100).astype(np.int32)

    def _place_reasons(self, need: Need, who: Ints) -> Ints:
        found = self.place_reasons[who].copy()
        bits = self.places.get(need.municipality)
        if bits is not None:
            served = np.unpackbits(bits, count=len(self.keys))[who].astype(bool)
            found[served & (found == Reason.PLACE_ELSEWHERE)] = Reason.PLACE_SERVED
            found[served & (found == Reason.PLACE_UNTOLD)] = Reason.PLACE_NOTED
        return found

    def _free(self, need: Need, who: Ints, as_of: date) -> Ints:
        """What each has free every month all along; below zero where it has not told, or told too long ago."""
        free = np.full(len(self.keys), _NO_CAPACITY, np.int32)
        first, after = (month - self.begins for month in touched_months(need.since, need.until))
        if 0 <= first < after <= MONTHS:
            within, length = self.capacities.of_division(need.cpv), len(branch_of(need.cpv))
            shared = self.capacities.shared(need.cpv, within)
            fits = (shared == self.capacities.lengths[within]) | (shared == length)
            fits &= self.measures[within] == _MEASURES.index(need.measure)
            rows = np.flatnonzero(fits) + within.start
            left = self.free[rows, first:after].min(axis=1, initial=2**31 - 1)
            left[self.told_on[rows] < as_of.toordinal() - SAID_FOR_DAYS] = _OLD_CAPACITY
            np.maximum.at(free, self.capacities.owners[rows], left)
        return free[who]

    def _will_reasons(self, who: Ints, as_of: date) -> Ints:
        said, day = self.said_on[who], as_of.toordinal()
        found = self.wills[who].copy()
        found[said < day - SAID_FOR_DAYS] = Reason.WILL_LONG_AGO
        found[(said == _UNTOLD) | (said > day)] = Reason.WILL_UNTOLD
        return found


def _trade_reasons(shared: Ints, lengths: Ints, length: int) -> Ints:
    found = np.full(len(shared), Reason.TRADE_NEAR, np.int32)
    found[shared == length] = Reason.TRADE_PART
    found[shared == lengths] = Reason.TRADE_COVERS
    return found


def _capacity_reasons(need: Need, free: Ints) -> Ints:
    if need.per_month is None:
        return np.full(len(free), Reason.CAPACITY_NOT_ASKED, np.int32)
    found = np.full(len(free), Reason.CAPACITY_PART, np.int32)
    found[free >= need.per_month] = Reason.CAPACITY_ENOUGH
    found[free == 0] = Reason.CAPACITY_NONE_FREE
    found[free == _OLD_CAPACITY] = Reason.CAPACITY_LONG_AGO
    found[free == _NO_CAPACITY] = Reason.CAPACITY_UNTOLD
    return found


def _order(reasons: Ints, distance: Ints, free: Ints, who: Ints, limit: int | None) -> Sequence[int]:
    """The places of the best: by the weakest part, all parts together, nearness in trade, what is free, the number."""
    grades = reasons // 10 % 10
    worth = grades.min(axis=0).astype(np.int64) * 16 + grades.sum(axis=0)
    worth = worth * 100 + (_FAR - distance)
    worth = worth * 10**8 + np.clip(free, 0, 10**8 - 1)
    if limit is not None and limit < len(worth):
        bar = np.partition(worth, len(worth) - limit)[len(worth) - limit]
        chosen = np.flatnonzero(worth >= bar)
    else:
        chosen = np.arange(len(worth))
    ordered: list[int] = chosen[np.lexsort((who[chosen], -worth[chosen]))][:limit].tolist()
    return ordered


class _Columns:
    """The columns while they are filled."""

    def __init__(self, begins: int) -> None:
        self.begins = begins
        self.offers, self.capacities = ([array("i") for _ in range(2)] for _ in range(2))
        self.told = [array("i") for _ in range(5)]
        self.changed: list[tuple[int, Monthly, Supplier]] = []
        self.places: dict[str, array[int]] = {}

    def filled(self, suppliers: Iterable[Supplier]) -> Register:
        everyone = sorted(suppliers, key=lambda one: one.key)
        for place, one in enumerate(everyone):
            if place and everyone[place - 1].key == one.key:
                message = f"two suppliers have the number {one.key}"
                raise ValueError(message)
            self._add(place, one)
        capacities, order = _branches(*self.capacities)
        first, after, per_month, measures, told_on = (np.array(column, np.int32) for column in self.told)
        free = told_months(first, after, per_month, self.begins)
        for row, capacity, owner in self.changed:
            take_away(free[row], capacity, owner.promises, owner.pauses, self.begins)
        many = len(everyone)
        return Register(
            keys=tuple(one.key for one in everyone),
            controls=tuple(one.control for one in everyone),
            kinds=_ints(_KINDS.index(one.kind) for one in everyone),
            offers=_branches(*self.offers)[0],
            offers_noted=np.array([one.offers_noted for one in everyone], bool),
            places={code: _bits(served, many) for code, served in self.places.items()},
            place_reasons=_ints(map(_place_reason, everyone)),
            capacities=capacities,
            measures=measures[order],
            told_on=told_on[order],
            free=free[order],
            begins=self.begins,
            purpose=_proofs([one.purpose for one in everyone]),
            share=_proofs([one.share for one in everyone]),
            wills=_ints(map(_will_reason, everyone)),
            said_on=_ints(one.said.on.toordinal() if one.said else _UNTOLD for one in everyone),
        )

    def _add(self, place: int, one: Supplier) -> None:
        for code in one.offers:
            _add_row(self.offers, (int(code), place))
        for municipality in one.places or ():
            self.places.setdefault(municipality, array("i")).append(place)
        for capacity in one.capacities:
            if one.promises or one.pauses:
                self.changed.append((len(self.told[0]), capacity, one))
            _add_row(self.capacities, (int(capacity.cpv), place))
            months = whole_months(capacity.since, capacity.until)
            told_on = (capacity.told_on or date.max).toordinal()
            _add_row(self.told, (*months, capacity.per_month, _MEASURES.index(capacity.measure), told_on))


def _add_row(columns: list[array[int]], row: tuple[int, ...]) -> None:
    for column, value in zip(columns, row, strict=True):
        column.append(value)


def _branches(codes: array[int], owners: array[int]) -> tuple[Branches, Ints]:
    """The branches in order of code, and the order itself."""
    numbers = np.array(codes, np.int32)
    order = np.argsort(numbers, kind="stable").astype(np.int32)
    numbers = numbers[order]
    lengths = np.full(len(numbers), LONGEST, np.int32)
    for digits in range(LONGEST - 1, SHORTEST - 1, -1):
        lengths[numbers % 10 ** (LONGEST - digits) == 0] = digits
    return Branches(numbers, lengths, np.array(owners, np.int32)[order]), order


def _bits(served: array[int], many: int) -> NDArray[np.uint8]:
    found = np.zeros(many, np.uint8)
    found[np.array(served, np.int32)] = 1
    return np.packbits(found)


def _place_reason(one: Supplier) -> Reason:
    if one.everywhere:
        return Reason.PLACE_EVERYWHERE
    return Reason.PLACE_UNTOLD if one.places is None or one.places_noted else Reason.PLACE_ELSEWHERE


def _will_reason(one: Supplier) -> Reason:
    return _WILL_REASONS[one.said.will] if one.said else Reason.WILL_UNTOLD


_WILL_REASONS = {
    Willing.WHOLE: Reason.WILL_WHOLE,
    Willing.PART: Reason.WILL_PART,
    Willing.CONSORTIUM: Reason.WILL_TOGETHER,
    Willing.NO: Reason.WILL_NOT,
}


def _proofs(proofs: Sequence[Proof | None]) -> Proofs:
    return Proofs(
        holds=_ints(_UNTOLD if one is None else int(one.holds) for one in proofs),
        since=_ints(0 if one is None else one.since.toordinal() for one in proofs),
        expires=_ints(0 if one is None else one.expires.toordinal() for one in proofs),
        under_review=np.array([one is not None and one.under_review for one in proofs], bool),
    )


def _ints(values: Iterator[int] | Iterable[int]) -> Ints:
    return np.fromiter(values, np.int32)
