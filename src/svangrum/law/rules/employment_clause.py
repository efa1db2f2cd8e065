"""Whether the contract may demand that people far from the labour market get work.

Source: LOU 17:1 with 16:2 (above the threshold), 19:9 point 5 with 19:2–3 (chapter 19), 19 a:8 (direct award).
Labour-law conditions: 17:2–17:5, only above the threshold. LUK 14:1–14:5 (above), 15:2–15:4 (chapter 15, which has no
rule of its own on terms).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.place import READS
from svangrum.law.purchase import Act
from svangrum.law.regime import OF_CONCESSIONS_EITHER_WAY, OF_EITHER_WAY, by_regime
from svangrum.law.registry import rule

if TYPE_CHECKING:
    from svangrum.law.answer import Answer, Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase


@rule("employment-clause", since=date(2022, 2, 1), reads=READS, tables=(OF_EITHER_WAY,))
def employment_clause(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_EITHER_WAY, purchase, law)


@rule(
    "employment-clause",
    acts=(Act.LUK,),
    since=date(2022, 2, 1),
    reads=CONCESSION_READS,
    tables=(OF_CONCESSIONS_EITHER_WAY,),
)
def concession_employment_clause(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_CONCESSIONS_EITHER_WAY, purchase, law)
