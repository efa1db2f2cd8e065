"""Whether a contract or framework agreement already covers the need.

Source: LOU 7:3–7:8 (call-off above the threshold), 19:7 third paragraph (no notice of call-offs), 20:2. LUK knows no
framework agreements: 14:8–14:14 (what may be changed).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.law.purchase import Act
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase


class Covered(StrEnum):
    """Whether an existing contract or framework agreement covers the need."""

    YES = "yes"
    NO = "no"


TABLE = Table((Covered,), {Covered.YES: "use-it", Covered.NO: "none"})


def covered(purchase: Purchase) -> Covered:
    """Reads ``covered_by_contract``, which is known."""
    return Covered.YES if purchase.covered_by_contract else Covered.NO


@rule("contract", since=date(2022, 2, 1), reads=("covered_by_contract",), tables=(TABLE,))
def contract(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes the law
    return TABLE(covered(purchase))


CONCESSION = Table((Covered,), {Covered.YES: "concession-use-it", Covered.NO: "concession-none"})


@rule("contract", acts=(Act.LUK,), since=date(2022, 2, 1), reads=("covered_by_contract",), tables=(CONCESSION,))
def concession_contract(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes the law
    return CONCESSION(covered(purchase))
