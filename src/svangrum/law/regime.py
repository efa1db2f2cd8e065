"""How a purchase is made, as far as its place tells: directly, below the threshold, or above it.

What to watch out for follows from this more often than from the exact place. Below the threshold LOU and LUF have
chapter 19, and LUK chapter 15.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.law.answer import Asks
from svangrum.law.concession import DIRECT_AWARDS, ConcessionPlace, ConcessionStanding, concession
from svangrum.law.concession import too_little_known as too_little_known_of_concession
from svangrum.law.place import SAME_KIND, Place, Standing, standing, too_little_known
from svangrum.law.purchase import Act, Kind
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Answer
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase


class Regime(StrEnum):
    """From the lightest to the strictest."""

    DIRECT = "may be made directly, as far as its value goes"
    NATIONAL = "advertised below the threshold, or to be safe"
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


CONCESSION: dict[ConcessionPlace, Regime] = {
    ConcessionPlace.DIRECT: Regime.DIRECT,
    ConcessionPlace.TOGETHER: Regime.NATIONAL,
    ConcessionPlace.NEAR_DIRECT: Regime.NATIONAL,
    ConcessionPlace.SMALL: Regime.NATIONAL,
    ConcessionPlace.NEAR_THRESHOLD: Regime.UNCLEAR,
    ConcessionPlace.ABOVE: Regime.DIRECTIVE,
    ConcessionPlace.ABOVE_OPEN: Regime.UNCLEAR,
    ConcessionPlace.UNREAD: Regime.UNCLEAR,
    ConcessionPlace.ANNEX3_NEAR: Regime.NATIONAL,
    ConcessionPlace.ANNEX3_ABOVE: Regime.NATIONAL,
    ConcessionPlace.ANNEX3_UNREAD: Regime.NATIONAL,
}
ABOVE = (Regime.UNCLEAR, Regime.DIRECTIVE)
"""Where the rules above the threshold are told: they apply, or are followed to be safe."""


OF_PURCHASES = Table(
    (Regime,),
    {
        Regime.DIRECT: "direct",
        Regime.NATIONAL: "national",
        Regime.UNCLEAR: "directive",
        Regime.DIRECTIVE: "directive",
    },
)
"""For a rule that tells what each chapter says, and the strictest where it is not certain which governs."""

OF_EITHER_WAY = Table(
    (Regime,),
    {
        Regime.DIRECT: "direct",
        Regime.NATIONAL: "national",
        Regime.UNCLEAR: "either-way",
        Regime.DIRECTIVE: "directive",
    },
)
"""The same for a rule that says what holds both ways where it is not certain."""

OF_CONCESSIONS = Table(
    (Regime,),
    {
        Regime.DIRECT: "concession-below",
        Regime.NATIONAL: "concession-below",
        Regime.UNCLEAR: "concession-above",
        Regime.DIRECTIVE: "concession-above",
    },
)
"""For a rule that tells two things of concessions: what chapter 15 of LUK leaves, and what the other chapters say."""

OF_CONCESSIONS_EITHER_WAY = Table(
    (Regime,),
    {
        Regime.DIRECT: "concession-direct",
        Regime.NATIONAL: "concession-below",
        Regime.UNCLEAR: "concession-either-way",
        Regime.DIRECTIVE: "concession-above",
    },
)
"""For a rule that also tells of direct award, and says what holds both ways where it is not certain."""

OF_RESERVED_CONCESSIONS = Table(
    (Regime,),
    {
        Regime.DIRECT: "concession-not-reserved",
        Regime.NATIONAL: "concession-below",
        Regime.UNCLEAR: "concession-above",
        Regime.DIRECTIVE: "concession-above",
    },
)
"""For a rule about reservations, which do not arise where the concession may be awarded directly."""


def by_regime(table: Table, purchase: Purchase, law: LawAt) -> Answer | Asks:
    """The answer of a rule that follows from the regime alone; it asks where too little is known to tell."""
    stands = _standing(purchase, law)
    return stands if isinstance(stands, Asks) else stands.answer(table(_regime(stands)))


def by_regime_and_kind(table: Table, purchase: Purchase, law: LawAt) -> Answer | Asks:
    """As ``by_regime``, for a rule that also looks at the kind of contract."""
    stands = _standing(purchase, law)
    if isinstance(stands, Asks):
        return stands
    return stands.answer(table(_regime(stands), purchase.kind or Kind.SERVICES))


def _standing(purchase: Purchase, law: LawAt) -> Standing | ConcessionStanding | Asks:
    """Where the purchase stands in its own act, or a question."""
    if law.act is Act.LUK:
        small = concession(purchase, law)
        return DIRECT_AWARDS if too_little_known_of_concession(small, purchase) else small
    stands = standing(purchase, law)
    return SAME_KIND if too_little_known(stands, purchase) else stands


def _regime(stands: Standing | ConcessionStanding) -> Regime:
    return REGIME[stands.place] if isinstance(stands, Standing) else CONCESSION[stands.place]
