"""Changing the contract during its term.

Source: LOU 17:8–17:14 (above the threshold), 17:17 (terms that let it be ended). Chapters 19 and 19 a have no rules on
changes and do not import chapter 17: what holds there is unsettled. LUK 14:8–14:14 (ten percent for works too); its
chapter 15 is silent.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.place import READS
from svangrum.law.purchase import Act, Kind
from svangrum.law.regime import ABOVE, OF_CONCESSIONS, Regime, by_regime, by_regime_and_kind
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Answer, Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

BELOW: dict[Regime, str] = {Regime.DIRECT: "direct", Regime.NATIONAL: "national"}
BY_KIND: dict[Kind, str] = {
    Kind.SERVICES: "directive",
    Kind.GOODS: "directive",
    Kind.WORKS: "directive-works",
}
TABLE = Table(
    (Regime, Kind),
    {(regime, kind): code for kind in Kind for regime, code in BELOW.items()}
    | {(regime, kind): code for regime in ABOVE for kind, code in BY_KIND.items()},
)


@rule("change", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def change(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime_and_kind(TABLE, purchase, law)


@rule("change", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(OF_CONCESSIONS,))
def concession_change(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_CONCESSIONS, purchase, law)
