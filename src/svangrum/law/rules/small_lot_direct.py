"""Whether a small lot may be bought directly, when it is below the limit and the whole is above the threshold.

Source: LOU 5:8 (the lot follows chapter 19 or 19 a), 5:7 a, 19 a:2 (the limit is held against the value of the
procurement). The act does not say whether that is the lot or the whole: unsettled.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.place import READS, standing
from svangrum.law.regime import REGIME, Regime
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Answer
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

TABLE = Table(
    (Regime,),
    {
        Regime.DIRECT: "no-small-lot",
        Regime.NATIONAL: "no-small-lot",
        Regime.UNCLEAR: "lot-or-whole",
        Regime.DIRECTIVE: "lot-or-whole",
    },
)


@rule("small-lot-direct", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def small_lot_direct(purchase: Purchase, law: LawAt) -> Answer:
    stands = standing(purchase, law)
    return stands.answer(TABLE(REGIME[stands.place]))
