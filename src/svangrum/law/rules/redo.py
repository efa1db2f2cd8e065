"""What happens when something went wrong: correct or redo, and where that saying does not hold.

Source: LOU 20:6 (a court orders correction or a new procurement, before there is a contract), 12:12 and 19:21 (reasons
for cancelling), 20:12 (review of the cancelling). Signing during the standstill: 20:1, 20:13 b, 21:6. Direct award
without support in law: 20:13 a, 20:17, 21:7. Damages: 20:20. The fee: 21:9.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from svangrum.core.money import Money
from svangrum.law.answer import Answer
from svangrum.law.place import READS
from svangrum.law.purchase import Act
from svangrum.law.regime import Regime, by_regime
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

SINCE = date(2022, 2, 1)
SIGN = Table(
    (Regime,),
    {
        Regime.DIRECT: "no-standstill",
        Regime.NATIONAL: "within-standstill",
        Regime.UNCLEAR: "within-standstill",
        Regime.DIRECTIVE: "within-standstill",
    },
)
REDO = Table(
    (Regime,),
    {
        Regime.DIRECT: "not-advertised",
        Regime.NATIONAL: "national",
        Regime.UNCLEAR: "directive",
        Regime.DIRECTIVE: "directive",
    },
)
UNLAWFUL = Table(
    (Regime,),
    {
        Regime.DIRECT: "counted-wrong",
        Regime.NATIONAL: "advertised",
        Regime.UNCLEAR: "advertised",
        Regime.DIRECTIVE: "advertised",
    },
)


@rule("sign-early", acts=tuple(Act), since=SINCE, reads=READS, tables=(SIGN,))
def sign_early(purchase: Purchase, law: LawAt) -> Answer | Asks:
    answer = by_regime(SIGN, purchase, law)
    if not isinstance(answer, Answer):
        return answer
    return replace(answer, values={**answer.values, "fee-here": _highest_fee(purchase, law)})


@rule("redo", acts=tuple(Act), since=SINCE, reads=READS, tables=(REDO,))
def redo(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(REDO, purchase, law)


@rule("unlawful-direct", acts=tuple(Act), since=SINCE, reads=READS, tables=(UNLAWFUL,))
def unlawful_direct(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(UNLAWFUL, purchase, law)


def _highest_fee(purchase: Purchase, law: LawAt) -> Money:
    """The highest procurement fee for a purchase of this value: a share of it, and never above a sum."""
    share = (purchase.value or Money.kronor(0)).minor * law.number("fee-share") // 100
    most = law.limit("fee-most").value
    return Money(share if most is None else min(share, most.minor))
