"""Whether a small lot may be taken out of a large procurement.

Source: LOU 5:8. The lot then follows chapter 19 or 19 a, and may still have to be advertised. LUK has no such
exception (LUK 5:8).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.law.concession import Every
from svangrum.law.place import READS, Place, standing
from svangrum.law.purchase import Act, Kind
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase


class Above(StrEnum):
    """Whether the rules above the threshold apply."""

    YES = "yes"
    UNCLEAR = "not certain"
    NO = "no"


ABOVE: dict[Place, Above] = {
    Place.DIRECT: Above.NO,
    Place.DIRECT_TOGETHER: Above.NO,
    Place.WORKS_TOGETHER: Above.NO,
    Place.NATIONAL: Above.NO,
    Place.NATIONAL_OPEN: Above.NO,
    Place.TOGETHER_THRESHOLD: Above.UNCLEAR,
    Place.WORKS_TOGETHER_THRESHOLD: Above.UNCLEAR,
    Place.NEAR_THRESHOLD: Above.UNCLEAR,
    Place.UNREAD_THRESHOLD: Above.UNCLEAR,
    Place.DIRECTIVE: Above.YES,
    Place.DIRECTIVE_OPEN: Above.YES,
    Place.ANNEX2_DIRECT: Above.NO,
    Place.ANNEX2_TOGETHER: Above.NO,
    Place.ANNEX2_NEAR: Above.NO,
    Place.ANNEX2_UNREAD: Above.NO,
    Place.ANNEX2_ADVERTISED: Above.NO,
}
TABLE = Table(
    (Above, Kind),
    {
        (Above.YES, Kind.SERVICES): "goods-services",
        (Above.YES, Kind.GOODS): "goods-services",
        (Above.YES, Kind.WORKS): "works",
        (Above.UNCLEAR, Kind.SERVICES): "goods-services",
        (Above.UNCLEAR, Kind.GOODS): "goods-services",
        (Above.UNCLEAR, Kind.WORKS): "works",
        (Above.NO, Kind.SERVICES): "below-threshold",
        (Above.NO, Kind.GOODS): "below-threshold",
        (Above.NO, Kind.WORKS): "below-threshold",
    },
)


@rule("small-lot", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def small_lot(purchase: Purchase, law: LawAt) -> str:
    above = ABOVE[standing(purchase, law).place]
    return TABLE(above, purchase.kind or Kind.SERVICES)


CONCESSION = Table((Every,), {Every.CONCESSION: "concession-none"})


@rule("small-lot", acts=(Act.LUK,), since=date(2022, 2, 1), tables=(CONCESSION,))
def concession_small_lot(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes both
    return CONCESSION(Every.CONCESSION)
