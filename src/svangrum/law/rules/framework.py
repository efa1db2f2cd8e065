"""Whether purchases that recur may be gathered in a framework agreement.

Source: LOU 1:20, 5:14, 7:1–7:9 (above the threshold), 19:2, 19:6 and 19:19 (chapter 19, which has no rules of its own),
19 a:1–2 (direct award). LUF 7:1–7:4 allows a longer term and says less of call-offs, so it has codes of its own. LUK
knows no framework agreements.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.concession import Every
from svangrum.law.place import READS
from svangrum.law.purchase import Act
from svangrum.law.regime import OF_EITHER_WAY, Regime, by_regime
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Answer, Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

UTILITIES = Table(
    (Regime,),
    {
        Regime.DIRECT: "direct",
        Regime.NATIONAL: "national",
        Regime.UNCLEAR: "utilities-either-way",
        Regime.DIRECTIVE: "utilities",
    },
)


@rule("framework", acts=(Act.LOU,), since=date(2022, 2, 1), reads=READS, tables=(OF_EITHER_WAY,))
def framework(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_EITHER_WAY, purchase, law)


@rule("framework", acts=(Act.LUF,), since=date(2022, 2, 1), reads=READS, tables=(UTILITIES,))
def framework_of_utilities(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(UTILITIES, purchase, law)


EVERY_CONCESSION = Table((Every,), {Every.CONCESSION: "concession-none"})


@rule("framework", acts=(Act.LUK,), since=date(2022, 2, 1), tables=(EVERY_CONCESSION,))
def concession_framework(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes both
    return EVERY_CONCESSION(Every.CONCESSION)
