"""Whether the buyer is bound by the act, and by which threshold.

Source: LOU 1:11 (central authorities), 1:18 and 1:22 (contracting authorities), 3:1; LUF 1:2 and 2:1–8 (utilities).
An unknown buyer is asked for only when the threshold that the purchase is measured against may hang on it.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.law.answer import Answer, Asks
from svangrum.law.place import threshold_hangs_on_buyer
from svangrum.law.purchase import Act, Buyer
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase


class Unsaid(StrEnum):
    """The buyer is not known."""

    ANY = "any of them"


ASKS = Asks(("buyer",))
TABLE = Table(
    ([*Buyer, Unsaid.ANY],),
    {
        Buyer.MUNICIPALITY: "authority",
        Buyer.REGION: "authority",
        Buyer.STATE: "central",
        Buyer.MUNICIPAL_COMPANY: "company",
        Unsaid.ANY: "any",
    },
)
UTILITIES = Table(([*Buyer, Unsaid.ANY],), dict.fromkeys([*Buyer, Unsaid.ANY], "utility"))
"""LUF follows from what the purchase is needed for; it has one threshold for all buyers."""

ACT_ASSUMED = ("act-assumed",)


@rule("buyer", acts=(Act.LOU,), since=date(2022, 2, 1), tables=(TABLE,))
def buyer(purchase: Purchase, law: LawAt) -> Answer | Asks:
    if purchase.buyer is None and threshold_hangs_on_buyer(purchase, law):
        return ASKS
    return Answer(TABLE(purchase.buyer or Unsaid.ANY), warnings=() if purchase.act else ACT_ASSUMED)


@rule("buyer", acts=(Act.LUF,), since=date(2022, 2, 1), tables=(UTILITIES,))
def utility(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes the law
    return UTILITIES(purchase.buyer or Unsaid.ANY)
