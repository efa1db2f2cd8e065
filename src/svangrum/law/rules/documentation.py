"""What must be written down, and by when it must be complete.

Source: LOU 12:14–12:16 (above the threshold), 19:22 (chapter 19), 19 a:11 (direct award over a sum). The day by which
it is to be complete came with SFS 2023:815 on 1 January 2024; how the paragraphs stood before has not been read.
LUF has no individual report (12:14–12:15, 19:22, 19 a:10).
LUK 10:14–10:15 (above), 15:9–15:10 (chapter 15, direct awards of any value too); the day came with SFS 2023:817.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.concession import ConcessionPlace, concession
from svangrum.law.place import DIRECT_PLACES, EITHER_PLACES, READS, SAME_KIND, Place, standing, too_little_known
from svangrum.law.purchase import Act
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Answer, Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase


class Amount(StrEnum):
    """The value against the sum over which a direct award is documented."""

    UP_TO = "up to the sum"
    OVER = "over the sum"


ADVERTISED_PLACES = [place for place in Place if place not in DIRECT_PLACES]
BEFORE_2024 = (
    Table((Amount,), {Amount.UP_TO: "small", Amount.OVER: "direct"}),
    Table(
        (ADVERTISED_PLACES,),
        {place: "if-advertised" if place in EITHER_PLACES else "advertised" for place in ADVERTISED_PLACES},
    ),
)
DIRECT = Table((Amount,), {Amount.UP_TO: "small", Amount.OVER: "direct-by-day"})
BELOW: dict[Place, str] = {
    Place.DIRECT_TOGETHER: "national-by-day-if-advertised",
    Place.WORKS_TOGETHER: "national-by-day-if-advertised",
    Place.NATIONAL: "national-by-day",
    Place.NATIONAL_OPEN: "national-by-day",
}
"""Places where chapter 19 applies and the service does not stand in bilaga 2, in LOU and LUF alike."""

UNCLEAR = (
    Place.TOGETHER_THRESHOLD,
    Place.WORKS_TOGETHER_THRESHOLD,
    Place.NEAR_THRESHOLD,
    Place.UNREAD_THRESHOLD,
    Place.DIRECTIVE_OPEN,
)
"""Advertised, but it is not certain under which rules."""

ADVERTISED = Table(
    (ADVERTISED_PLACES,),
    BELOW
    | dict.fromkeys(UNCLEAR, "with-report-by-day")
    | {
        Place.DIRECTIVE: "above-by-day",
        Place.ANNEX2_TOGETHER: "with-report-by-day-if-advertised",
        Place.ANNEX2_NEAR: "with-report-by-day-if-advertised",
        Place.ANNEX2_UNREAD: "with-report-by-day-if-advertised",
        Place.ANNEX2_ADVERTISED: "annex2-by-day",
    },
)
UTILITIES = Table(
    (ADVERTISED_PLACES,),
    BELOW
    | dict.fromkeys(UNCLEAR, "utilities-either-way-by-day")
    | {
        Place.DIRECTIVE: "utilities-above-by-day",
        Place.ANNEX2_TOGETHER: "utilities-annex2-by-day-if-advertised",
        Place.ANNEX2_NEAR: "utilities-annex2-by-day-if-advertised",
        Place.ANNEX2_UNREAD: "utilities-annex2-by-day-if-advertised",
        Place.ANNEX2_ADVERTISED: "utilities-annex2-by-day",
    },
)
"""LUF knows no individual report: information on the contract is kept instead (LUF 12:15)."""


@rule("documentation", since=date(2022, 2, 1), until=date(2024, 1, 1), reads=READS, tables=BEFORE_2024)
def before_day(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return _documented(purchase, law, *BEFORE_2024)


@rule("documentation", acts=(Act.LOU,), since=date(2024, 1, 1), reads=READS, tables=(DIRECT, ADVERTISED))
def documentation(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return _documented(purchase, law, DIRECT, ADVERTISED)


@rule("documentation", acts=(Act.LUF,), since=date(2024, 1, 1), reads=READS, tables=(DIRECT, UTILITIES))
def documentation_of_utilities(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return _documented(purchase, law, DIRECT, UTILITIES)


def _documented(purchase: Purchase, law: LawAt, direct: Table, advertised: Table) -> Answer | Asks:
    stands = standing(purchase, law)
    if too_little_known(stands, purchase):
        return SAME_KIND
    if stands.place not in DIRECT_PLACES:
        return stands.answer(advertised(stands.place))
    limit = law.limit("documentation-limit").value
    over = limit is not None and stands.counted > limit
    return stands.answer(direct(Amount.OVER if over else Amount.UP_TO))


CHAPTER_15: dict[ConcessionPlace, str] = {
    ConcessionPlace.DIRECT: "concession-below",
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
}
CONCESSION_BEFORE_2024 = Table((ConcessionPlace,), CHAPTER_15)
CONCESSION = Table((ConcessionPlace,), {place: f"{code}-by-day" for place, code in CHAPTER_15.items()})


@rule(
    "documentation",
    acts=(Act.LUK,),
    since=date(2022, 2, 1),
    until=date(2024, 1, 1),
    reads=CONCESSION_READS,
    tables=(CONCESSION_BEFORE_2024,),
)
def concession_before_day(purchase: Purchase, law: LawAt) -> Answer:
    stands = concession(purchase, law)
    return stands.answer(CONCESSION_BEFORE_2024(stands.place))


@rule("documentation", acts=(Act.LUK,), since=date(2024, 1, 1), reads=CONCESSION_READS, tables=(CONCESSION,))
def concession_documentation(purchase: Purchase, law: LawAt) -> Answer:
    stands = concession(purchase, law)
    return stands.answer(CONCESSION(stands.place))
