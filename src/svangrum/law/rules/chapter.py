"""Which rules govern the purchase: all of LOU above the threshold, or chapters 19 and 19 a.

Source: LOU 1:4, 5:1, 19:1; mixed contracts 2:2. LUK 1:4, 5:1, 15:1; mixed contracts chapter 2.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
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


class Known(StrEnum):
    """How the threshold is known on the day."""

    IN_KRONOR = "in kronor"
    IN_EURO = "in euro, and as a range in kronor"


class SameKind(StrEnum):
    """What is known of other purchases of the same kind."""

    COUNTED = "counted"
    UNKNOWN = "not known: the answer rests on the purchase's own value"


NATIONAL_PLACES = (Place.NATIONAL, Place.NATIONAL_OPEN)
NATIONAL = Table(
    (Known, SameKind),
    {
        (Known.IN_KRONOR, SameKind.COUNTED): "national",
        (Known.IN_KRONOR, SameKind.UNKNOWN): "national-own-value",
        (Known.IN_EURO, SameKind.COUNTED): "national-euro",
        (Known.IN_EURO, SameKind.UNKNOWN): "national-euro-own-value",
    },
)
TABLE = Table(
    ([place for place in Place if place not in NATIONAL_PLACES], Known),
    {
        (place, known): code
        for place, codes in {
            Place.DIRECT: ("national-small", "national-small"),
            Place.DIRECT_TOGETHER: ("together-over-limit", "together-over-limit"),
            Place.WORKS_TOGETHER: ("together-over-limit-works", "together-over-limit-works"),
            Place.TOGETHER_THRESHOLD: ("together-over-threshold", "together-over-threshold"),
            Place.WORKS_TOGETHER_THRESHOLD: ("together-over-threshold-works", "together-over-threshold-works"),
            Place.NEAR_THRESHOLD: ("near-threshold", "near-threshold"),
            Place.UNREAD_THRESHOLD: ("threshold-not-read", "threshold-not-read"),
            Place.DIRECTIVE: ("directive", "directive-euro"),
            Place.DIRECTIVE_OPEN: ("directive-unless-annex2", "directive-unless-annex2"),
            Place.ANNEX2_DIRECT: ("annex2", "annex2"),
            Place.ANNEX2_TOGETHER: ("annex2", "annex2"),
            Place.ANNEX2_NEAR: ("annex2", "annex2"),
            Place.ANNEX2_UNREAD: ("annex2", "annex2"),
            Place.ANNEX2_ADVERTISED: ("annex2", "annex2"),
        }.items()
        for known, code in zip(Known, codes, strict=True)
    },
)
UNMEASURED = {"national-small", "together-over-limit", "together-over-limit-works", "annex2"}
"""Codes that do not rest on the amount of the threshold."""


@rule("chapter", since=date(2022, 2, 1), reads=READS, tables=(TABLE, NATIONAL))
def chapter(purchase: Purchase, law: LawAt) -> Answer:
    stands = standing(purchase, law)
    known = Known.IN_EURO if stands.threshold.value is None else Known.IN_KRONOR
    if stands.place in NATIONAL_PLACES:
        return stands.measured(NATIONAL(known, _same_kind(purchase)))
    code = TABLE(stands.place, known)
    return stands.answer(code) if code in UNMEASURED else stands.measured(code)


def _same_kind(purchase: Purchase) -> SameKind:
    return SameKind.UNKNOWN if purchase.same_kind_12_months is None else SameKind.COUNTED


CONCESSION = Table(
    (ConcessionPlace, Known),
    {
        (place, known): code
        for place, codes in {
            ConcessionPlace.DIRECT: ("concession-below", "concession-below-euro"),
            ConcessionPlace.TOGETHER: ("concession-below", "concession-below-euro"),
            ConcessionPlace.NEAR_DIRECT: ("concession-below", "concession-below-euro"),
            ConcessionPlace.SMALL: ("concession-below", "concession-below-euro"),
            ConcessionPlace.NEAR_THRESHOLD: ("concession-near-threshold", "concession-near-threshold"),
            ConcessionPlace.ABOVE: ("concession-above", "concession-above-euro"),
            ConcessionPlace.ABOVE_OPEN: ("concession-above-unless-annex3", "concession-above-unless-annex3"),
            ConcessionPlace.UNREAD: ("concession-threshold-not-read", "concession-threshold-not-read"),
            ConcessionPlace.ANNEX3_NEAR: ("concession-annex3", "concession-annex3"),
            ConcessionPlace.ANNEX3_ABOVE: ("concession-annex3", "concession-annex3"),
            ConcessionPlace.ANNEX3_UNREAD: ("concession-annex3", "concession-annex3"),
        }.items()
        for known, code in zip(Known, codes, strict=True)
    },
)


@rule("chapter", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(CONCESSION,))
def concession_chapter(purchase: Purchase, law: LawAt) -> Answer:
    stands = concession(purchase, law)
    known = Known.IN_EURO if stands.threshold.value is None else Known.IN_KRONOR
    code = CONCESSION(stands.place, known)
    return stands.answer(code) if code == "concession-annex3" else stands.measured(code)
