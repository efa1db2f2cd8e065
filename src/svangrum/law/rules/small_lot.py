"""Whether a small lot may be taken out of a large procurement.

Source: LOU 5:8. The lot then follows chapter 19 or 19 a, and may still have to be advertised. LUK has no such
exception (LUK 5:8).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.concession import Every
from svangrum.law.place import READS, standing
from svangrum.law.purchase import Act, Kind
from svangrum.law.regime import ABOVE, REGIME, Regime
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase


BY_KIND: dict[Kind, str] = {
    Kind.SERVICES: "goods-services",
    Kind.GOODS: "goods-services",
    Kind.WORKS: "works",
}
TABLE = Table(
    (Regime, Kind),
    {(regime, kind): "below-threshold" for regime in Regime for kind in Kind}
    | {(regime, kind): BY_KIND[kind] for regime in ABOVE for kind in Kind},
)


@rule("small-lot", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def small_lot(purchase: Purchase, law: LawAt) -> str:
    regime = REGIME[standing(purchase, law).place]
    return TABLE(regime, purchase.kind or Kind.SERVICES)


CONCESSION = Table((Every,), {Every.CONCESSION: "concession-none"})


@rule("small-lot", acts=(Act.LUK,), since=date(2022, 2, 1), tables=(CONCESSION,))
def concession_small_lot(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes both
    return CONCESSION(Every.CONCESSION)
