"""Dividing the purchase into lots.

Source: LOU 4:13–4:17 (above the threshold), 5:7–5:8 (lots are counted together), 5:7 a (no splitting to evade
chapter 19). Chapter 19 says nothing of lots, and LUK nothing at all: 5:7, 5:8 and 15:7 (no splitting without objective
reasons, and what is planned together is counted together).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.concession import ConcessionPlace, concession
from svangrum.law.place import READS, Place, standing
from svangrum.law.purchase import Act
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Answer
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

TABLE = Table(
    (Place,),
    {
        Place.DIRECT: "not-to-evade",
        Place.DIRECT_TOGETHER: "not-to-evade",
        Place.WORKS_TOGETHER: "not-to-evade",
        Place.NATIONAL: "free",
        Place.NATIONAL_OPEN: "free",
        Place.TOGETHER_THRESHOLD: "explain-anyway",
        Place.WORKS_TOGETHER_THRESHOLD: "explain-anyway",
        Place.NEAR_THRESHOLD: "explain-anyway",
        Place.UNREAD_THRESHOLD: "explain-anyway",
        Place.DIRECTIVE: "divide-or-explain",
        Place.DIRECTIVE_OPEN: "divide-or-explain",
        Place.ANNEX2_DIRECT: "not-to-evade",
        Place.ANNEX2_TOGETHER: "not-to-evade",
        Place.ANNEX2_NEAR: "free",
        Place.ANNEX2_UNREAD: "free",
        Place.ANNEX2_ADVERTISED: "free",
    },
)


@rule("lots", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def lots(purchase: Purchase, law: LawAt) -> Answer:
    stands = standing(purchase, law)
    return stands.answer(TABLE(stands.place))


CONCESSION = Table(
    (ConcessionPlace,),
    {
        ConcessionPlace.DIRECT: "concession-not-to-evade",
        ConcessionPlace.TOGETHER: "concession-not-to-evade",
        ConcessionPlace.NEAR_DIRECT: "concession-not-to-evade",
        ConcessionPlace.SMALL: "concession-divide-below",
        ConcessionPlace.NEAR_THRESHOLD: "concession-divide-above",
        ConcessionPlace.ABOVE: "concession-divide-above",
        ConcessionPlace.ABOVE_OPEN: "concession-divide-above",
        ConcessionPlace.UNREAD: "concession-divide-above",
        ConcessionPlace.ANNEX3_NEAR: "concession-divide-below",
        ConcessionPlace.ANNEX3_ABOVE: "concession-divide-below",
        ConcessionPlace.ANNEX3_UNREAD: "concession-divide-below",
    },
)


@rule("lots", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(CONCESSION,))
def concession_lots(purchase: Purchase, law: LawAt) -> Answer:
    stands = concession(purchase, law)
    return stands.answer(CONCESSION(stands.place))
