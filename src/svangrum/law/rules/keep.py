"""What must be kept, and for how long.

Source: LOU 12:17 (above the threshold), 19:23 (chapter 19), 19 a:12 (direct award). All three leave authorities to the
Archives Act, which has not been read; only buyers outside it have a time of their own. LUK 10:15 and 15:10 say the
same, but not of the contract itself.
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


@rule("keep", since=date(2022, 2, 1), reads=READS, tables=(OF_PURCHASES,))
def keep(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_PURCHASES, purchase, law)


@rule("keep", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(OF_CONCESSIONS,))
def concession_keep(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_CONCESSIONS, purchase, law)
