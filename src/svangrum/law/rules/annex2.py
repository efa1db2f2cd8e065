"""Is it a service in bilaga 2, for a concession in bilaga 3? Asked, never guessed.

Source: LOU bilaga 2, 2:2 (the main object decides), 3:22–3:23 and 3:26 (exempt services). LUK bilaga 3, 1:4 and 2:2.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.annex2 import Annex2Fact, annex2_fact, listed
from svangrum.law.answer import Answer, Asks
from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.concession import ConcessionPlace, Every, concession
from svangrum.law.purchase import Act
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

ASKS: dict[Annex2Fact, Asks] = {
    Annex2Fact.CODE_UNKNOWN: Asks(("cpv",)),
    Annex2Fact.CODE_UNCONFIRMED: Asks(("cpv", "main_object_confirmed")),
    Annex2Fact.MAIN_OBJECT_UNKNOWN: Asks(("main_object_confirmed",)),
}
TABLE = Table(
    ([fact for fact in Annex2Fact if fact not in ASKS],),
    {
        Annex2Fact.NOT_SERVICES: "not-services",
        Annex2Fact.NOT_LISTED: "not-listed",
        Annex2Fact.OTHER_MAIN_OBJECT: "other-main-object",
        Annex2Fact.APPLIES: "applies",
    },
)

MAY_BE_EXEMPT = ("annex2-exempt-services",)
"""Legal services and those of rescue may fall outside the act (3:22–3:23, 3:26); others are not told so."""


@rule("annex2", since=date(2022, 2, 1), reads=("kind",), tables=(TABLE,))
def annex2(purchase: Purchase, law: LawAt) -> Answer | Asks:  # noqa: ARG001 - every rule takes the law
    fact = annex2_fact(purchase)
    return ASKS[fact] if fact in ASKS else Answer(TABLE(fact), warnings=_may_be_exempt(fact, purchase))


def _may_be_exempt(fact: Annex2Fact, purchase: Purchase) -> tuple[str, ...]:
    return MAY_BE_EXEMPT if fact is Annex2Fact.APPLIES and listed("may-be-exempt", purchase.cpv) else ()


BELOW = Table((Every,), {Every.CONCESSION: "concession-either-way"})
BELOW_PLACES = (
    ConcessionPlace.DIRECT,
    ConcessionPlace.TOGETHER,
    ConcessionPlace.NEAR_DIRECT,
    ConcessionPlace.SMALL,
)
"""Chapter 15 applies there whether the service stands in bilaga 3 or not."""
CONCESSION = Table(
    ([fact for fact in Annex2Fact if fact not in ASKS],),
    {
        Annex2Fact.NOT_SERVICES: "concession-not-services",
        Annex2Fact.NOT_LISTED: "concession-not-listed",
        Annex2Fact.OTHER_MAIN_OBJECT: "concession-other-main-object",
        Annex2Fact.APPLIES: "concession-applies",
    },
)


@rule("annex2", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(BELOW, CONCESSION))
def annex3(purchase: Purchase, law: LawAt) -> str | Asks:
    if concession(purchase, law).place in BELOW_PLACES:
        return BELOW(Every.CONCESSION)
    fact = annex2_fact(purchase)
    return ASKS[fact] if fact in ASKS else CONCESSION(fact)
