"""One need beside every enterprise: the columns beside the same question to PostgreSQL, which must answer alike.

    python -m benchmarks.bench_matching --enterprises 100000 --needs 1000

PostgreSQL is the server of ``SVANGRUM_TEST_POSTGRESQL``; without one only the columns are measured. Its tables hold the
same rows, indexed, with what is free each month worked out beforehand, as in the columns.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import time
from typing import TYPE_CHECKING

from benchmarks.made_register import BEGINS, TODAY, made_needs, made_suppliers
from benchmarks.matching_in_sql import filled, ranked_by_sql
from svangrum.matching.register import Register

if TYPE_CHECKING:
    from collections.abc import Callable

    from svangrum.matching.suppliers import Need

LIMIT = 20
BESIDE = 40
"""So many of the needs are asked of PostgreSQL too."""


def main() -> None:
    asked = _arguments()
    suppliers, needs = list(made_suppliers(asked.enterprises)), list(made_needs(asked.needs))
    begun = time.perf_counter()
    register = Register.of(suppliers, begins=BEGINS)
    print(f"load {len(register)} enterprises: {time.perf_counter() - begun:.2f} s", flush=True)
    answers = _timed("columns", needs, lambda need: _keys(register, need))
    print(f"peak memory, with the enterprises as they came: {_megabytes():.0f} MB", flush=True)
    server = os.environ.get("SVANGRUM_TEST_POSTGRESQL")
    if server is None:
        print("postgresql: no server named by SVANGRUM_TEST_POSTGRESQL")
        return
    with filled(server, register) as connection:
        beside = _timed("postgresql", needs[:BESIDE], lambda need: ranked_by_sql(connection, need, TODAY, LIMIT))
    assert answers[:BESIDE] == beside, "they answer differently"
    print("both answer alike")


def _keys(register: Register, need: Need) -> list[str]:
    """The numbers of the best, with their reasons worked out too."""
    return [fit.key for fit in register.ranked(need, as_of=TODAY, limit=LIMIT)]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, default=100_000)
    parser.add_argument("--needs", type=int, default=1000)
    return parser.parse_args()


def _timed(name: str, needs: list[Need], answer: Callable[[Need], list[str]]) -> list[list[str]]:
    answer(needs[0])
    answers, taken = [], []
    for need in needs:
        start = time.perf_counter()
        answers.append(answer(need))
        taken.append(1000 * (time.perf_counter() - start))
    told = f"median {statistics.median(taken):.1f} ms, worst {max(taken):.1f} ms, together {sum(taken) / 1000:.1f} s"
    print(f"{name}, {len(needs)} needs, the best {LIMIT}: {told}", flush=True)
    return answers


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
