"""A firm that helped to prepare the purchase may know more than the others.

Source: LOU 4:8 (above the threshold). Chapters 19 and 19 a have no such rule; equal treatment (19:2, 19 a:8) remains.
Nor has LUK (4:1, 15:2).
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


@rule("prior-knowledge", since=date(2022, 2, 1), reads=READS, tables=(OF_PURCHASES,))
def prior_knowledge(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_PURCHASES, purchase, law)


@rule("prior-knowledge", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(OF_CONCESSIONS,))
def concession_prior_knowledge(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_CONCESSIONS, purchase, law)
