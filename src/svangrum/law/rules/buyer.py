"""Whether the buyer is bound by LOU, and by which threshold.

Source: LOU 1:11 (central authorities), 1:18 and 1:22 (contracting authorities), 3:1 and LUF 1:2 (utilities).
An unknown buyer is asked for only when the threshold that the purchase is measured against may hang on it.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.law.answer import Asks
from svangrum.law.place import threshold_hangs_on_buyer
from svangrum.law.purchase import Buyer
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


@rule("buyer", since=date(2022, 2, 1), tables=(TABLE,))
def buyer(purchase: Purchase, law: LawAt) -> str | Asks:
    if purchase.buyer is None and threshold_hangs_on_buyer(purchase, law):
        return ASKS
    return TABLE(purchase.buyer or Unsaid.ANY)
