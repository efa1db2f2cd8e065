"""A tender that seems too low, and support that the tenderer receives.

Source: LOU 16:7 and 16:8 (above the threshold), 19:18 (chapter 19: may, not shall, and nothing on state aid). Chapter
19 a has no such rule.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.place import READS
from svangrum.law.regime import Regime, by_regime
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Answer, Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

TABLE = Table(
    (Regime,),
    {
        Regime.DIRECT: "no-rule",
        Regime.NATIONAL: "national",
        Regime.UNCLEAR: "directive",
        Regime.DIRECTIVE: "directive",
    },
)


@rule("low-tender", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def low_tender(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(TABLE, purchase, law)
