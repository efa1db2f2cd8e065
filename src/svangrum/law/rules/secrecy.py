"""Tenders are secret until the decision, and above the threshold the law says how they are opened.

Source: OSL 19:3 (whatever the value), 31:16 (a supplier's business afterwards), 2:3 (municipal companies). Opening:
LOU 12:8 and 12:10 (above the threshold); chapters 19 and 19 a have no rule on it, so equal treatment is what remains.
LUK 10:8 and 10:10 keep tenders closed until the time is out, and say nothing of how they are opened.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.answer import Asks
from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.place import READS
from svangrum.law.purchase import Act, Buyer
from svangrum.law.regime import OF_CONCESSIONS, OF_PURCHASES, by_regime
from svangrum.law.registry import rule

if TYPE_CHECKING:
    from svangrum.law.answer import Answer
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

OF_COMPANIES = ("company-secrecy",)


@rule("secrecy", since=date(2022, 2, 1), reads=READS, tables=(OF_PURCHASES,))
def secrecy(purchase: Purchase, law: LawAt) -> Answer | Asks:
    answer = by_regime(OF_PURCHASES, purchase, law)
    if isinstance(answer, Asks) or purchase.buyer is not Buyer.MUNICIPAL_COMPANY:
        return answer
    return replace(answer, warnings=OF_COMPANIES)


@rule("secrecy", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(OF_CONCESSIONS,))
def concession_secrecy(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_CONCESSIONS, purchase, law)
