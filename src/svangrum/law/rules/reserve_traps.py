"""What a reservation for social enterprises leaves open: the circle, the share, groups, and who does the work.

Source: LOU 4:18 (purpose and share, as conditions for taking part), HFD 2021:48 (the tenderer itself). Groups and the
capacity of others: 4:5 and 14:6, 19:4 and 19:5. Contract terms: 17:1, 19:9 point 5. Tasks that the supplier must
perform itself: 14:8, in LUF 14:17; subcontractors: 17:6. None of it arises where the purchase may be made directly.
LUK: 4:8, 4:5, 12:3 (whatever the requirement), 14:6; its chapter 15 says nothing of groups or of who does the work.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.place import READS
from svangrum.law.purchase import Act, Kind
from svangrum.law.regime import ABOVE, OF_RESERVED_CONCESSIONS, Regime, by_regime, by_regime_and_kind
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Answer, Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

SINCE = date(2022, 2, 1)


def _if_reserved(national: str, directive: str) -> Table:
    """Where the threshold is not certain, the rules above it are told."""
    return Table(
        (Regime,),
        {
            Regime.DIRECT: "not-reserved",
            Regime.NATIONAL: national,
            Regime.UNCLEAR: directive,
            Regime.DIRECTIVE: directive,
        },
    )


CIRCLE = _if_reserved("asf-only", "asf-only")
COUNT = _if_reserved("heads-or-hours", "heads-or-hours")
AFTER_AWARD = _if_reserved("national", "directive")
GROUP = _if_reserved("national", "directive")


@rule("narrower-circle", acts=tuple(Act), since=SINCE, reads=READS, tables=(CIRCLE,))
def narrower_circle(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(CIRCLE, purchase, law)


@rule("share-count", acts=tuple(Act), since=SINCE, reads=READS, tables=(COUNT,))
def share_count(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(COUNT, purchase, law)


@rule("share-after-award", acts=tuple(Act), since=SINCE, reads=READS, tables=(AFTER_AWARD,))
def share_after_award(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(AFTER_AWARD, purchase, law)


@rule("group-bid", since=SINCE, reads=READS, tables=(GROUP,))
def group_bid(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(GROUP, purchase, law)


def _performs(directive: str) -> Table:
    """The statutes let the supplier be bound to perform itself for services, works and installing goods only."""
    by_kind = {Kind.SERVICES: directive, Kind.WORKS: directive, Kind.GOODS: "goods"}
    return Table(
        (Regime, Kind),
        {(Regime.DIRECT, kind): "not-reserved" for kind in Kind}
        | {(Regime.NATIONAL, kind): "national" for kind in Kind}
        | {(regime, kind): by_kind[kind] for regime in ABOVE for kind in Kind},
    )


PERFORMS = _performs("directive")
PERFORMS_LUF = _performs("directive-luf")


@rule("who-performs", acts=(Act.LOU,), since=SINCE, reads=READS, tables=(PERFORMS,))
def who_performs(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime_and_kind(PERFORMS, purchase, law)


@rule("who-performs", acts=(Act.LUF,), since=SINCE, reads=READS, tables=(PERFORMS_LUF,))
def who_performs_luf(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime_and_kind(PERFORMS_LUF, purchase, law)


@rule("group-bid", acts=(Act.LUK,), since=SINCE, reads=CONCESSION_READS, tables=(OF_RESERVED_CONCESSIONS,))
def concession_group(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_RESERVED_CONCESSIONS, purchase, law)


@rule("who-performs", acts=(Act.LUK,), since=SINCE, reads=CONCESSION_READS, tables=(OF_RESERVED_CONCESSIONS,))
def concession_performs(purchase: Purchase, law: LawAt) -> Answer | Asks:
    return by_regime(OF_RESERVED_CONCESSIONS, purchase, law)
