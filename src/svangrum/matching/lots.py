"""The largest part of one need that can be reserved in lots, when each lot keeps two independent tenders.

The need is divided in twentieths. A lot keeps two tenders when two suppliers alone, or consortia of those who have said
that they would join others, could each do all of it. One who tenders alone may tender for several lots while its
capacity lasts for all of them; a member of a consortium is in that one alone; nobody, and no owner, is in both tenders
of a lot. So no hour is counted twice, and every tender that is counted could win.

The lots are of one procurement and their values are added up: they never make a purchase smaller before the law.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from svangrum.matching.fit import Grade, Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from svangrum.matching.fit import Fit
    from svangrum.matching.suppliers import Kind

PARTS = 20
"""A need is divided in so many equal parts: a lot is a number of them."""
LEAST_PARTS = 2
"""No lot is smaller than a tenth: it would cost both sides more than it is worth. Our own choice."""
MOST_LOTS = 3
"""So many reserved lots at most: each is a tender to write and a contract to follow. Our own choice."""
MOST_JOINING = 8
"""Of those who would only join others so many are tried, the largest: above that the answer is *at least*."""

FEWEST_JOINED = 2
"""Who has said that it would join others is never counted alone, however much it has free."""

_NEEDED = (Reason.TRADE_COVERS, Reason.EVIDENCE_VALID)
_PLACED = {Reason.PLACE_SERVED, Reason.PLACE_EVERYWHERE}
_SIZED = {Reason.CAPACITY_ENOUGH, Reason.CAPACITY_PART}
_ALONE = {Reason.WILL_WHOLE, Reason.WILL_PART}


class Lot(NamedTuple):
    """``parts`` of the need, and the two tenders that it keeps, by the numbers of the suppliers in each."""

    parts: int
    tenders: tuple[tuple[str, ...], tuple[str, ...]]


class Plan(NamedTuple):
    """The lots to reserve, the largest first, out of ``of`` parts; no lots when none keeps two tenders."""

    lots: tuple[Lot, ...]
    of: int = PARTS

    @property
    def parts(self) -> int:
        return sum(lot.parts for lot in self.lots)

    @property
    def undivided(self) -> bool:
        """Whether two could do everything, so that nothing needs to be divided."""
        return len(self.lots) == 1 and self.parts == self.of

    @property
    def share(self) -> float:
        """How much of the need is reserved, 0 to 1; the rest is open to all."""
        return self.parts / self.of


class Able(NamedTuple):
    """One owner: how many parts it could do all along, and with which of its units."""

    owner: str
    keys: tuple[str, ...]
    parts: int


def largest_reserved(
    fits: Iterable[Fit],
    *,
    per_month: int | None,
    kinds: Collection[Kind],
    most_lots: int = MOST_LOTS,
    parts: int = PARTS,
    least: int = LEAST_PARTS,
) -> Plan:
    """The largest reserved part; of several ways to it the one with the fewest lots, and of these the evenest.

    ``per_month`` is what is needed each month: without it nothing is known of a part of it, and there are no lots.
    """
    if per_month is None:
        return Plan((), parts)
    alone, joining = _able([one for one in fits if one.kind in kinds], per_month, parts)
    considered = _considered(alone, joining, most_lots)
    for reserved in range(min(parts, _most(*considered, parts)), 0, -1):
        for many in range(1, most_lots + 1):
            for sizes in _divided(reserved, many, least):
                found = _Search(sizes, *considered).lots()
                if found is not None:
                    return Plan(found, parts)
    return Plan((), parts)


def _able(fits: Iterable[Fit], per_month: int, parts: int) -> tuple[list[Able], list[Able]]:
    """Those who would tender alone for a part, each owner's largest unit; and those who would join, all its units."""
    alone: dict[str, list[Fit]] = defaultdict(list)
    joining: dict[str, list[Fit]] = defaultdict(list)
    for one in fits:
        if could_do_a_part(one):
            (joining if Reason.WILL_TOGETHER in one.reasons else alone)[one.control].append(one)
    largest = {owner: [min(held, key=lambda one: (-_free(one), one.key))] for owner, held in alone.items()}
    return tuple(
        sorted(
            (
                Able(owner, tuple(sorted(one.key for one in held)), size)
                for owner, held in owners.items()
                if (size := min(parts, sum(map(_free, held)) * parts // per_month))
            ),
            key=_by_size,
        )
        for owners in (largest, joining)
    )  # type: ignore[return-value]


def could_do_a_part(fit: Fit) -> bool:
    """Whether it does the whole trade here, is proved to qualify, has something free, and has said that it would."""
    told = set(fit.reasons)
    return (
        told.issuperset(_NEEDED)
        and not told.isdisjoint(_PLACED)
        and not told.isdisjoint(_SIZED)
        and (not told.isdisjoint(_ALONE) or Reason.WILL_TOGETHER in told)
        and fit.grade >= Grade.PART
    )


def _free(fit: Fit) -> int:
    return fit.free or 0


def _by_size(one: Able) -> tuple[int, str]:
    return -one.parts, one.owner


def _considered(alone: Sequence[Able], joining: Sequence[Able], most_lots: int) -> tuple[list[Able], list[Able]]:
    """No plan needs more than two of the largest alone for each lot, but for those with a unit that joins others."""
    joining = joining[:MOST_JOINING]
    both = {one.owner for one in joining}
    free = [one for one in alone if one.owner not in both][: 2 * most_lots]
    return sorted([*free, *(one for one in alone if one.owner in both)], key=_by_size), list(joining)


def _most(alone: Sequence[Able], joining: Sequence[Able], parts: int) -> int:
    """More than this cannot be reserved: every part takes two, and one alone is in only one of them."""
    together = sum(one.parts for one in joining)
    enough = (
        reserved
        for reserved in range(parts, 0, -1)
        if sum(min(one.parts, reserved) for one in alone) + min(together, 2 * reserved) >= 2 * reserved
    )
    return next(enough, 0)


def _divided(total: int, many: int, least: int, largest: int | None = None) -> Iterator[tuple[int, ...]]:
    """Every way to divide ``total`` in ``many`` sizes, the largest first in each; the evenest way first."""
    if many == 1:
        if least <= total <= (total if largest is None else largest):
            yield (total,)
        return
    for first in range(-(-total // many), total - least * (many - 1) + 1):
        if largest is not None and first > largest:
            return
        for rest in _divided(total - first, many - 1, least, first):
            yield (first, *rest)


class _Slot(NamedTuple):
    """A place for a consortium: in which lot, how many parts it must do, and whose joining units it may not hold."""

    parts: int
    lot: int
    barred: int


_Tenders = list[list[Able]]


class _Search:
    """Whether lots of these sizes each keep two tenders: tried in order, nothing that failed tried again.

    ``left`` is how many parts each of those alone has left. A set of those who join is written as bits of a number.
    """

    def __init__(self, sizes: tuple[int, ...], alone: Sequence[Able], joining: Sequence[Able]) -> None:
        self.sizes, self.alone, self.joining = sizes, alone, joining
        self.own_bit = [sum(1 << bit for bit, other in enumerate(joining) if other.owner == one.owner) for one in alone]
        self.failed: set[object] = set()

    @cached_property
    def worth(self) -> list[int]:
        """How many parts each set of those who join could do."""
        sums = [0]
        for one in self.joining:
            sums += [told + one.parts for told in sums]
        return sums

    def lots(self) -> tuple[Lot, ...] | None:
        found = self._alone(0, tuple(one.parts for one in self.alone), ())
        if found is None:
            return None
        return tuple(Lot(size, _told(tenders)) for size, tenders in zip(self.sizes, found, strict=True))

    def _alone(self, lot: int, left: tuple[int, ...], slots: tuple[_Slot, ...]) -> list[_Tenders] | None:
        """The tenders of every lot from ``lot`` on, when those of the lots before have taken what they need."""
        state = (lot, tuple(sorted(zip(left, self.own_bit, strict=True))), slots)
        if state in self.failed or sum(slot.parts for slot in slots) > self.worth[-1]:
            return None
        if lot == len(self.sizes):
            found = self._together(slots)
        else:
            found = next(filter(None, (self._taken(lot, left, slots, who) for who in self._pairs(lot, left))), None)
        if found is None:
            self.failed.add(state)
        return found

    def _pairs(self, lot: int, left: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        """Two alone, one alone, none: of those who are alike the first; the other tenders are consortia."""
        able = [one for one, parts in enumerate(left) if parts >= self.sizes[lot]]
        for many in (2, 1, 0):
            alike = set()
            for who in combinations(able, many):
                marks = tuple(sorted((left[one], self.own_bit[one]) for one in who))
                if marks not in alike:
                    alike.add(marks)
                    yield who

    def _taken(
        self, lot: int, left: tuple[int, ...], slots: tuple[_Slot, ...], who: tuple[int, ...]
    ) -> list[_Tenders] | None:
        size = self.sizes[lot]
        rest = tuple(parts - size if one in who else parts for one, parts in enumerate(left))
        barred = sum(self.own_bit[one] for one in who)
        more = tuple(_Slot(size, lot, barred) for _ in range(2 - len(who)))
        found = self._alone(lot + 1, rest, tuple(sorted(slots + more, reverse=True)))
        if found is not None:
            found[lot] += [[self.alone[one]] for one in who]
        return found

    def _together(self, slots: tuple[_Slot, ...]) -> list[_Tenders] | None:
        """A consortium for each slot, nobody in two."""
        sets = self._sets(slots, len(self.worth) - 1)
        if sets is None:
            return None
        found: list[_Tenders] = [[] for _ in self.sizes]
        for slot, members in zip(slots, sets, strict=True):
            found[slot.lot].append([one for bit, one in enumerate(self.joining) if members >> bit & 1])
        return found

    def _sets(self, slots: tuple[_Slot, ...], there: int) -> list[int] | None:
        if not slots:
            return []
        state = (slots, there)
        if state not in self.failed:
            first, *rest = slots
            for members in self._enough(first.parts, there & ~first.barred):
                found = self._sets(tuple(rest), there & ~members)
                if found is not None:
                    return [members, *found]
            self.failed.add(state)
        return None

    def _enough(self, parts: int, there: int) -> Iterator[int]:
        """The sets of two and more that could do so much, and no longer could without their smallest member."""
        for members in range(1, len(self.worth)):
            if members & ~there or members.bit_count() < FEWEST_JOINED or self.worth[members] < parts:
                continue
            smallest = 1 << (members.bit_length() - 1)
            if members.bit_count() == FEWEST_JOINED or self.worth[members] - self.worth[smallest] < parts:
                yield members


def _told(tenders: _Tenders) -> tuple[tuple[str, ...], tuple[str, ...]]:
    one, other = sorted(tuple(sorted(key for able in tender for key in able.keys)) for tender in tenders)
    return one, other
