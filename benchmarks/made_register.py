"""Enterprises that do not exist, as many as are asked for, the same for the same seed."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from svangrum.core.codes import cpv_table, municipalities
from svangrum.matching.suppliers import Measure, Monthly, Need, Pause, Proof, Said, Supplier, Willing

if TYPE_CHECKING:
    from collections.abc import Iterator

BEGINS, TODAY = date(2026, 1, 1), date(2026, 11, 27)
DIVISIONS = frozenset(("15", "18", "39", "45", "50", "55", "60", "77", "79", "85", "90", "98"))
"""What work-integrating enterprises offer; the rest of the tree would only make the question easier."""


def made_suppliers(many: int, seed: int = 1) -> Iterator[Supplier]:
    """Each with three offers and the capacity for them, near home, most with proofs, some promised or pausing."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    codes = [code for code in cpv_table() if code[:2] in DIVISIONS]
    towns = [one.code for one in municipalities() if not one.fictional]
    for number in range(many):
        offers = tuple(chance.sample(codes, 3))
        home, reach = chance.randrange(len(towns)), chance.randrange(1, 12)
        proof = _proof(chance) if chance.random() < 0.8 else None
        promised = (Monthly(offers[0], Measure.HOURS, chance.randrange(10, 500), date(2026, 3, 1), date(2027, 3, 1)),)
        will = chance.choice([None, *Willing])
        yield Supplier(
            key=f"{number:010d}",
            control=f"{number // 2 if chance.random() < 0.02 else number}",
            offers=offers,
            places=tuple(towns[(home + step) % len(towns)] for step in range(reach)),
            everywhere=chance.random() < 0.01,
            capacities=tuple(_capacity(chance, code) for code in offers),
            promises=promised if chance.random() < 0.2 else (),
            pauses=(Pause(date(2027, 7, 1), date(2027, 7, 31)),) if chance.random() < 0.1 else (),
            purpose=proof,
            share=proof,
            said=Said(will, BEGINS + timedelta(chance.randrange(300))) if will else None,
        )


def made_needs(many: int, seed: int = 2) -> Iterator[Need]:
    """Needs of two years in the same divisions, all over the country."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    codes = [code for code in cpv_table() if code[:2] in DIVISIONS]
    towns = [one.code for one in municipalities() if not one.fictional]
    for _ in range(many):
        measure, per_month = chance.choice(list(Measure)), chance.choice([20, 160, 400])
        yield Need(chance.choice(codes), chance.choice(towns), date(2027, 1, 1), date(2028, 12, 31), measure, per_month)


def _proof(chance: random.Random) -> Proof:
    since = date(2025, 6, 1) + timedelta(chance.randrange(300))
    return Proof(chance.random() < 0.95, since, since + timedelta(chance.randrange(200, 900)), chance.random() < 0.02)


def _capacity(chance: random.Random, code: str) -> Monthly:
    return Monthly(code, chance.choice(list(Measure)), chance.randrange(20, 2000), BEGINS)
