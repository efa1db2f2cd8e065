"""Two more ways to reserve under 4:18: a lot only, and performance within a programme for sheltered employment.

Source: LOU 4:18 first paragraph points 1 and 2, with 4:13–4:17 for lots. As with the reservation of a whole purchase,
chapter 4 is not among the chapters that chapters 19 and 19 a import. LUK 4:8 first paragraph point 2, with 1:4 and
15:1; LUK has no lots (5:8).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.concession import Every
from svangrum.law.concession import by_place as by_concession_place
from svangrum.law.place import READS, Place, by_place
from svangrum.law.purchase import Act
from svangrum.law.registry import rule
from svangrum.law.rules.reserve import CONCESSION
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Answer, Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

TABLE = Table(
    (Place,),
    {
        Place.DIRECT: "not-needed",
        Place.DIRECT_TOGETHER: "chapter-19",
        Place.WORKS_TOGETHER: "chapter-19",
        Place.NATIONAL: "chapter-19",
        Place.NATIONAL_OPEN: "chapter-19",
        Place.TOGETHER_THRESHOLD: "threshold-unclear",
        Place.WORKS_TOGETHER_THRESHOLD: "threshold-unclear",
        Place.NEAR_THRESHOLD: "threshold-unclear",
        Place.UNREAD_THRESHOLD: "threshold-unclear",
        Place.DIRECTIVE: "directive",
        Place.DIRECTIVE_OPEN: "directive-unless-annex2",
        Place.ANNEX2_DIRECT: "not-needed",
        Place.ANNEX2_TOGETHER: "chapter-19",
        Place.ANNEX2_NEAR: "chapter-19",
        Place.ANNEX2_UNREAD: "chapter-19",
        Place.ANNEX2_ADVERTISED: "chapter-19",
    },
)
"""Both ways stand and fall with 4:18, so they share a table."""


@rule("reserve-lot", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def reserve_lot(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_place(TABLE, purchase, law)


@rule("sheltered-programme", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def sheltered_programme(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_place(TABLE, purchase, law)


@rule("sheltered-programme", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(CONCESSION,))
def concession_sheltered_programme(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_concession_place(CONCESSION, purchase, law)


EVERY_CONCESSION = Table((Every,), {Every.CONCESSION: "concession-none"})


@rule("reserve-lot", acts=(Act.LUK,), since=date(2022, 2, 1), tables=(EVERY_CONCESSION,))
def concession_reserve_lot(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes both
    return EVERY_CONCESSION(Every.CONCESSION)
