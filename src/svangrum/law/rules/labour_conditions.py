"""Whether the contract must hold labour-law conditions: pay, holidays and working hours.

Source: LOU 17:2–17:5 (above the threshold). Chapter 19 does not import chapter 17; there 19:9 point 5 and 19:3 leave
room for such conditions. LUK 14:2–14:5 (above the threshold); chapter 15 imports none of it (15:4).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.place import READS
from svangrum.law.purchase import Act
from svangrum.law.regime import OF_CONCESSIONS_EITHER_WAY, OF_EITHER_WAY, by_regime
from svangrum.law.registry import rule

if TYPE_CHECKING:
    from svangrum.law.answer import Answer, Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase


@rule("labour-conditions", since=date(2022, 2, 1), reads=READS, tables=(OF_EITHER_WAY,))
def labour_conditions(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_EITHER_WAY, purchase, law)


@rule(
    "labour-conditions",
    acts=(Act.LUK,),
    since=date(2022, 2, 1),
    reads=CONCESSION_READS,
    tables=(OF_CONCESSIONS_EITHER_WAY,),
)
def concession_labour_conditions(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_CONCESSIONS_EITHER_WAY, purchase, law)
