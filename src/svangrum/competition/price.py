"""What is paid for the same thing otherwise: a range with its sources, in one price basis, never a point.

Prices in different bases, currencies or with different VAT are never mixed: who asks converts them first, or leaves
them out. No evidence is an answer too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from svangrum.competition.two_suppliers import PriceStands

if TYPE_CHECKING:
    from collections.abc import Iterable

    from svangrum.core.money import Money


ENOUGH = 2


class PriceBasis(StrEnum):
    """What a price is for. What whole contracts cost says little of a price: their extent differs."""

    HOUR = "hour"
    CONTRACT = "contract"


class PriceSource(StrEnum):
    """Where a price comes from, the nearest to the purchase first."""

    PAID = "paid"
    RATES = "rates"
    AWARDS = "awards"


class Seen(NamedTuple):
    """The lowest and the highest of so many ``prices`` from one source, of the years ``first`` to ``last``."""

    source: PriceSource
    basis: PriceBasis
    low: Money
    high: Money
    prices: int
    first: int
    last: int


@dataclass(frozen=True)
class PriceRange:
    """From the lowest to the highest price seen, with what it rests on."""

    basis: PriceBasis
    low: Money
    high: Money
    seen: tuple[Seen, ...]


def price_range(seen: Iterable[Seen], basis: PriceBasis) -> PriceRange | None:
    """The range of all that is in ``basis``; None where fewer than two prices are: one is a point.

    Raises ``ValueError`` for amounts in different currencies or with different VAT.
    """
    held = tuple(sorted((one for one in seen if one.basis is basis and one.prices), key=_place))
    if sum(one.prices for one in held) < ENOUGH:
        return None
    low, high = held[0].low, held[0].high
    for one in held[1:]:
        low, high = min(low, one.low), max(high, one.high)
    return PriceRange(basis, low, high, held)


def _place(one: Seen) -> tuple[int, int, int]:
    return tuple(PriceSource).index(one.source), one.low.minor, one.high.minor


def price_stands(expected: PriceRange | None, paid: PriceRange | None) -> PriceStands:
    """Whether what is expected lies wholly inside, or wholly outside, what is paid otherwise.

    What lies partly inside is not known, and neither is anything in different bases.
    """
    if expected is None or paid is None or expected.basis is not paid.basis:
        return PriceStands.UNKNOWN
    if expected.high < paid.low or expected.low > paid.high:
        return PriceStands.OUTSIDE
    return PriceStands.INSIDE if paid.low <= expected.low and expected.high <= paid.high else PriceStands.UNKNOWN
