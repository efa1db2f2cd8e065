"""The two-supplier test: reserve when two independent suppliers could deliver at a price that is known to be fair.

It is Svängrum's own method, adapted from the American rule of two (FAR 19.502-2); no Swedish act demands it. Two
questions are asked: how many are known, and how the price stands beside what is paid otherwise. ``TABLE`` gives one
finding for every pair of answers. A register that is not well filled gives ``UNKNOWN``, never none.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

ENOUGH = 2


class Known(StrEnum):
    """How many capable independent suppliers are known: at least two, just one, none, or nobody can tell."""

    TWO = "two-or-more"
    ONE = "one"
    NONE = "none"
    UNKNOWN = "unknown"


class PriceStands(StrEnum):
    """Where the price that is expected stands beside the range of what is paid otherwise."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


class TwoSuppliers(StrEnum):
    """What the test finds."""

    RESERVE = "reserve"
    PRICE_FIRST = "price-first"
    PRICE_APART = "price-apart"
    ONE = "one"
    NONE = "none"
    ASK_FIRST = "ask-first"


TABLE: Mapping[tuple[Known, PriceStands], TwoSuppliers] = {
    (Known.TWO, PriceStands.INSIDE): TwoSuppliers.RESERVE,
    (Known.TWO, PriceStands.OUTSIDE): TwoSuppliers.PRICE_APART,
    (Known.TWO, PriceStands.UNKNOWN): TwoSuppliers.PRICE_FIRST,
    (Known.ONE, PriceStands.INSIDE): TwoSuppliers.ONE,
    (Known.ONE, PriceStands.OUTSIDE): TwoSuppliers.ONE,
    (Known.ONE, PriceStands.UNKNOWN): TwoSuppliers.ONE,
    (Known.NONE, PriceStands.INSIDE): TwoSuppliers.NONE,
    (Known.NONE, PriceStands.OUTSIDE): TwoSuppliers.NONE,
    (Known.NONE, PriceStands.UNKNOWN): TwoSuppliers.NONE,
    (Known.UNKNOWN, PriceStands.INSIDE): TwoSuppliers.ASK_FIRST,
    (Known.UNKNOWN, PriceStands.OUTSIDE): TwoSuppliers.ASK_FIRST,
    (Known.UNKNOWN, PriceStands.UNKNOWN): TwoSuppliers.ASK_FIRST,
}


class Filled(NamedTuple):
    """How the register is filled for one trade and place: counts of owners, never of people.

    ``here`` have told of themselves lately and serve the place, whatever they do. ``in_trade`` have told lately and
    offer something in the trade, wherever. ``silent`` might do it here, and have not told enough to say.
    """

    here: int
    in_trade: int
    silent: int


class WellFilled(NamedTuple):
    """From how many a register is called well filled for a trade and a place. ``silent`` is a share, 0 to 1."""

    here: int
    in_trade: int
    silent: float

    def says_so(self, filled: Filled) -> bool:
        silent = filled.silent / max(1, filled.silent + filled.in_trade)
        return filled.here >= self.here and filled.in_trade >= self.in_trade and silent <= self.silent


def known(at_least: int, *, perhaps: int, well_filled: bool) -> Known:
    """How many are known: ``at_least`` so many tenders are sure, ``perhaps`` so many suppliers could be more.

    Two are two however much is not known. Fewer are believed only when the register is well filled and nobody in it
    could make them more.
    """
    if at_least >= ENOUGH:
        return Known.TWO
    if not well_filled or perhaps:
        return Known.UNKNOWN
    return Known.ONE if at_least else Known.NONE


def two_suppliers(known: Known, price: PriceStands) -> TwoSuppliers:
    return TABLE[known, price]
