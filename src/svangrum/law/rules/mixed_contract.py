"""A contract for several things: the main object decides which rules apply, unless the parts can be told apart.

Source: LOU 2:1 and 2:2 (goods, services, works, bilaga 2), 2:4–2:7 and 2:12 (parts that other rules govern). LUK
2:2–2:7 and 2:12.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.annex2 import Annex2, annex2
from svangrum.law.concession import Every
from svangrum.law.purchase import Act, Kind
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

TABLE = Table(
    (Kind, Annex2),
    {(kind, status): "works" if kind is Kind.WORKS else "goods-services" for kind in Kind for status in Annex2}
    | {
        (Kind.SERVICES, Annex2.APPLIES): "annex2",
        (Kind.SERVICES, Annex2.OPEN): "annex2",
    },
)


@rule("mixed-contract", since=date(2022, 2, 1), reads=("kind",), tables=(TABLE,))
def mixed_contract(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes the law
    return TABLE(purchase.kind or Kind.SERVICES, annex2(purchase))


CONCESSION = Table((Every,), {Every.CONCESSION: "concession"})


@rule("mixed-contract", acts=(Act.LUK,), since=date(2022, 2, 1), tables=(CONCESSION,))
def concession_mixed(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes both
    return CONCESSION(Every.CONCESSION)
