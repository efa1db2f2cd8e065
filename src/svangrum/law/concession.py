"""Where in LUK a concession stands. Every rule for concessions follows from it.

One threshold for all concessions, and five percent of it for direct award, whoever buys and whatever the service.
Source: LUK 1:4 and 15:1 (above or below the threshold, bilaga 3), 5:1–5:8 (threshold and value), 15:5–15:7 (advertise
or award directly; direct awards of the same kind during the financial year are taken into account).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from svangrum.core.money import Money
from svangrum.core.sources import Citation
from svangrum.law.annex2 import Annex2, annex2
from svangrum.law.answer import Answer, Asks
from svangrum.law.dated import Side

if TYPE_CHECKING:
    from svangrum.core.findings import Value
    from svangrum.law.dated import LawAt, Limit
    from svangrum.law.purchase import Purchase
    from svangrum.law.table import Table

READS = ("value", "kind")
"""The facts that decide the place. The buyer does not: there is one threshold."""

DIRECT_AWARDS = Asks(("direct_awards_this_year",))
"""Asked for before an answer that lightens a duty (15:7)."""

THRESHOLD = "eu-threshold-concessions"


class ConcessionPlace(StrEnum):
    """From the smallest to the largest; bilaga 3 matters only from the threshold on."""

    DIRECT = "below five percent of the threshold"
    TOGETHER = "below five percent, but not together with the year's direct awards of the same kind"
    NEAR_DIRECT = "in the range that five percent of the threshold is known to lie in"
    SMALL = "at or over five percent, below the threshold"
    NEAR_THRESHOLD = "in the range that the threshold is known to lie in"
    ABOVE = "at or above the threshold"
    ABOVE_OPEN = "at or above the threshold; may be a service in bilaga 3"
    UNREAD = "the threshold has not been read"
    ANNEX3_NEAR = "bilaga 3, in the range that the threshold is known to lie in"
    ANNEX3_ABOVE = "bilaga 3, at or above the threshold"
    ANNEX3_UNREAD = "bilaga 3, the threshold has not been read"


class Every(StrEnum):
    """The one category of a rule that answers every concession alike."""

    CONCESSION = "every concession"


BY_SHARE: dict[Side, ConcessionPlace] = {
    Side.BELOW: ConcessionPlace.DIRECT,
    Side.TOGETHER: ConcessionPlace.TOGETHER,
    Side.NEAR: ConcessionPlace.NEAR_DIRECT,
}
"""Concessions that are not certain to reach five percent by themselves."""

BY_THRESHOLD: dict[tuple[Side, Annex2], ConcessionPlace] = {
    (Side.BELOW, Annex2.NO): ConcessionPlace.SMALL,
    (Side.BELOW, Annex2.UNKNOWN): ConcessionPlace.SMALL,
    (Side.BELOW, Annex2.OPEN): ConcessionPlace.SMALL,
    (Side.BELOW, Annex2.APPLIES): ConcessionPlace.SMALL,
    (Side.NEAR, Annex2.NO): ConcessionPlace.NEAR_THRESHOLD,
    (Side.NEAR, Annex2.UNKNOWN): ConcessionPlace.NEAR_THRESHOLD,
    (Side.NEAR, Annex2.OPEN): ConcessionPlace.NEAR_THRESHOLD,
    (Side.NEAR, Annex2.APPLIES): ConcessionPlace.ANNEX3_NEAR,
    (Side.UNREAD, Annex2.NO): ConcessionPlace.UNREAD,
    (Side.UNREAD, Annex2.UNKNOWN): ConcessionPlace.UNREAD,
    (Side.UNREAD, Annex2.OPEN): ConcessionPlace.UNREAD,
    (Side.UNREAD, Annex2.APPLIES): ConcessionPlace.ANNEX3_UNREAD,
    (Side.OVER, Annex2.NO): ConcessionPlace.ABOVE,
    (Side.OVER, Annex2.UNKNOWN): ConcessionPlace.ABOVE_OPEN,
    (Side.OVER, Annex2.OPEN): ConcessionPlace.ABOVE_OPEN,
    (Side.OVER, Annex2.APPLIES): ConcessionPlace.ANNEX3_ABOVE,
}
"""The others. Until bilaga 3 is confirmed, the stricter place."""

MAY_RISE = (ConcessionPlace.DIRECT, ConcessionPlace.NEAR_DIRECT)
"""Places that the year's direct awards of the same kind may lift a concession from (15:7)."""


@dataclass(frozen=True)
class ConcessionStanding:
    """A concession's place and the amounts it follows from.

    ``own`` is its value, ``counted`` the same with the year's direct awards of the same kind. ``direct`` is five
    percent of ``threshold``, ``euro`` the threshold in euro.
    """

    place: ConcessionPlace
    own: Money
    counted: Money
    direct: Limit
    threshold: Limit
    euro: Limit

    def answer(self, code: str) -> Answer:
        """``code`` with every amount its words may take."""
        values: dict[str, Value] = {"value": self.own, "counted": self.counted}
        values |= self.direct.values("direct-limit") | self.threshold.values("threshold")
        values |= self.euro.values("threshold-euro")
        return Answer(code, values)

    def measured(self, code: str) -> Answer:
        """As ``answer``, and the threshold is cited."""
        return replace(self.answer(code), limits=(self.threshold,))


@lru_cache(maxsize=512)
def concession(purchase: Purchase, law: LawAt) -> ConcessionStanding:
    """Where ``purchase`` stands in LUK. Its ``value`` and ``kind`` are known."""
    own, counted = amounts(purchase)
    threshold, direct = law.limit(THRESHOLD), direct_limit(law)
    share = _share_side(direct, own, counted)
    place = BY_SHARE.get(share) or BY_THRESHOLD[threshold.side(own, own), annex2(purchase)]
    return ConcessionStanding(place, own, counted, direct, threshold, law.limit(f"{THRESHOLD}-euro"))


def direct_limit(law: LawAt) -> Limit:
    """The share of the threshold below which a concession may be awarded directly (15:6): exact to the öre."""
    threshold, share = law.limit(THRESHOLD), law.number("concession-direct-share")
    value, low, high = (_part(amount, share) for amount in (threshold.value, threshold.low, threshold.high))
    if value is None:
        low, high = _whole(low), _whole(high)
    return replace(
        threshold, code="concession-direct-share", value=value, low=low, high=high, citation=Citation("LUK", "15:6")
    )


def too_little_known(stands: ConcessionStanding, purchase: Purchase) -> bool:
    """The concession is small enough by itself, but the year's direct awards of the same kind are not known."""
    return stands.place is ConcessionPlace.DIRECT and purchase.direct_awards_this_year is None


def by_place(table: Table, purchase: Purchase, law: LawAt) -> Answer | Asks:
    """The answer of a rule that follows from the place alone; it asks where too little is known to tell the place."""
    stands = concession(purchase, law)
    return DIRECT_AWARDS if too_little_known(stands, purchase) else stands.answer(table(stands.place))


def amounts(purchase: Purchase) -> tuple[Money, Money]:
    """The concession's own value, and the same with the year's direct awards of the same kind."""
    own = purchase.value or Money.kronor(0)
    return own, own + (purchase.direct_awards_this_year or Money.kronor(0))


def _share_side(direct: Limit, own: Money, counted: Money) -> Side:
    """The whole sum decides; ``TOGETHER`` when the concession would not be certain to reach the limit by itself."""
    side = direct.side(counted, counted)
    return Side.TOGETHER if side is Side.OVER and direct.side(own, own) is not Side.OVER else side


def _part(amount: Money | None, percent: int) -> Money | None:
    return None if amount is None else Money(amount.minor * percent // 100, amount.currency, amount.vat)


def _whole(amount: Money | None) -> Money | None:
    """The ends of a range that we assume ourselves are told in whole kronor, rounded up."""
    return None if amount is None else Money(-(-amount.minor // 100) * 100, amount.currency, amount.vat)
