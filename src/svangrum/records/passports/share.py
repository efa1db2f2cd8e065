"""The share of 4:18 LOU (2016:1145), in whole numbers: no rounding can lift anyone over the limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from svangrum.core.errors import SvangrumError
from svangrum.core.parameters import number

if TYPE_CHECKING:
    from datetime import date

MOST_PEOPLE = 100_000


class Counts(NamedTuple):
    """Those who are occupied at the enterprise on a day, and how many of them are of the groups named.

    *Sysselsatta* is wider than employed: who is there on a work placement counts as well.
    """

    all_occupied: int
    of_groups: int

    def reach(self, percent: int) -> bool:
        """Whether the groups are at least ``percent`` of all."""
        return self.of_groups * 100 >= percent * self.all_occupied

    @property
    def tenths(self) -> int:
        """The share in tenths of a per cent, rounded down: 299 for 29.99 per cent."""
        return self.of_groups * 1000 // self.all_occupied


def least_share(on: date) -> int:
    """The share in per cent that the law demands on a day. Raises ``NotInForceError`` for a day before the first."""
    return int(number("reserved-share", on))


def stated_counts(all_occupied: int | None, of_groups: int | None) -> Counts | None:
    """Both counts; None for neither.

    Raises ``SvangrumError`` ``passport.half-count`` for one alone, ``passport.count-zero``, ``passport.count-many``,
    and ``passport.share-over`` for more people of the groups than there are in all.
    """
    if all_occupied is None and of_groups is None:
        return None
    if all_occupied is None or of_groups is None:
        raise SvangrumError("passport.half-count", field="of_groups" if of_groups is None else "all_occupied")
    for field, count in (("all_occupied", all_occupied), ("of_groups", of_groups)):
        if count < 1:
            raise SvangrumError("passport.count-zero", field=field)
        if count > MOST_PEOPLE:
            raise SvangrumError("passport.count-many", field=field, most=MOST_PEOPLE)
    if of_groups > all_occupied:
        raise SvangrumError("passport.share-over", field="of_groups", all_occupied=all_occupied, of_groups=of_groups)
    return Counts(all_occupied, of_groups)
