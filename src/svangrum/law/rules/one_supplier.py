"""No firm may be favoured, not even for being local.

Source: LOU 4:1 and 4:2 (above the threshold), 19:2 (chapter 19), 19 a:8 (direct award).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.place import READS
from svangrum.law.purchase import Act
from svangrum.law.regime import OF_PURCHASES, by_regime
from svangrum.law.registry import rule

if TYPE_CHECKING:
    from svangrum.law.answer import Answer, Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase


@rule("one-supplier", acts=tuple(Act), since=date(2022, 2, 1), reads=READS, tables=(OF_PURCHASES,))
def one_supplier(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_PURCHASES, purchase, law)
