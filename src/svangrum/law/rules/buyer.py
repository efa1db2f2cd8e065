"""Whether the buyer is bound by the act, and by which threshold.

Source: LOU 1:11 (central authorities), 1:18 and 1:22 (contracting authorities), 3:1; LUF 1:2 and 2:1–8 (utilities);
LUK 1:17, 1:20 and 1:21 (authorities and entities).
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

ABOUT_ACT: dict[Act | None, tuple[str, ...]] = {
    None: ("act-assumed",),
    Act.LOU: (),
    Act.LUF: (),
    Act.LUK: ("goods-no-concession",),
}
"""What is said of the act that was stated, where LOU is the one followed."""


@rule("buyer", acts=(Act.LOU,), since=date(2022, 2, 1), tables=(TABLE,))
def buyer(purchase: Purchase, law: LawAt) -> Answer | Asks:
    if purchase.buyer is None and threshold_hangs_on_buyer(purchase, law):
        return ASKS
    return Answer(TABLE(purchase.buyer or Unsaid.ANY), warnings=ABOUT_ACT[purchase.act])


@rule("buyer", acts=(Act.LUF,), since=date(2022, 2, 1), tables=(UTILITIES,))
def utility(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes the law
    return UTILITIES(purchase.buyer or Unsaid.ANY)


CONCESSION = Table(
    ([*Buyer, Unsaid.ANY],),
    {
        Buyer.MUNICIPALITY: "concession-authority",
        Buyer.REGION: "concession-authority",
        Buyer.STATE: "concession-authority",
        Buyer.MUNICIPAL_COMPANY: "concession-company",
        Unsaid.ANY: "concession-any",
    },
)
"""LUK has one threshold for all buyers."""


@rule("buyer", acts=(Act.LUK,), since=date(2022, 2, 1), tables=(CONCESSION,))
def concession_buyer(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes the law
    return CONCESSION(purchase.buyer or Unsaid.ANY)
