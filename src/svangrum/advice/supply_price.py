"""The price side of the two-supplier test: what those who are counted ask for, beside what is paid otherwise."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from svangrum.competition.price import PriceBasis, PriceSource, Seen, price_range, price_stands
from svangrum.matching.cpv_tree import overlaps

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from svangrum.advice.supply_known import Entry
    from svangrum.advice.supply_stated import SupplyStated
    from svangrum.analysis.comparables import Comparables
    from svangrum.competition.price import PriceRange
    from svangrum.competition.two_suppliers import PriceStands
    from svangrum.core.money import Money
    from svangrum.matching.suppliers import Need

_HOME = "SE"


@dataclass(frozen=True)
class Prices:
    """``paid`` is what is paid for an hour otherwise, ``expected`` what the capable ones ask for.

    ``owners`` are so many as ``expected`` could have come from. ``contracts`` is what whole contracts like it have
    cost, which settles nothing: their extent differs. ``hidden`` is that the rates are not the reader's to see.
    """

    stands: PriceStands
    paid: PriceRange | None = None
    expected: PriceRange | None = None
    contracts: PriceRange | None = None
    owners: int = 0
    hidden: bool = False


def _rates(counted: Iterable[Entry], need: Need) -> list[Money]:
    """What those counted ask for an hour, one price of each owner: of the code nearest to the one that is needed.

    As far as they have told and the caller may see it.
    """
    asked: defaultdict[str, list[tuple[int, str, str, Money]]] = defaultdict(list)
    for one in counted:
        near = [(-_shared(code, need.cpv), code, rate) for code, rate in one.rates.items()]
        asked[one.control] += [(far, one.key, code, rate) for far, code, rate in near if overlaps(code, need.cpv)]
    return [min(prices)[-1] for _, prices in sorted(asked.items()) if prices]


def _shared(one: str, other: str) -> int:
    """So many digits are the same from the left."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=True)))


def prices_of(
    counted: list[Entry], need: Need, stated: SupplyStated, contracts: PriceRange | None, *, on: date, hidden: bool
) -> Prices:
    """How what those counted ask for an hour stands beside what is paid. ``hidden`` as ``Prices`` has it."""
    paid = paid_today(stated, on)
    rates = _seen(PriceSource.RATES, PriceBasis.HOUR, _rates(counted, need), [on.year])
    expected, owners = price_range(rates, PriceBasis.HOUR), len({one.control for one in counted})
    return Prices(price_stands(expected, paid), paid, expected, contracts, owners, hidden=hidden)


def paid_today(stated: SupplyStated, on: date) -> PriceRange | None:
    """What the officer states that an hour of the same costs today."""
    if stated.paid_from is None or stated.paid_to is None:
        return None
    ends = [stated.paid_from, stated.paid_to]
    return price_range(_seen(PriceSource.PAID, PriceBasis.HOUR, ends, [on.year]), PriceBasis.HOUR)


def contracts_like(comparables: Comparables | None) -> PriceRange | None:
    """What published contracts like it cost as a whole, at home."""
    found = [one for one in comparables.found if one.value and one.country == _HOME] if comparables else []
    values = [one.value for one in found if one.value]
    seen = _seen(PriceSource.AWARDS, PriceBasis.CONTRACT, values, [one.day.year for one in found])
    return price_range(seen, PriceBasis.CONTRACT)


def _seen(source: PriceSource, basis: PriceBasis, prices: list[Money], years: list[int]) -> list[Seen]:
    if not prices:
        return []
    ordered = sorted(prices, key=lambda one: one.minor)
    return [Seen(source, basis, ordered[0], ordered[-1], len(prices), min(years), max(years))]
