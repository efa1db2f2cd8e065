"""What is counted, and whether the value is close beneath a limit.

Source: LOU 5:3 (options, premiums, VAT), 5:5 (when), 5:6–5:7 a (no evasion), 5:8 (parts), 5:9 (works), 5:10 (leasing),
5:11 (recurring goods and services), 5:13 (services without a total price). LUK 5:2–5:7 and 15:7.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.law.annex2 import Annex2, annex2
from svangrum.law.answer import Answer
from svangrum.law.concession import DIRECT_AWARDS, ConcessionPlace, concession
from svangrum.law.concession import MAY_RISE as CONCESSION_MAY_RISE
from svangrum.law.concession import READS as CONCESSION_READS
from svangrum.law.place import READS, SAME_KIND, amounts, may_rise, standing, threshold_code
from svangrum.law.purchase import Act, Kind
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.core.findings import Value
    from svangrum.core.money import Money
    from svangrum.law.dated import LawAt, Limit
    from svangrum.law.purchase import Purchase


class Counted(StrEnum):
    """What is known of other purchases of the same kind."""

    OWN_ONLY = "not known"
    ALONE = "there are none"
    TOGETHER = "there are some"


class Nearness(StrEnum):
    """Whether the purchase's own value lies close beneath a limit."""

    CLOSE = "close beneath a limit"
    CLEAR = "not close"


TABLE = Table(
    (Counted, Nearness, Kind),
    {
        (counted, nearness, kind): code
        for kind in Kind
        for (counted, nearness), code in {
            (Counted.OWN_ONLY, Nearness.CLEAR): "own-value-only",
            (Counted.ALONE, Nearness.CLEAR): "alone",
            (Counted.TOGETHER, Nearness.CLEAR): "together",
            (Counted.OWN_ONLY, Nearness.CLOSE): "near-limit",
            (Counted.ALONE, Nearness.CLOSE): "near-limit",
            (Counted.TOGETHER, Nearness.CLOSE): "near-limit",
        }.items()
    }
    | {
        (Counted.OWN_ONLY, Nearness.CLEAR, Kind.WORKS): "own-value-only-works",
        (Counted.TOGETHER, Nearness.CLEAR, Kind.WORKS): "together-works",
    },
)
HOW: dict[Kind, tuple[str, ...]] = {
    Kind.SERVICES: ("count-term",),
    Kind.GOODS: ("count-lease",),
    Kind.WORKS: ("count-supplied",),
}
"""The warning on how the value is counted, by kind."""


@rule("value", since=date(2022, 2, 1), reads=READS, tables=(TABLE,))
def value(purchase: Purchase, law: LawAt) -> Answer:
    own, counted = amounts(purchase)
    close = _close_beneath(own, _limits(purchase, law), law.number("near-limit-margin"))
    kind = purchase.kind or Kind.SERVICES
    code = TABLE(_counted(purchase), Nearness.CLOSE if close else Nearness.CLEAR, kind)
    values: dict[str, Value] = {"value": own, "counted": counted}
    asks = SAME_KIND.facts if may_rise(standing(purchase, law), purchase) else ()
    return Answer(code, values | ({"limit": close} if close else {}), warnings=HOW[kind], asks=asks)


def _counted(purchase: Purchase) -> Counted:
    if purchase.same_kind_12_months is None:
        return Counted.OWN_ONLY
    return Counted.TOGETHER if purchase.same_kind_12_months.minor else Counted.ALONE


def _limits(purchase: Purchase, law: LawAt) -> tuple[Limit, ...]:
    status = annex2(purchase)
    threshold = law.limit(threshold_code(purchase, status))
    return (threshold,) if status is Annex2.APPLIES else (law.limit("direct-award-limit"), threshold)


def _close_beneath(own: Money, limits: tuple[Limit, ...], margin: int) -> Money | None:
    """The lowest limit that ``own`` is beneath by less than ``margin`` percent of the limit."""
    amounts = (limit.low for limit in limits if limit.low is not None)
    near = (low for low in amounts if own < low and own.minor * 100 > low.minor * (100 - margin))
    return min(near, key=lambda low: low.minor, default=None)


class Awards(StrEnum):
    """What is known of the year's direct awards of the same kind, where they might matter."""

    IMMATERIAL = "they change nothing, or there are none"
    UNKNOWN = "not known"
    COUNTED = "there are some"


CONCESSION = Table(
    (Awards, Nearness),
    {
        (Awards.IMMATERIAL, Nearness.CLEAR): "concession-own",
        (Awards.UNKNOWN, Nearness.CLEAR): "concession-own-value-only",
        (Awards.COUNTED, Nearness.CLEAR): "concession-together",
        (Awards.IMMATERIAL, Nearness.CLOSE): "concession-near-limit",
        (Awards.UNKNOWN, Nearness.CLOSE): "concession-near-limit",
        (Awards.COUNTED, Nearness.CLOSE): "concession-near-limit",
    },
)


@rule("value", acts=(Act.LUK,), since=date(2022, 2, 1), reads=CONCESSION_READS, tables=(CONCESSION,))
def concession_value(purchase: Purchase, law: LawAt) -> Answer:
    stands = concession(purchase, law)
    close = _close_beneath(stands.own, (stands.direct, stands.threshold), law.number("near-limit-margin"))
    awards = _awards(purchase, stands.place)
    answer = stands.answer(CONCESSION(awards, Nearness.CLOSE if close else Nearness.CLEAR))
    values: dict[str, Value] = {**answer.values, **({"limit": close} if close else {})}
    may_rise = stands.place in CONCESSION_MAY_RISE and purchase.direct_awards_this_year is None
    return replace(answer, values=values, asks=DIRECT_AWARDS.facts if may_rise else ())


def _awards(purchase: Purchase, place: ConcessionPlace) -> Awards:
    if place not in (*CONCESSION_MAY_RISE, ConcessionPlace.TOGETHER):
        return Awards.IMMATERIAL
    if purchase.direct_awards_this_year is None:
        return Awards.UNKNOWN
    return Awards.COUNTED if purchase.direct_awards_this_year.minor else Awards.IMMATERIAL
