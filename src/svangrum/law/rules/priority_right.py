"""Workers with a right to be re-employed come before those whom a contract term is meant for.

Source: LAS 25 and 25 a. It binds the supplier as an employer, whoever buys and whatever the purchase is worth.
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


class Employer(StrEnum):
    """Whom LAS binds."""

    SUPPLIER = "the supplier"


TABLE = Table((Employer,), {Employer.SUPPLIER: "goes-first"})


@rule("priority-right", acts=tuple(Act), since=date(2022, 2, 1), tables=(TABLE,))
def priority_right(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes both
    return TABLE(Employer.SUPPLIER)
