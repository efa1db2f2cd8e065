"""Whether tenders may be given credit for employment.

Source: LOU 16:1–2 and 16:6 (above the threshold), 19:9 point 4 with 19:2 (chapter 19). Chapter 19 a says nothing of
award criteria. LUK 13:1–4 (above the threshold); chapter 15 says nothing of them (15:2, 15:4).
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


@rule("award-criterion", since=date(2022, 2, 1), reads=READS, tables=(OF_EITHER_WAY,))
def award_criterion(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_EITHER_WAY, purchase, law)


@rule(
    "award-criterion",
    acts=(Act.LUK,),
    since=date(2022, 2, 1),
    reads=CONCESSION_READS,
    tables=(OF_CONCESSIONS_EITHER_WAY,),
)
def concession_award_criterion(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_CONCESSIONS_EITHER_WAY, purchase, law)
