"""Whether the result must be announced afterwards.

Source: LOU 10:4 (above the threshold), 19:7 (chapter 19), 19 a:13–14 (direct award), 10:5 a and 19:8 (where).
LUK 8:6, 8:7 a, 15:5 third paragraph and 15:5 a.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.concession import ConcessionPlace
from svangrum.law.concession import by_place as by_concession_place
from svangrum.law.dated import Side
from svangrum.law.place import DIRECT_PLACES, READS, SAME_KIND, Place, Standing, standing, too_little_known
from svangrum.law.purchase import Act
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Answer, Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase


class Amount(StrEnum):
    """The value against the limit for notices after a direct award."""

    BELOW = "below"
    REACHED = "reached"


DIRECT = Table((Amount,), {Amount.BELOW: "none", Amount.REACHED: "direct"})
ADVERTISED = Table(
    ([place for place in Place if place not in DIRECT_PLACES],),
    {
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
        Place.ANNEX2_TOGETHER: "annex2-if-advertised",
        Place.ANNEX2_NEAR: "annex2-if-advertised",
        Place.ANNEX2_UNREAD: "annex2-if-advertised",
        Place.ANNEX2_ADVERTISED: "annex2",
    },
)


@rule(
    "notice-duties",
    since=date(2022, 2, 1),
    reads=READS,
    tables=(DIRECT, ADVERTISED),
)
def notice_duties(purchase: Purchase, law: LawAt) -> Answer | Asks:
    stands = standing(purchase, law)
    if too_little_known(stands, purchase):
        return SAME_KIND
    if stands.place in DIRECT_PLACES:
        return stands.answer(DIRECT(_amount(stands, law)))
    return stands.answer(ADVERTISED(stands.place))


def _amount(stands: Standing, law: LawAt) -> Amount:
    reached = law.limit("after-notice-limit").side(stands.own, stands.own) is Side.OVER
    return Amount.REACHED if reached else Amount.BELOW


CONCESSION = Table(
    (ConcessionPlace,),
    {
        ConcessionPlace.DIRECT: "concession-none",
        ConcessionPlace.TOGETHER: "concession-below",
        ConcessionPlace.NEAR_DIRECT: "concession-if-over",
        ConcessionPlace.SMALL: "concession-below",
        ConcessionPlace.NEAR_THRESHOLD: "concession-either-way",
        ConcessionPlace.ABOVE: "concession-above",
        ConcessionPlace.ABOVE_OPEN: "concession-either-way",
        ConcessionPlace.UNREAD: "concession-if-over",
        ConcessionPlace.ANNEX3_NEAR: "concession-below",
        ConcessionPlace.ANNEX3_ABOVE: "concession-below",
        ConcessionPlace.ANNEX3_UNREAD: "concession-if-over",
    },
)


@rule("notice-duties", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(CONCESSION,))
def concession_notice_duties(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_concession_place(CONCESSION, purchase, law)
