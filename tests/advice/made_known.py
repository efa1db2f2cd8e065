"""A register for the tests: enterprises that do not exist, in the trade and the place of the purchase asked about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from svangrum.advice.supply_known import Entry, KnownSuppliers
from svangrum.core.codes import find_municipality
from svangrum.core.money import Money
from svangrum.matching.suppliers import Kind, Measure, Monthly, Proof, Said, Supplier, Willing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DAY = date(2026, 11, 23)
CODE = find_municipality("Exempelstad").code
CLEANING = "90911200"
HOLDS = Proof(holds=True, since=date(2026, 1, 1), expires=date(2028, 12, 31))


def supplier(number: int, hours: int = 400, will: Willing | None = Willing.WHOLE, **more: object) -> Supplier:
    """One that can do ``hours`` a month of cleaning in Exempelstad, unless told otherwise."""
    key = f"{5560000000 + number:010d}"
    told = {
        "key": key,
        "control": key,
        "offers": ("90910000",),
        "places": (CODE,),
        "capacities": (Monthly("90910000", Measure.HOURS, hours, date(2026, 1, 1)),),
        "purpose": HOLDS,
        "share": HOLDS,
        "said": Said(will, DAY) if will else None,
    }
    return Supplier(**{**told, **more})  # type: ignore[arg-type]


def silent(number: int) -> Supplier:
    """One that nobody has taken over: a number and a name."""
    key = f"{5560000000 + number:010d}"
    return Supplier(key, key, (), None)


def elsewhere(number: int) -> Supplier:
    """One that does something else at the place: it fills the register, and can do nothing of what is asked."""
    return supplier(number, offers=("77310000",), capacities=())


def in_trade(number: int) -> Supplier:
    """One of the trade at another place."""
    return supplier(number, places=("0180",))


FILLING = (*(elsewhere(n) for n in range(900, 905)), *(in_trade(n) for n in range(910, 915)))
"""With these a register is well filled for cleaning in Exempelstad, and nobody in it can deliver."""


def known(
    suppliers: Iterable[Supplier],
    *,
    rates: Mapping[int, int] | None = None,
    told_on: date | None = DAY,
    **more: object,
) -> KnownSuppliers:
    """``rates`` are kronor an hour by the number of the supplier."""
    held = sorted(suppliers)
    by_key = {f"{5560000000 + number:010d}": Money.kronor(rate) for number, rate in (rates or {}).items()}
    entries = tuple(
        Entry(
            key=one.key,
            name=f"Påhittat {one.key[-3:]} AB",
            control=one.control,
            offers=one.offers,
            places=one.places,
            everywhere=one.everywhere,
            told_on=told_on if one.offers else None,
            proved="documented" if one.share else None,
            rates={"90910000": by_key[one.key]} if one.key in by_key else {},
        )
        for one in held
    )
    return KnownSuppliers(tuple(held), entries, **more)  # type: ignore[arg-type]


SAMHALL = supplier(700, kind=Kind.SAMHALL)
MUNICIPAL = supplier(701, kind=Kind.MUNICIPAL)
