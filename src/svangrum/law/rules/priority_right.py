"""Workers with a right to be re-employed come before those whom a contract term is meant for.

Source: LAS 25 and 25 a. It binds the supplier as an employer, whoever buys and whatever the purchase is worth. LAS 25
as it stood before SFS 2022:835 was applied, on 1 October 2022, has not been read.
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


BEFORE_OCTOBER_2022 = Table((Employer,), {Employer.SUPPLIER: "goes-first-before"})
TABLE = Table((Employer,), {Employer.SUPPLIER: "goes-first"})


@rule(
    "priority-right",
    acts=tuple(Act),
    since=date(2022, 2, 1),
    until=date(2022, 10, 1),
    tables=(BEFORE_OCTOBER_2022,),
)
def before_amendment(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes both
    return BEFORE_OCTOBER_2022(Employer.SUPPLIER)


@rule("priority-right", acts=tuple(Act), since=date(2022, 10, 1), tables=(TABLE,))
def priority_right(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes both
    return TABLE(Employer.SUPPLIER)
