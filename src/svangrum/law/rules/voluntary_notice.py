"""Whether an intention to buy directly may be announced beforehand, and what that shields from.

Source: LOU 19 a:9 (direct award), 10:5 (negotiation without prior publication, above the threshold), 20:3 (standstill),
20:11 (review), 20:15 (no invalidity). A fee for unlawful direct award (21:7) is not lifted.
LUK 8:7, 16:3 and 16:15: only where a concession is awarded without advertising under 8:3–4, not because it is small.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.place import READS, Place, by_place
from svangrum.law.purchase import Act
from svangrum.law.regime import Regime, by_regime
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Answer, Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

TABLE = Table(
    (Place,),
    {
        Place.DIRECT: "direct",
        Place.DIRECT_TOGETHER: "if-direct",
        Place.WORKS_TOGETHER: "if-direct",
        Place.NATIONAL: "exception-national",
        Place.NATIONAL_OPEN: "exception-national",
        Place.TOGETHER_THRESHOLD: "exception-either-way",
        Place.WORKS_TOGETHER_THRESHOLD: "exception-either-way",
        Place.NEAR_THRESHOLD: "exception-either-way",
        Place.UNREAD_THRESHOLD: "exception-either-way",
        Place.DIRECTIVE: "exception-directive",
        Place.DIRECTIVE_OPEN: "exception-either-way",
        Place.ANNEX2_DIRECT: "direct",
        Place.ANNEX2_TOGETHER: "if-direct",
        Place.ANNEX2_NEAR: "if-direct",
        Place.ANNEX2_UNREAD: "if-direct",
        Place.ANNEX2_ADVERTISED: "exception-national",
    },
)


@rule("voluntary-notice", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def voluntary_notice(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_place(TABLE, purchase, law)


CONCESSION = Table(
    (Regime,),
    {
        Regime.DIRECT: "concession-direct",
        Regime.NATIONAL: "concession-exception",
        Regime.UNCLEAR: "concession-exception",
        Regime.DIRECTIVE: "concession-exception",
    },
)


@rule("voluntary-notice", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(CONCESSION,))
def concession_voluntary_notice(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(CONCESSION, purchase, law)
