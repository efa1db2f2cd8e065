"""How long the authority must wait before it signs.

Source: LOU 20:1 (standstill), 20:2 (exceptions), 20:3 and 19 a:9 (voluntary notice), 12:12 and 19:19 (award notice),
19 a:10 (no standstill after a direct award). LUK 16:1–16:2, 10:12 and 15:8.
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
        Place.DIRECT_TOGETHER: "national-if-advertised",
        Place.WORKS_TOGETHER: "national-if-advertised",
        Place.NATIONAL: "national",
        Place.NATIONAL_OPEN: "national",
        Place.TOGETHER_THRESHOLD: "either-way",
        Place.WORKS_TOGETHER_THRESHOLD: "either-way",
        Place.NEAR_THRESHOLD: "either-way",
        Place.UNREAD_THRESHOLD: "either-way",
        Place.DIRECTIVE: "directive",
        Place.DIRECTIVE_OPEN: "either-way",
        Place.ANNEX2_DIRECT: "direct",
        Place.ANNEX2_TOGETHER: "national-if-advertised",
        Place.ANNEX2_NEAR: "national-if-advertised",
        Place.ANNEX2_UNREAD: "national-if-advertised",
        Place.ANNEX2_ADVERTISED: "national",
    },
)


@rule("standstill", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def standstill(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_place(TABLE, purchase, law)


CONCESSION = Table(
    (ConcessionPlace,),
    {
        ConcessionPlace.DIRECT: "concession-direct",
        ConcessionPlace.TOGETHER: "concession-below",
        ConcessionPlace.NEAR_DIRECT: "concession-if-advertised",
        ConcessionPlace.SMALL: "concession-below",
        ConcessionPlace.NEAR_THRESHOLD: "concession-either-way",
        ConcessionPlace.ABOVE: "concession-above",
        ConcessionPlace.ABOVE_OPEN: "concession-either-way",
        ConcessionPlace.UNREAD: "concession-if-advertised",
        ConcessionPlace.ANNEX3_NEAR: "concession-below",
        ConcessionPlace.ANNEX3_ABOVE: "concession-below",
        ConcessionPlace.ANNEX3_UNREAD: "concession-if-advertised",
    },
)


@rule("standstill", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(CONCESSION,))
def concession_standstill(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_concession_place(CONCESSION, purchase, law)
