"""Whether the purchase must be advertised.

Source: LOU 10:1 and 10:5 a (above the threshold), 19:6 and 19:8 (chapter 19), 19 a:1–2 (direct award).
LUK 8:1–8:2 and 9:2–9:4 (above the threshold), 15:5–15:7 (chapter 15).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.concession import ConcessionPlace
from svangrum.law.concession import by_place as by_concession_place
from svangrum.law.place import OPEN_PLACES, READS, SAME_KIND, Place, standing, too_little_known
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
        Place.DIRECT: "not-required",
        Place.DIRECT_TOGETHER: "together-over-limit",
        Place.WORKS_TOGETHER: "together-over-limit-works",
        Place.NATIONAL: "national",
        Place.NATIONAL_OPEN: "national",
        Place.TOGETHER_THRESHOLD: "either-way",
        Place.WORKS_TOGETHER_THRESHOLD: "either-way",
        Place.NEAR_THRESHOLD: "either-way",
        Place.UNREAD_THRESHOLD: "either-way",
        Place.DIRECTIVE: "directive",
        Place.DIRECTIVE_OPEN: "directive",
        Place.ANNEX2_DIRECT: "not-required",
        Place.ANNEX2_TOGETHER: "together-over-limit",
        Place.ANNEX2_NEAR: "near-limit",
        Place.ANNEX2_UNREAD: "limit-not-read",
        Place.ANNEX2_ADVERTISED: "national",
    },
)

MAY_BE_LIFTED = ("annex2-may-lift",)
"""A service in bilaga 2, once confirmed, is advertised only from its own limit."""


@rule("advertise", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def advertise(purchase: Purchase, law: LawAt) -> Answer | Asks:
    stands = standing(purchase, law)
    if too_little_known(stands, purchase):
        return SAME_KIND
    answer = stands.answer(TABLE(stands.place))
    return replace(answer, warnings=MAY_BE_LIFTED) if stands.place in OPEN_PLACES else answer


CONCESSION = Table(
    (ConcessionPlace,),
    {
        ConcessionPlace.DIRECT: "concession-not-required",
        ConcessionPlace.TOGETHER: "concession-together",
        ConcessionPlace.NEAR_DIRECT: "concession-near-limit",
        ConcessionPlace.SMALL: "concession-prior-notice",
        ConcessionPlace.NEAR_THRESHOLD: "concession-either-way",
        ConcessionPlace.ABOVE: "concession-above",
        ConcessionPlace.ABOVE_OPEN: "concession-above",
        ConcessionPlace.UNREAD: "concession-not-read",
        ConcessionPlace.ANNEX3_NEAR: "concession-annex3",
        ConcessionPlace.ANNEX3_ABOVE: "concession-annex3",
        ConcessionPlace.ANNEX3_UNREAD: "concession-not-read",
    },
)


@rule("advertise", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(CONCESSION,))
def concession_advertise(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_concession_place(CONCESSION, purchase, law)
