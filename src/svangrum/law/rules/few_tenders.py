"""When no suitable tender came, or only one.

Source: LOU 6:12 and 6:13 (above the threshold), 19 a:3 (after chapter 19): a purchase without a new notice, as long as
the conditions are not changed materially. Whether dropping a reservation is such a change is unsettled. LUK 8:4, 8:5
and 15:6.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.place import READS
from svangrum.law.purchase import Act
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
        Regime.DIRECT: "not-advertised",
        Regime.NATIONAL: "national",
        Regime.UNCLEAR: "directive",
        Regime.DIRECTIVE: "directive",
    },
)


@rule("few-tenders", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def few_tenders(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(TABLE, purchase, law)


CONCESSION = Table(
    (Regime,),
    {
        Regime.DIRECT: "concession-not-advertised",
        Regime.NATIONAL: "concession-below",
        Regime.UNCLEAR: "concession-above",
        Regime.DIRECTIVE: "concession-above",
    },
)


@rule("few-tenders", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(CONCESSION,))
def concession_few_tenders(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(CONCESSION, purchase, law)
