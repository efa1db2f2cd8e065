"""Whether purchases that recur may be gathered in a framework agreement.

Source: LOU 1:20, 5:14, 7:1–7:9 (above the threshold), 19:2, 19:6 and 19:19 (chapter 19, which has no rules of its own),
19 a:1–2 (direct award). LUF 7:1–7:4 allows a longer term and says less of call-offs, so it has codes of its own. LUK
knows no framework agreements.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.concession import Every
from svangrum.law.place import READS, Place, by_place
from svangrum.law.purchase import Act
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Answer, Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

BELOW: dict[Place, str] = {
    Place.DIRECT: "direct",
    Place.DIRECT_TOGETHER: "national",
    Place.WORKS_TOGETHER: "national",
    Place.NATIONAL: "national",
    Place.NATIONAL_OPEN: "national",
    Place.ANNEX2_DIRECT: "direct",
    Place.ANNEX2_TOGETHER: "national",
    Place.ANNEX2_NEAR: "national",
    Place.ANNEX2_UNREAD: "national",
    Place.ANNEX2_ADVERTISED: "national",
}
"""Places where chapter 7 does not apply, in LOU and LUF alike."""

TABLE = Table(
    (Place,),
    BELOW
    | {
        Place.TOGETHER_THRESHOLD: "either-way",
        Place.WORKS_TOGETHER_THRESHOLD: "either-way",
        Place.NEAR_THRESHOLD: "either-way",
        Place.UNREAD_THRESHOLD: "either-way",
        Place.DIRECTIVE: "directive",
        Place.DIRECTIVE_OPEN: "either-way",
    },
)
UTILITIES = Table(
    (Place,),
    BELOW
    | {
        Place.TOGETHER_THRESHOLD: "utilities-either-way",
        Place.WORKS_TOGETHER_THRESHOLD: "utilities-either-way",
        Place.NEAR_THRESHOLD: "utilities-either-way",
        Place.UNREAD_THRESHOLD: "utilities-either-way",
        Place.DIRECTIVE: "utilities",
        Place.DIRECTIVE_OPEN: "utilities-either-way",
    },
)


@rule("framework", acts=(Act.LOU,), since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def framework(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_place(TABLE, purchase, law)


@rule("framework", acts=(Act.LUF,), since=date(2022, 2, 1), reads=READS, tables=(UTILITIES,))
def framework_of_utilities(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_place(UTILITIES, purchase, law)


EVERY_CONCESSION = Table((Every,), {Every.CONCESSION: "concession-none"})


@rule("framework", acts=(Act.LUK,), since=date(2022, 2, 1), tables=(EVERY_CONCESSION,))
def concession_framework(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes both
    return EVERY_CONCESSION(Every.CONCESSION)
