"""Whether participation may be reserved for sheltered workshops and social enterprises (LOU 4:18).

The paragraph stands in chapter 4, which chapters 19 and 19 a do not import (19:1, 19 a:1): below the threshold and
for services in bilaga 2 the question is unsettled, and both readings are shown. So it is in LUK: 4:8 stands in chapter
4, and 1:4 and 15:1 send small concessions and services in bilaga 3 to chapter 15, which does not refer to it.
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
        Place.DIRECT: "not-needed",
        Place.DIRECT_TOGETHER: "national",
        Place.WORKS_TOGETHER: "national",
        Place.NATIONAL: "national",
        Place.NATIONAL_OPEN: "national",
        Place.TOGETHER_THRESHOLD: "threshold-unclear",
        Place.WORKS_TOGETHER_THRESHOLD: "threshold-unclear",
        Place.NEAR_THRESHOLD: "threshold-unclear",
        Place.UNREAD_THRESHOLD: "threshold-unclear",
        Place.DIRECTIVE: "directive",
        Place.DIRECTIVE_OPEN: "directive-unless-annex2",
        Place.ANNEX2_DIRECT: "not-needed",
        Place.ANNEX2_TOGETHER: "annex2",
        Place.ANNEX2_NEAR: "annex2",
        Place.ANNEX2_UNREAD: "annex2",
        Place.ANNEX2_ADVERTISED: "annex2",
    },
)


@rule("reserve", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def reserve(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_place(TABLE, purchase, law)


CONCESSION = Table(
    (ConcessionPlace,),
    {
        ConcessionPlace.DIRECT: "concession-not-needed",
        ConcessionPlace.TOGETHER: "concession-below",
        ConcessionPlace.NEAR_DIRECT: "concession-below",
        ConcessionPlace.SMALL: "concession-below",
        ConcessionPlace.NEAR_THRESHOLD: "concession-threshold-unclear",
        ConcessionPlace.ABOVE: "concession-above",
        ConcessionPlace.ABOVE_OPEN: "concession-above-unless-annex3",
        ConcessionPlace.UNREAD: "concession-threshold-unclear",
        ConcessionPlace.ANNEX3_NEAR: "concession-annex3",
        ConcessionPlace.ANNEX3_ABOVE: "concession-annex3",
        ConcessionPlace.ANNEX3_UNREAD: "concession-annex3",
    },
)


@rule("reserve", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(CONCESSION,))
def concession_reserve(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_concession_place(CONCESSION, purchase, law)
