"""The largest part that lots can reserve: the search beside trying everything, which must find the same.

    python -m benchmarks.bench_lots --needs 60

Trying everything is told for few suppliers and lots only: it takes as much longer for each one more. The search is then
told alone for as many suppliers as a region, a country and Europe have, in twentieths of the need and three lots.
"""

from __future__ import annotations

import argparse
import statistics
import time
from random import Random
from typing import TYPE_CHECKING

from tests.matching.naive_lots import largest

from svangrum.matching.fit import Fit, Reason
from svangrum.matching.lots import largest_reserved
from svangrum.matching.suppliers import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NEEDED = 200
BESIDE = ((3, 2, 10), (4, 2, 10), (5, 2, 10), (6, 2, 10))
"""Suppliers, lots at most, and parts of the need, for trying everything."""
ALONE = (10, 100, 1000, 10_000)
CAPACITIES = (20, 60, 120, 240)
"""The largest that anybody has free: from many who can do little to a few who can do all."""
_REASONS = (Reason.TRADE_COVERS, Reason.PLACE_SERVED)
_WILLS = (Reason.WILL_WHOLE, Reason.WILL_PART, Reason.WILL_TOGETHER)


def main() -> None:
    needs = _arguments().needs
    for suppliers, lots, parts in BESIDE:
        asked = list(_made(suppliers, needs))
        bounds = {"most_lots": lots, "parts": parts, "least": 1}
        found = _timed(f"search, {suppliers} suppliers", asked, lambda held, b=bounds: _search(held, **b))
        tried = _timed(
            f"trying everything, {suppliers} suppliers",
            asked,
            lambda held, b=bounds: largest(held, per_month=NEEDED, **b),
        )
        assert found == tried, "they find differently"
    print("both find the same")
    for suppliers in ALONE:
        _timed(f"search, {suppliers} suppliers, three lots", list(_made(suppliers, needs)), _search)


def _search(held: list[Fit], **bounds: int) -> int:
    return largest_reserved(held, per_month=NEEDED, kinds=tuple(Kind), **bounds).parts


def _made(suppliers: int, needs: int) -> Iterable[list[Fit]]:
    chance = Random(suppliers)  # noqa: S311 - made-up suppliers, the same each time
    for place in range(needs):
        most = CAPACITIES[place % len(CAPACITIES)]
        yield [_fit(number, chance.randint(10, most), chance.choice(_WILLS)) for number in range(suppliers)]


def _fit(number: int, free: int, will: Reason) -> Fit:
    capacity = Reason.CAPACITY_ENOUGH if free >= NEEDED else Reason.CAPACITY_PART
    key = f"{number:010d}"
    return Fit(key, key, Kind.ENTERPRISE, (*_REASONS, capacity, Reason.EVIDENCE_VALID, will), "90910000", 0, free)


def _timed(name: str, asked: list[list[Fit]], answer: Callable[[list[Fit]], int]) -> list[int]:
    found, taken = [], []
    for held in asked:
        start = time.perf_counter()
        found.append(answer(held))
        taken.append(1000 * (time.perf_counter() - start))
    print(
        f"{name}, {len(asked)} needs: median {statistics.median(taken):.2f} ms, worst {max(taken):.2f} ms", flush=True
    )
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--needs", type=int, default=60)
    return parser.parse_args()


if __name__ == "__main__":
    main()
