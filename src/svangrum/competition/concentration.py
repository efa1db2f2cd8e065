"""How concentrated a market is, before and after a part of it is reserved, and what that means for who sells today.

The measure is the Herfindahl–Hirschman index on the scale from 0 (very many small) to 1 (one alone). Who wins what is
reserved is not known, nor who the sellers are that nobody has named: so each answer is a range, from the least to the
most concentrated that could come of it.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence


class Seller(NamedTuple):
    """Who sells today: ``share`` of what is bought, 0 to 1. ``small``: None when nobody has told."""

    key: str
    share: float
    small: bool | None = None


class Reserved(NamedTuple):
    """A reserved lot: its ``share`` of what is bought, and those who could win it, each tender by its suppliers."""

    share: float
    tenders: Sequence[tuple[str, ...]]


class Between(NamedTuple):
    """From the lowest to the highest that can be."""

    low: float
    high: float


class Effect(NamedTuple):
    """What one seller has today, and has afterwards when the open part is won as before."""

    key: str
    before: float
    after: Between
    small: bool | None


class Consequence(NamedTuple):
    before: Between
    after: Between
    effects: tuple[Effect, ...]


def concentration(shares: Iterable[float]) -> Between:
    """The index for these shares of a market; what they leave is many small ones at the least, one at the most.

    Raises ``ValueError`` for shares below 0, or above 1 together.
    """
    told = list(shares)
    rest = 1 - sum(told)
    if min(told, default=0) < 0 or rest < -1e-9:
        message = "shares of a market lie between 0 and 1, and so does their sum"
        raise ValueError(message)
    low = sum(share * share for share in told)
    return Between(low, low + max(0.0, rest) ** 2)


def consequence(sellers: Collection[Seller], lots: Sequence[Reserved]) -> Consequence:
    """Before and after the ``lots`` are reserved, when the rest is won as everything is today.

    A consortium counts as one seller in the index; in what each seller has, its lot is held by each of its members.
    """
    before = {one.key: one.share for one in sellers}
    left = 1 - sum(lot.share for lot in lots)
    outcomes = [_indexed(before, left, lots, won) for won in product(*(lot.tenders for lot in lots))]
    return Consequence(
        concentration(before.values()),
        Between(min(one.low for one in outcomes), max(one.high for one in outcomes)),
        tuple(_effect(one, left, lots) for one in sorted(sellers, key=lambda one: (-one.share, one.key))),
    )


def _indexed(
    before: Mapping[str, float], left: float, lots: Sequence[Reserved], won: Sequence[tuple[str, ...]]
) -> Between:
    after: dict[tuple[str, ...], float] = {(key,): share * left for key, share in before.items()}
    for lot, tender in zip(lots, won, strict=True):
        after[tender] = after.get(tender, 0.0) + lot.share
    return concentration(after.values())


def _effect(seller: Seller, left: float, lots: Sequence[Reserved]) -> Effect:
    low = seller.share * left
    could_win = sum(lot.share for lot in lots if any(seller.key in tender for tender in lot.tenders))
    return Effect(seller.key, seller.share, Between(low, low + could_win), seller.small)
