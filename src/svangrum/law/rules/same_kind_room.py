"""How much more of the same kind may be bought directly in twelve months: the limit less what has been counted.

Source: LOU 19 a:2 (limit), 5:11 (recurring goods and services), 5:8 (parts of the same works), 5:7 a. Whether a year's
purchases are counted together against the limit for direct award is unsettled; the room is what is left if they are.
LUK 15:7 says in words that direct awards of the same kind during the financial year count.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from svangrum.core.money import Money
from svangrum.law.answer import Asks
from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.concession import ConcessionPlace, concession
from svangrum.law.concession import by_place as by_concession_place
from svangrum.law.place import ANNEX2_PLACES, READS, SAME_KIND, Place, standing, too_little_known
from svangrum.law.purchase import Act, Kind
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Answer
    from svangrum.law.dated import LawAt
    from svangrum.law.place import Standing
    from svangrum.law.purchase import Purchase

BY_PLACE: dict[Place, str] = {
    Place.DIRECT: "left",
    Place.DIRECT_TOGETHER: "none",
    Place.WORKS_TOGETHER: "none-works",
    Place.NATIONAL: "not-direct",
    Place.NATIONAL_OPEN: "not-direct",
    Place.TOGETHER_THRESHOLD: "not-direct",
    Place.WORKS_TOGETHER_THRESHOLD: "not-direct",
    Place.NEAR_THRESHOLD: "not-direct",
    Place.UNREAD_THRESHOLD: "not-direct",
    Place.DIRECTIVE: "not-direct",
    Place.DIRECTIVE_OPEN: "not-direct",
    Place.ANNEX2_DIRECT: "left-annex2",
    Place.ANNEX2_TOGETHER: "none-annex2",
    Place.ANNEX2_NEAR: "not-direct",
    Place.ANNEX2_UNREAD: "not-direct",
    Place.ANNEX2_ADVERTISED: "not-direct",
}
TABLE = Table(
    (Place, Kind),
    {(place, kind): code for kind in Kind for place, code in BY_PLACE.items()}
    | {(Place.DIRECT, Kind.WORKS): "left-works"},
)


@rule("same-kind-room", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def same_kind_room(purchase: Purchase, law: LawAt) -> Answer | Asks:
    stands = standing(purchase, law)
    if too_little_known(stands, purchase):
        return SAME_KIND
    answer = stands.answer(TABLE(stands.place, purchase.kind or Kind.SERVICES))
    limit = _limit(stands, law)
    if limit is None:
        return answer
    return replace(answer, values={**answer.values, "limit": limit, "room": room(limit, stands.counted)})


def room(limit: Money, counted: Money) -> Money:
    """What is left beneath ``limit``; nothing when what is counted has reached it."""
    return Money(max(0, limit.minor - counted.minor), limit.currency)


def _limit(stands: Standing, law: LawAt) -> Money | None:
    """The least that the limit for direct award can be; None where it has not been read."""
    own = stands.threshold if stands.place in ANNEX2_PLACES else law.limit("direct-award-limit")
    return own.low


CONCESSION = Table(
    (ConcessionPlace,),
    {
        ConcessionPlace.DIRECT: "concession-left",
        ConcessionPlace.TOGETHER: "concession-none",
        ConcessionPlace.NEAR_DIRECT: "concession-none",
        ConcessionPlace.SMALL: "concession-not-direct",
        ConcessionPlace.NEAR_THRESHOLD: "concession-not-direct",
        ConcessionPlace.ABOVE: "concession-not-direct",
        ConcessionPlace.ABOVE_OPEN: "concession-not-direct",
        ConcessionPlace.UNREAD: "concession-not-direct",
        ConcessionPlace.ANNEX3_NEAR: "concession-not-direct",
        ConcessionPlace.ANNEX3_ABOVE: "concession-not-direct",
        ConcessionPlace.ANNEX3_UNREAD: "concession-not-direct",
    },
)


@rule("same-kind-room", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(CONCESSION,))
def concession_room(purchase: Purchase, law: LawAt) -> Answer | Asks:
    answer = by_concession_place(CONCESSION, purchase, law)
    stands = concession(purchase, law)
    if isinstance(answer, Asks) or stands.direct.low is None:
        return answer
    left = room(stands.direct.low, stands.counted)
    return replace(answer, values={**answer.values, "limit": stands.direct.low, "room": left})
