"""Counting or dividing a purchase so that stricter rules do not apply.

Source: LOU 5:6 (method), 5:7 (dividing beneath the threshold takes objective reasons), 5:7 a (no dividing to evade
chapter 19). Where the purchase may be made directly, or may not be so together with others, the rule ``lots`` tells
it. LUK 5:6–5:8 (threshold), 15:7 (notice; method and dividing alike).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.place import READS, Place, standing
from svangrum.law.purchase import Act
from svangrum.law.regime import OF_CONCESSIONS, by_regime
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Answer, Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

TABLE = Table(
    (Place,),
    {
        Place.DIRECT: "told-of-lots",
        Place.DIRECT_TOGETHER: "told-of-lots",
        Place.WORKS_TOGETHER: "told-of-lots",
        Place.NATIONAL: "under-limit",
        Place.NATIONAL_OPEN: "under-limit",
        Place.TOGETHER_THRESHOLD: "under-threshold",
        Place.WORKS_TOGETHER_THRESHOLD: "under-threshold",
        Place.NEAR_THRESHOLD: "under-threshold",
        Place.UNREAD_THRESHOLD: "under-threshold",
        Place.DIRECTIVE: "under-threshold",
        Place.DIRECTIVE_OPEN: "under-threshold",
        Place.ANNEX2_DIRECT: "told-of-lots",
        Place.ANNEX2_TOGETHER: "told-of-lots",
        Place.ANNEX2_NEAR: "under-limit",
        Place.ANNEX2_UNREAD: "under-limit",
        Place.ANNEX2_ADVERTISED: "under-limit",
    },
)


@rule("splitting", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def splitting(purchase: Purchase, law: LawAt) -> Answer:
    stands = standing(purchase, law)
    return stands.answer(TABLE(stands.place))


@rule("splitting", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(OF_CONCESSIONS,))
def concession_splitting(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_CONCESSIONS, purchase, law)
