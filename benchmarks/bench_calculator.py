"""Ten thousand draws of the extended calculation, beside the same sum worked one draw at a time."""

from __future__ import annotations

import statistics
import time
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from svangrum.guide.calculation.extended import DRAWS, UNCERTAIN, Uncertain, default_ranges, extend, levels_of
from svangrum.guide.calculation.inputs import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2026, 11, 26)
ONE_BY_ONE = 1_000
ROUNDS = 20


def milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    uncertain = Uncertain(default_ranges(EXAMPLE, as_of=DAY))
    one = {name: np.array(uncertain.ranges[name].likely / 100) for name in UNCERTAIN}
    extend(EXAMPLE, uncertain, as_of=DAY)
    together = statistics.median(milliseconds(lambda: extend(EXAMPLE, uncertain, as_of=DAY)) for _ in range(ROUNDS))
    alone = milliseconds(lambda: [levels_of(EXAMPLE, uncertain, one, as_of=DAY) for _ in range(ONE_BY_ONE)])
    print(f"{DRAWS} draws together: {together:.1f} ms, median of {ROUNDS}")
    print(f"{DRAWS} draws one by one: {alone * DRAWS / ONE_BY_ONE:.0f} ms, from {ONE_BY_ONE}")


if __name__ == "__main__":
    main()
