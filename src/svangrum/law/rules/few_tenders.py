"""When no suitable tender came, or only one.

Source: LOU 6:12 and 6:13 (above the threshold), 19 a:3 (after chapter 19): a purchase without a new notice, as long as
the conditions are not changed materially. Whether dropping a reservation is such a change is unsettled. 19 a:4 (only
invalid or unacceptable tenders), which LUF lacks. LUK 8:4, 8:5 and 15:6.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.answer import Answer
from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.place import READS
from svangrum.law.purchase import Act
from svangrum.law.regime import Regime, by_regime
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Asks
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


ONLY_UNACCEPTABLE = ("only-unacceptable",)
"""After chapter 19 of LOU there is a ground of its own when all tenders are invalid or unacceptable."""


@rule("few-tenders", acts=(Act.LOU,), since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def few_tenders(purchase: Purchase, law: LawAt) -> Answer | Asks:
    answer = by_regime(TABLE, purchase, law)
    if isinstance(answer, Answer) and answer.code == "national":
        return replace(answer, warnings=ONLY_UNACCEPTABLE)
    return answer


@rule("few-tenders", acts=(Act.LUF,), since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def utilities_few_tenders(purchase: Purchase, law: LawAt) -> Answer | Asks:
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
