"""The purchases most like one among many lots, beside reading every counted result of the country, in one run.

    python -m benchmarks.bench_alike [--rows 100000 1000000 10000000]

Three purchases: cleaning in Sweden, cleaning in Germany, works in Poland. For each the first list, which opens the
facts when it is the first of all, and the median of twenty after it. The plainer way ranks with the same points, but
reads the country's results whole. Last the whole answer with the list in it, in words and as JSON.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.big_store import DATA, fill, grow
from benchmarks.timing import milliseconds
from svangrum.advice.advise import advise
from svangrum.advice.explain import explain
from svangrum.advice.export import as_json_object
from svangrum.advice.read import read_purchase
from svangrum.analysis import comparables as alike
from svangrum.analysis.comparables import Wanted, comparables
from svangrum.analysis.likeness import likeness
from svangrum.analysis.published import _counted_results, _result_rows
from svangrum.core.money import Money
from svangrum.facts.engine import open_store

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2026, 11, 23)
PURCHASE = read_purchase(
    {"what": "lokalvård i två förskolor", "value": "1200000", "municipality": "Nordanstig", "cpv": "90911200"}
)
ASKED = {
    "cleaning in Sweden": Wanted(
        what="lokalvård i två förskolor", cpv="90911200", buyer="kommun", value=Money.kronor(1_200_000), reserved=True
    ),
    "cleaning in Germany": Wanted(what="Reinigung von Schulen", cpv="90919300", country="DE", reserved=True),
    "works in Poland": Wanted(what="przebudowa szkoły", cpv="45214200", country="PL"),
}


def whole_country(store: Path, wanted: Wanted) -> Callable[[], object]:
    """The plainer way: every counted result of the country, ranked."""
    results = _counted_results(open_store(store).lots())
    asked = results.filter(results.country == wanted.country, results.published_on < DAY)
    return lambda: likeness(_result_rows(asked.to_pyarrow()), wanted, as_of=DAY)


def measure(store: Path, rows: int) -> None:
    for name, wanted in ASKED.items():
        start = time.perf_counter()
        comparables(store, wanted, as_of=DAY)
        first = 1000 * (time.perf_counter() - start)
        middle, worst = milliseconds(lambda wanted=wanted: comparables(store, wanted, as_of=DAY), 20)
        plain, _ = milliseconds(whole_country(store, wanted), 3)
        print(
            f"{rows:>10} lots, {name:20} first {first:7.1f} ms, then median {middle:6.1f} ms, worst {worst:6.1f} ms; "
            f"the whole country {plain:8.1f} ms"
        )


def whole_answer(store: Path) -> None:
    advice = advise(PURCHASE, as_of=DAY, store=store)
    as_json_object(advice, explain(advice, language="sv"))


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    given = asked.parse_args()
    if not DATA.is_dir():
        print(f"not measured: {DATA.name} is not there")
        return
    with tempfile.TemporaryDirectory() as place:
        store = Path(place) / "store"
        real = fill(store)
        for rows in given.rows:
            grow(store, real, rows)
            alike._OPENED.clear()  # noqa: SLF001 - the same snapshot with other rows: no ingest does that
            measure(store, rows)
            middle, worst = milliseconds(lambda: whole_answer(store), 20)
            print(f"{rows:>10} lots, the whole answer with the list: median {middle:6.1f} ms, worst {worst:6.1f} ms")


if __name__ == "__main__":
    main()
