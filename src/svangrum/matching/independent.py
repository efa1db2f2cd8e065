"""How many independent tenders a need could get: suppliers alone, and consortia of those who could do a part each.

The count is *at least*: it holds those alone who are sure to fit, each owner once, and puts together, the largest
first, those who have said that they would join others. Who has said so is never counted alone, however much is free.
Nobody is in two tenders. Putting together as many consortia
as possible is bin covering, which nobody solves fast; the largest first gives never fewer when one more could deliver.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from svangrum.matching.fit import Fit, Grade, Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from svangrum.matching.suppliers import Kind

_TOGETHER = {Reason.CAPACITY_PART, Reason.WILL_TOGETHER}


class Tenders(NamedTuple):
    """Those who could tender, by their numbers; each inner tuple is one tender."""

    alone: tuple[tuple[str, ...], ...]
    together: tuple[tuple[str, ...], ...]

    @property
    def at_least(self) -> int:
        return len(self.alone) + len(self.together)


def independent_tenders(fits: Iterable[Fit], *, per_month: int | None, kinds: Collection[Kind]) -> Tenders:
    """The tenders that are sure to be possible from suppliers of these ``kinds``.

    ``per_month`` is what is needed each month; without it nobody knows whether several together are enough. Suppliers
    of one owner are one tenderer.
    """
    owners: dict[str, list[Fit]] = defaultdict(list)
    for one in fits:
        if one.kind in kinds:
            owners[one.control].append(one)
    alone = {owner: [one for one in held if one.grade is Grade.YES] for owner, held in owners.items()}
    parts = [[one for one in held if _may_join(one)] for owner, held in owners.items() if not alone[owner]]
    return Tenders(
        alone=tuple(sorted(tuple(sorted(one.key for one in held)) for held in alone.values() if held)),
        together=tuple(_consortia([held for held in parts if held], per_month)),
    )


def _may_join(fit: Fit) -> bool:
    """Whether it could do a part of the whole trade, and nothing else is wanting but size."""
    wanting = {reason for reason in fit.reasons if reason.grade is not Grade.YES}
    return bool(wanting) and wanting <= _TOGETHER and Reason.WILL_TOGETHER in wanting


def _consortia(parts: list[list[Fit]], per_month: int | None) -> Iterable[tuple[str, ...]]:
    if per_month is None:
        return
    joined, sum_free = list[list[Fit]](), 0
    for held in sorted(parts, key=lambda held: (-_free(held), min(one.key for one in held))):
        joined.append(held)
        sum_free += _free(held)
        if sum_free >= per_month and len(joined) > 1:
            yield tuple(sorted(one.key for held in joined for one in held))
            joined, sum_free = [], 0


def _free(held: list[Fit]) -> int:
    return sum(one.free or 0 for one in held)
