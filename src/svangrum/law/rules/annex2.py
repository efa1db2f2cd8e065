"""Is it a service in bilaga 2? Asked, never guessed.

Source: LOU bilaga 2, 2:2 (the main object decides).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.annex2 import Annex2Fact, annex2_fact
from svangrum.law.answer import Asks
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


@rule("annex2", since=date(2022, 2, 1), reads=("kind",), tables=(TABLE,))
def annex2(purchase: Purchase, law: LawAt) -> str | Asks:  # noqa: ARG001 - every rule takes the law
    fact = annex2_fact(purchase)
    return ASKS[fact] if fact in ASKS else TABLE(fact)
