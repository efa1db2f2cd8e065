"""Whether the contract must hold labour-law conditions: pay, holidays and working hours.

Source: LOU 17:2–17:5 (above the threshold). Chapter 19 does not import chapter 17; there 19:9 point 5 and 19:3 leave
room for such conditions. LUK 14:2–14:5 (above the threshold); chapter 15 imports none of it (15:4).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.concession import ConcessionPlace
from svangrum.law.concession import by_place as by_concession_place
from svangrum.law.place import READS, Place, by_place
from svangrum.law.purchase import Act
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Answer, Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

TABLE = Table(
    (Place,),
    {
        Place.DIRECT: "direct",
        Place.DIRECT_TOGETHER: "national",
        Place.WORKS_TOGETHER: "national",
        Place.NATIONAL: "national",
        Place.NATIONAL_OPEN: "national",
        Place.TOGETHER_THRESHOLD: "either-way",
        Place.WORKS_TOGETHER_THRESHOLD: "either-way",
        Place.NEAR_THRESHOLD: "either-way",
        Place.UNREAD_THRESHOLD: "either-way",
        Place.DIRECTIVE: "directive",
        Place.DIRECTIVE_OPEN: "either-way",
        Place.ANNEX2_DIRECT: "direct",
        Place.ANNEX2_TOGETHER: "national",
        Place.ANNEX2_NEAR: "national",
        Place.ANNEX2_UNREAD: "national",
        Place.ANNEX2_ADVERTISED: "national",
    },
)


@rule("labour-conditions", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def labour_conditions(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_place(TABLE, purchase, law)


CONCESSION = Table(
    (ConcessionPlace,),
    {
        ConcessionPlace.DIRECT: "concession-direct",
        ConcessionPlace.TOGETHER: "concession-below",
        ConcessionPlace.NEAR_DIRECT: "concession-below",
        ConcessionPlace.SMALL: "concession-below",
        ConcessionPlace.NEAR_THRESHOLD: "concession-either-way",
        ConcessionPlace.ABOVE: "concession-above",
        ConcessionPlace.ABOVE_OPEN: "concession-either-way",
        ConcessionPlace.UNREAD: "concession-either-way",
        ConcessionPlace.ANNEX3_NEAR: "concession-below",
        ConcessionPlace.ANNEX3_ABOVE: "concession-below",
        ConcessionPlace.ANNEX3_UNREAD: "concession-below",
    },
)


@rule("labour-conditions", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(CONCESSION,))
def concession_labour_conditions(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_concession_place(CONCESSION, purchase, law)
