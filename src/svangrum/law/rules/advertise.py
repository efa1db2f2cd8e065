"""Whether the purchase must be advertised.

Source: LOU 10:1 and 10:5 a (above the threshold), 19:6 and 19:8 (chapter 19), 19 a:1–2 (direct award).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.place import OPEN_PLACES, READS, SAME_KIND, Place, standing, too_little_known
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
