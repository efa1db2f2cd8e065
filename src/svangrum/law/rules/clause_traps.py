"""What a contract term on work for people far from the labour market must not do.

Source: LOU 17:1 with 16:2 (a link to this contract), 19:9 point 5 with 19:2, 19 a:8. That a penalty must not fall on a
supplier whom nobody could match is our own conclusion from proportionality. LUK: 14:1 above the threshold; chapter 15
is silent.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.place import READS
from svangrum.law.purchase import Act
from svangrum.law.regime import OF_CONCESSIONS, OF_PURCHASES, by_regime
from svangrum.law.registry import rule

if TYPE_CHECKING:
    from svangrum.law.answer import Answer, Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

SINCE = date(2022, 2, 1)


@rule("clause-link", since=SINCE, reads=READS, tables=(OF_PURCHASES,))
def clause_link(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_PURCHASES, purchase, law)


@rule("clause-penalty", acts=tuple(Act), since=SINCE, reads=READS, tables=(OF_PURCHASES,))
def clause_penalty(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_PURCHASES, purchase, law)


@rule("clause-link", acts=(Act.LUK,), since=SINCE, reads=CONCESSION_READS, tables=(OF_CONCESSIONS,))
def concession_link(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_CONCESSIONS, purchase, law)
