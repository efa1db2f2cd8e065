"""How long a concession may run.

Source: LUK 4:10–4:11. Chapter 15 does not import chapter 4: below the threshold and for services in bilaga 3 the act
sets no limit.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.law.concession import READS, ConcessionPlace, concession
from svangrum.law.purchase import Act
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Answer
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase


class Length(StrEnum):
    """The term against the number of years from which investments must justify it."""

    UNSAID = "not said"
    WITHIN = "at most so long"
    LONGER = "longer"


ABOVE_PLACES = (ConcessionPlace.ABOVE, ConcessionPlace.ABOVE_OPEN)
ABOVE = Table((Length,), {Length.UNSAID: "above", Length.WITHIN: "above-within", Length.LONGER: "above-longer"})
OTHERWISE = Table(
    ([place for place in ConcessionPlace if place not in ABOVE_PLACES],),
    {
        ConcessionPlace.DIRECT: "below",
        ConcessionPlace.TOGETHER: "below",
        ConcessionPlace.NEAR_DIRECT: "below",
        ConcessionPlace.SMALL: "below",
        ConcessionPlace.NEAR_THRESHOLD: "if-above",
        ConcessionPlace.UNREAD: "if-above",
        ConcessionPlace.ANNEX3_NEAR: "below",
        ConcessionPlace.ANNEX3_ABOVE: "below",
        ConcessionPlace.ANNEX3_UNREAD: "below",
    },
)


@rule("term", acts=(Act.LUK,), since=date(2022, 2, 1), reads=READS, tables=(ABOVE, OTHERWISE))
def term(purchase: Purchase, law: LawAt) -> Answer:
    stands = concession(purchase, law)
    if stands.place not in ABOVE_PLACES:
        return stands.answer(OTHERWISE(stands.place))
    return stands.answer(ABOVE(_length(purchase.months, 12 * law.number("concession-term"))))


def _length(months: int | None, limit: int) -> Length:
    if months is None:
        return Length.UNSAID
    return Length.LONGER if months > limit else Length.WITHIN
