"""Where in the act a purchase stands. Nearly every rule follows from it.

Source: LOU 1:4 (above or below the threshold, bilaga 2), 19:1 and 19 a:1–2 (advertise or buy directly), 5:3–5:11
(what is counted).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from svangrum.core.money import Money
from svangrum.law.annex2 import Annex2, annex2
from svangrum.law.answer import Answer, Asks
from svangrum.law.dated import Side
from svangrum.law.purchase import Act, Buyer, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.core.findings import Value
    from svangrum.law.dated import LawAt, Limit
    from svangrum.law.purchase import Purchase
    from svangrum.law.table import Table

READS = ("value", "kind", "buyer")
"""The facts that decide the place: a rule that asks for it names them among those it reads."""

SAME_KIND = Asks(("same_kind_12_months",))
"""Asked for before an answer that lightens a duty."""


class Place(StrEnum):
    """From the smallest to the largest; the last five for services in bilaga 2."""

    DIRECT = "below the limit for direct award"
    DIRECT_TOGETHER = "below that limit, but not together with what else is bought of the same kind"
    WORKS_TOGETHER = "works below that limit, but not together with what may be parts of the same works"
    NATIONAL = "advertised, below the threshold"
    NATIONAL_OPEN = "advertised, below the threshold; the code stands in bilaga 2, but is not confirmed"
    TOGETHER_THRESHOLD = "below the threshold, but not together with what else is bought of the same kind"
    WORKS_TOGETHER_THRESHOLD = "works below the threshold, but not together with what may be parts of the same works"
    NEAR_THRESHOLD = "in the range that the threshold is known to lie in"
    UNREAD_THRESHOLD = "the threshold has not been read"
    DIRECTIVE = "at or above the threshold"
    DIRECTIVE_OPEN = "at or above the threshold; may be a service in bilaga 2"
    ANNEX2_DIRECT = "bilaga 2, below its limit for direct award"
    ANNEX2_TOGETHER = "bilaga 2, below that limit, but not together with what else is bought of the same kind"
    ANNEX2_NEAR = "bilaga 2, in the range that its limit is known to lie in"
    ANNEX2_UNREAD = "bilaga 2, its limit has not been read"
    ANNEX2_ADVERTISED = "bilaga 2, at or over its limit for direct award"


CENTRAL: dict[Buyer, bool] = {
    Buyer.MUNICIPALITY: False,
    Buyer.REGION: False,
    Buyer.STATE: True,
    Buyer.MUNICIPAL_COMPANY: False,
}
"""Is the buyer a central authority (LOU 1:11)?"""

THRESHOLDS: dict[tuple[Kind, bool], str] = {
    (Kind.SERVICES, False): "eu-threshold-goods-services-subcentral",
    (Kind.SERVICES, True): "eu-threshold-goods-services-central",
    (Kind.GOODS, False): "eu-threshold-goods-services-subcentral",
    (Kind.GOODS, True): "eu-threshold-goods-services-central",
    (Kind.WORKS, False): "eu-threshold-works",
    (Kind.WORKS, True): "eu-threshold-works",
}
"""The threshold by kind, and by whether a central authority buys (LOU 5:1). LUF does not tell authorities apart."""

ANNEX2_THRESHOLD = "eu-threshold-annex2"

BY_ANNEX2_THRESHOLD: dict[Side, Place] = {
    Side.BELOW: Place.ANNEX2_DIRECT,
    Side.TOGETHER: Place.ANNEX2_TOGETHER,
    Side.NEAR: Place.ANNEX2_NEAR,
    Side.UNREAD: Place.ANNEX2_UNREAD,
    Side.OVER: Place.ANNEX2_ADVERTISED,
}
ANNEX2_PLACES = frozenset(BY_ANNEX2_THRESHOLD.values())
"""Places whose limit for direct award is the threshold."""

DIRECT_PLACES = (Place.DIRECT, Place.ANNEX2_DIRECT)
"""Places where the purchase may be made directly, as far as its value goes."""

EITHER_PLACES = frozenset(
    {
        Place.DIRECT_TOGETHER,
        Place.WORKS_TOGETHER,
        Place.ANNEX2_TOGETHER,
        Place.ANNEX2_NEAR,
        Place.ANNEX2_UNREAD,
    }
)
"""Places where it is not settled whether the purchase must be advertised."""

OPEN_PLACES = (Place.NATIONAL_OPEN, Place.DIRECTIVE_OPEN)
"""Places that a confirmed service in bilaga 2 may leave for a lighter one."""

WORKS: dict[Place, Place] = {
    Place.DIRECT_TOGETHER: Place.WORKS_TOGETHER,
    Place.TOGETHER_THRESHOLD: Place.WORKS_TOGETHER_THRESHOLD,
}
"""Where works stand instead: goods and services that recur are counted together (5:11), parts of works by 5:8."""

MAY_RISE: dict[Kind, tuple[Place, ...]] = {
    Kind.SERVICES: (*DIRECT_PLACES, Place.NATIONAL, Place.NATIONAL_OPEN),
    Kind.GOODS: (*DIRECT_PLACES, Place.NATIONAL, Place.NATIONAL_OPEN),
    Kind.WORKS: DIRECT_PLACES,
}
"""Places that what else is bought of the same kind may lift a purchase from. Works do not recur (5:11)."""

BY_DIRECT_LIMIT: dict[Side, Place] = {
    Side.BELOW: Place.DIRECT,
    Side.TOGETHER: Place.DIRECT_TOGETHER,
}
BY_THRESHOLD: dict[tuple[Side, Annex2], Place] = {
    (Side.BELOW, Annex2.NO): Place.NATIONAL,
    (Side.BELOW, Annex2.UNKNOWN): Place.NATIONAL,
    (Side.BELOW, Annex2.OPEN): Place.NATIONAL_OPEN,
    (Side.TOGETHER, Annex2.NO): Place.TOGETHER_THRESHOLD,
    (Side.TOGETHER, Annex2.UNKNOWN): Place.TOGETHER_THRESHOLD,
    (Side.TOGETHER, Annex2.OPEN): Place.TOGETHER_THRESHOLD,
    (Side.NEAR, Annex2.NO): Place.NEAR_THRESHOLD,
    (Side.NEAR, Annex2.UNKNOWN): Place.NEAR_THRESHOLD,
    (Side.NEAR, Annex2.OPEN): Place.NEAR_THRESHOLD,
    (Side.UNREAD, Annex2.NO): Place.UNREAD_THRESHOLD,
    (Side.UNREAD, Annex2.UNKNOWN): Place.UNREAD_THRESHOLD,
    (Side.UNREAD, Annex2.OPEN): Place.UNREAD_THRESHOLD,
    (Side.OVER, Annex2.NO): Place.DIRECTIVE,
    (Side.OVER, Annex2.UNKNOWN): Place.DIRECTIVE_OPEN,
    (Side.OVER, Annex2.OPEN): Place.DIRECTIVE_OPEN,
}
"""Purchases at or over the limit for direct award. Until bilaga 2 is confirmed, the stricter place."""


@dataclass(frozen=True)
class Standing:
    """A purchase's place and the amounts it follows from.

    ``own`` is the purchase's value, ``counted`` the same with what else is bought of the same kind in twelve
    months. ``threshold`` is the one that applies to the purchase, ``euro`` the same in euro.
    """

    place: Place
    own: Money
    counted: Money
    threshold: Limit
    euro: Limit

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """Every amount that the words of an answer may take."""
        amounts: dict[str, Value] = {"value": self.own, "counted": self.counted}
        return amounts | self.threshold.values("threshold") | self.euro.values("threshold-euro")

    def answer(self, code: str) -> Answer:
        """``code`` with the amounts."""
        return Answer(code, self.values)

    def measured(self, code: str) -> Answer:
        """As ``answer``, and the threshold is cited."""
        return Answer(code, self.values, (self.threshold,))


@lru_cache(maxsize=512)
def standing(purchase: Purchase, law: LawAt) -> Standing:
    """Where ``purchase`` stands. Its ``value``, ``kind`` and ``buyer`` are known.

    What else is bought of the same kind is counted when it is known. When it is not, the purchase may stand
    higher: see ``too_little_known``.
    """
    status = annex2(purchase)
    own, counted = amounts(purchase)
    stands = _standing(own, counted, status, threshold_code(purchase, status), law)
    return replace(stands, place=WORKS.get(stands.place, stands.place)) if purchase.kind is Kind.WORKS else stands


@lru_cache(maxsize=512)
def _standing(own: Money, counted: Money, status: Annex2, code: str, law: LawAt) -> Standing:
    """The same for all that a purchase may turn out to be under one threshold. Works are taken for goods."""
    threshold = law.limit(code)
    place = _place(status, law.limit("direct-award-limit").side(own, counted), threshold.side(own, counted))
    return Standing(place, own, counted, threshold, law.limit(f"{code}-euro"))


def too_little_known(stands: Standing, purchase: Purchase) -> bool:
    """The purchase may be made directly on its own value, but what else is bought of the same kind is not known.

    A rule whose answer is lighter there than where the purchase is advertised asks (``SAME_KIND``) and does not guess.
    """
    return stands.place in DIRECT_PLACES and purchase.same_kind_12_months is None


def by_place(table: Table, purchase: Purchase, law: LawAt) -> Answer | Asks:
    """The answer of a rule that follows from the place alone; it asks where too little is known to tell the place."""
    stands = standing(purchase, law)
    return SAME_KIND if too_little_known(stands, purchase) else stands.answer(table(stands.place))


def may_rise(stands: Standing, purchase: Purchase) -> bool:
    """What else is bought of the same kind is not known, and might lift the purchase to a stricter place."""
    return purchase.same_kind_12_months is None and stands.place in MAY_RISE[purchase.kind or Kind.SERVICES]


def threshold_hangs_on_buyer(purchase: Purchase, law: LawAt) -> bool:
    """Another buyer may have another threshold, and the purchase may have to be measured against it.

    ``value``, ``kind`` and ``buyer`` may be unknown.
    """
    kind = purchase.kind or Kind.SERVICES
    if purchase.under is not Act.LOU or annex2(purchase) is Annex2.APPLIES:
        return False
    if THRESHOLDS[kind, False] == THRESHOLDS[kind, True]:
        return False
    side = law.limit("direct-award-limit").side(*amounts(purchase))
    return purchase.value is None or side not in BY_DIRECT_LIMIT


def amounts(purchase: Purchase) -> tuple[Money, Money]:
    """The purchase's own value, and the same with what else is bought of the same kind."""
    own = purchase.value or Money.kronor(0)
    return own, own + (purchase.same_kind_12_months or Money.kronor(0))


def threshold_code(purchase: Purchase, status: Annex2) -> str:
    """The parameter that holds the threshold for this kind of contract and buyer."""
    if status is Annex2.APPLIES:
        return ANNEX2_THRESHOLD
    kind, buyer = purchase.kind or Kind.SERVICES, purchase.buyer or Buyer.MUNICIPALITY
    return THRESHOLDS[kind, CENTRAL[buyer] and purchase.under is Act.LOU]


def _place(status: Annex2, room: Side, threshold: Side) -> Place:
    if status is Annex2.APPLIES:
        return BY_ANNEX2_THRESHOLD[threshold]
    return BY_DIRECT_LIMIT.get(room) or BY_THRESHOLD[threshold, status]
