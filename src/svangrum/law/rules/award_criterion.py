"""Whether tenders may be given credit for employment.

Source: LOU 16:1–2 and 16:6 (above the threshold), 19:9 point 4 with 19:2 (chapter 19). Chapter 19 a says nothing of
award criteria. LUK 13:1–4 (above the threshold); chapter 15 says nothing of them (15:2, 15:4).
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


@rule("award-criterion", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def award_criterion(purchase: Purchase, law: LawAt) -> Answer | Asks:
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


@rule("award-criterion", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(CONCESSION,))
def concession_award_criterion(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_concession_place(CONCESSION, purchase, law)
