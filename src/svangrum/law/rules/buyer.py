"""Whether the buyer is bound by LOU, and by which threshold.

Source: LOU 1:11 (central authorities), 1:18 and 1:22 (contracting authorities), 3:1 and LUF 1:2 (utilities).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.purchase import Buyer
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

TABLE = Table(
    (Buyer,),
    {
        Buyer.MUNICIPALITY: "authority",
        Buyer.REGION: "authority",
        Buyer.STATE: "central",
        Buyer.MUNICIPAL_COMPANY: "company",
    },
)


@rule("buyer", since=date(2022, 2, 1), reads=("buyer",), tables=(TABLE,))
def buyer(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes the law
    return TABLE(purchase.buyer or Buyer.MUNICIPALITY)
