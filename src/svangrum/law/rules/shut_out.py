"""Requirements on the supplier that shut out small firms.

Source: LOU 14:1 (linked and proportionate), 14:4 (turnover), 15:11 and 15:12 (references), 19:2 and 19:9 point 2 (no
closed list in chapter 19), 19 a:8. LUF lets an *enhet* choose other objective conditions (14:1), and applies the rules
of LOU only where it chooses requirements of that kind (14:2, 14:3). LUK 12:2 allows requirements on capacity and
standing only; its chapter 15 has the principles (15:2).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from svangrum.core.money import Money
from svangrum.law.answer import Answer
from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.place import READS
from svangrum.law.purchase import Act, Kind
from svangrum.law.regime import ABOVE, OF_CONCESSIONS, Regime, by_regime, by_regime_and_kind
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

BELOW: dict[Regime, str] = {Regime.DIRECT: "direct", Regime.NATIONAL: "national"}
LOU = Table(
    (Regime, Kind),
    {(regime, kind): code for kind in Kind for regime, code in BELOW.items()}
    | {(regime, kind): "directive" for regime in ABOVE for kind in Kind}
    | {(regime, Kind.WORKS): "directive-works" for regime in ABOVE},
)
LUF = Table(
    (Regime, Kind),
    {(regime, kind): code for kind in Kind for regime, code in BELOW.items()}
    | {(regime, kind): "directive-luf" for regime in ABOVE for kind in Kind},
)


@rule("shut-out", acts=(Act.LOU,), since=date(2022, 2, 1), reads=READS, tables=(LOU,))
def shut_out(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return _with_cap(LOU, purchase, law)


@rule("shut-out", acts=(Act.LUF,), since=date(2022, 2, 1), reads=READS, tables=(LUF,))
def shut_out_luf(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return _with_cap(LUF, purchase, law)


def _with_cap(table: Table, purchase: Purchase, law: LawAt) -> Answer | Asks:
    """The answer with the highest turnover that may be demanded, for the words."""
    answer = by_regime_and_kind(table, purchase, law)
    if not isinstance(answer, Answer):
        return answer
    own = purchase.value or Money.kronor(0)
    return replace(answer, values={**answer.values, "turnover-cap": Money(own.minor * law.number("turnover-times"))})


@rule("shut-out", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(OF_CONCESSIONS,))
def concession_shut_out(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_CONCESSIONS, purchase, law)
