"""Whether it is a concession at all: the right to exploit it, and the operating risk, must pass to the supplier.

Source: LUK 1:8 and 1:19 (works and services), 1:13 (what a concession is), 1:22–1:23 (operating risk).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.concession import Every
from svangrum.law.purchase import Act
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase


TABLE = Table((Every,), {Every.CONCESSION: "check"})


@rule("concession", acts=(Act.LUK,), since=date(2022, 2, 1), tables=(TABLE,))
def concession(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes both
    return TABLE(Every.CONCESSION)
