"""Whether the purchase may be made directly, without advertising.

Source: LOU 19 a:1–2 (limits), 19 a:3–7 and 6:12–6:19 (special grounds), 19 a:8 (principles), 19 a:15 (own
guidelines), 5:3–5:11 (what is counted). Unlawful direct award: 20:13, 20:13 a, 21:7, 21:9.
LUK 15:6–15:7 (five percent of the threshold, counted with the year's direct awards of the same kind), 8:3–8:5 (special
grounds). Unlawful: 16:13, 17:7, 17:9.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.law.concession import DIRECT_AWARDS, ConcessionPlace, concession
from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.concession import too_little_known as too_little_known_of
from svangrum.law.place import ANNEX2_PLACES, READS, SAME_KIND, Place, standing, too_little_known
from svangrum.law.purchase import Act
from svangrum.law.registry import rule
from svangrum.law.rules.contract import Covered, covered
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Answer, Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase

TABLE = Table(
    (Place, Covered),
    {
        (Place.DIRECT, Covered.NO): "within-limit",
        (Place.DIRECT, Covered.YES): "outside-contract",
        (Place.ANNEX2_DIRECT, Covered.NO): "within-limit-annex2",
        (Place.ANNEX2_DIRECT, Covered.YES): "outside-contract-annex2",
    }
    | {
        (place, contract): code
        for contract in Covered
        for place, code in {
            Place.DIRECT_TOGETHER: "together-over-limit",
            Place.WORKS_TOGETHER: "together-over-limit-works",
            Place.NATIONAL: "over-limit",
            Place.NATIONAL_OPEN: "over-limit-unless-annex2",
            Place.TOGETHER_THRESHOLD: "over-limit",
            Place.WORKS_TOGETHER_THRESHOLD: "over-limit",
            Place.NEAR_THRESHOLD: "over-limit",
            Place.UNREAD_THRESHOLD: "over-limit",
            Place.DIRECTIVE: "over-threshold",
            Place.DIRECTIVE_OPEN: "over-limit-unless-annex2",
            Place.ANNEX2_TOGETHER: "together-over-limit-annex2",
            Place.ANNEX2_NEAR: "near-limit",
            Place.ANNEX2_UNREAD: "limit-not-read",
            Place.ANNEX2_ADVERTISED: "over-limit-annex2",
        }.items()
    },
)


@rule(
    "direct-award",
    since=date(2022, 2, 1),
    reads=(*READS, "covered_by_contract"),
    tables=(TABLE,),
)
def direct_award(purchase: Purchase, law: LawAt) -> Answer | Asks:
    stands = standing(purchase, law)
    if too_little_known(stands, purchase):
        return SAME_KIND
    code = TABLE(stands.place, covered(purchase))
    return stands.measured(code) if stands.place in ANNEX2_PLACES else stands.answer(code)


CONCESSION = Table(
    (ConcessionPlace, Covered),
    {
        (ConcessionPlace.DIRECT, Covered.NO): "concession-within-limit",
        (ConcessionPlace.DIRECT, Covered.YES): "concession-outside-contract",
    }
    | {
        (place, contract): code
        for contract in Covered
        for place, code in {
            ConcessionPlace.TOGETHER: "concession-together",
            ConcessionPlace.NEAR_DIRECT: "concession-near-limit",
            ConcessionPlace.SMALL: "concession-over-limit",
            ConcessionPlace.NEAR_THRESHOLD: "concession-over-limit",
            ConcessionPlace.ABOVE: "concession-over-threshold",
            ConcessionPlace.ABOVE_OPEN: "concession-over-threshold",
            ConcessionPlace.UNREAD: "concession-not-read",
            ConcessionPlace.ANNEX3_NEAR: "concession-over-limit",
            ConcessionPlace.ANNEX3_ABOVE: "concession-over-limit",
            ConcessionPlace.ANNEX3_UNREAD: "concession-not-read",
        }.items()
    },
)


@rule(
    "direct-award",
    acts=(Act.LUK,),
    since=date(2022, 2, 1),
    reads=(*CONCESSION_READS, "covered_by_contract"),
    tables=(CONCESSION,),
)
def concession_direct_award(purchase: Purchase, law: LawAt) -> Answer | Asks:
    stands = concession(purchase, law)
    if too_little_known_of(stands, purchase):
        return DIRECT_AWARDS
    return stands.measured(CONCESSION(stands.place, covered(purchase)))
