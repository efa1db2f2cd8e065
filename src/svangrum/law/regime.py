"""How a purchase is made, as far as its place tells: directly, under chapter 19, or above the threshold.

What to watch out for follows from this more often than from the exact place.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.law.place import SAME_KIND, Place, standing, too_little_known
from svangrum.law.purchase import Kind

if TYPE_CHECKING:
    from svangrum.law.answer import Answer, Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase
    from svangrum.law.table import Table


class Regime(StrEnum):
    """From the lightest to the strictest."""

    DIRECT = "may be made directly, as far as its value goes"
    NATIONAL = "advertised under chapter 19, or to be safe"
    UNCLEAR = "advertised; it is not certain whether above or below the threshold"
    DIRECTIVE = "advertised above the threshold"


REGIME: dict[Place, Regime] = {
    Place.DIRECT: Regime.DIRECT,
    Place.DIRECT_TOGETHER: Regime.NATIONAL,
    Place.WORKS_TOGETHER: Regime.NATIONAL,
    Place.NATIONAL: Regime.NATIONAL,
    Place.NATIONAL_OPEN: Regime.NATIONAL,
    Place.TOGETHER_THRESHOLD: Regime.UNCLEAR,
    Place.WORKS_TOGETHER_THRESHOLD: Regime.UNCLEAR,
    Place.NEAR_THRESHOLD: Regime.UNCLEAR,
    Place.UNREAD_THRESHOLD: Regime.UNCLEAR,
    Place.DIRECTIVE: Regime.DIRECTIVE,
    Place.DIRECTIVE_OPEN: Regime.UNCLEAR,
    Place.ANNEX2_DIRECT: Regime.DIRECT,
    Place.ANNEX2_TOGETHER: Regime.NATIONAL,
    Place.ANNEX2_NEAR: Regime.NATIONAL,
    Place.ANNEX2_UNREAD: Regime.NATIONAL,
    Place.ANNEX2_ADVERTISED: Regime.NATIONAL,
}


ABOVE = (Regime.UNCLEAR, Regime.DIRECTIVE)
"""Where the rules above the threshold are told: they apply, or are followed to be safe."""


def by_regime(table: Table, purchase: Purchase, law: LawAt) -> Answer | Asks:
    """The answer of a rule that follows from the regime alone; it asks where too little is known to tell."""
    stands = standing(purchase, law)
    return SAME_KIND if too_little_known(stands, purchase) else stands.answer(table(REGIME[stands.place]))


def by_regime_and_kind(table: Table, purchase: Purchase, law: LawAt) -> Answer | Asks:
    """As ``by_regime``, for a rule that also looks at the kind of contract."""
    stands = standing(purchase, law)
    if too_little_known(stands, purchase):
        return SAME_KIND
    return stands.answer(table(REGIME[stands.place], purchase.kind or Kind.SERVICES))
