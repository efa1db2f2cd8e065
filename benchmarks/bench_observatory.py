"""The observatory's figures built from many lots, and asked for by pages, beside the same questions put to all lots.

    python -m benchmarks.bench_observatory [--rows 10000000]

The store of ``big_store``: the Swedish statistics, and lots drawn from real notices. A build runs in a process of its
own, and its peak of memory is told. A page opens the observatory and reads the cells of two dimensions for one country
and all years; cold is the first time in a process, warm the median of twenty. Beside it the query behind the same two
dimensions, over all lots: median of three. Last what the list page reads: the judged of that country, median of five.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import ibis

from benchmarks.big_store import DATA, fill, grow
from benchmarks.timing import milliseconds
from svangrum.analysis.observatory.cells import TED, open_observatory
from svangrum.facts.engine import connect, read_parquet

COUNTRY, PAGE = "FR", ("all", "cpv")
_BUILD = """
import resource, sys, time
from pathlib import Path
from svangrum.analysis.observatory.build import build
began, steps = time.perf_counter(), []
built = build(Path(sys.argv[1]), told=lambda *step: steps.append((round(time.perf_counter() - began, 1), *step)))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"{time.perf_counter() - began:.1f} s, {peak:.0f} MB, {built.snapshot.manifest.facts}, {steps}")
"""


def page(store: Path) -> int:
    """The cells that one page reads."""
    opened = open_observatory(store)
    years = opened.years(TED, COUNTRY)
    return sum(len(opened.cells(TED, COUNTRY, years, dimension)) for dimension in PAGE)


def listed(store: Path) -> int:
    """The judged procurements that a page of the list reads: all of a country's, to be put in order."""
    opened = open_observatory(store)
    return len(opened.reserved(TED, COUNTRY, opened.years(TED, COUNTRY)))


def naive(store: Path) -> int:
    """The same counts from all lots, without verdicts and kinds of winners: the least such a question can take."""
    backend = connect()
    files = [str(file) for file in (store / "facts" / "lots").glob("*/lots.parquet")]
    lots = read_parquet(backend, files, "lots")
    chosen = lots.filter(lots.country == COUNTRY, lots.notice_kind == "result")
    members = [ibis.literal("all"), chosen.cpv_main.left(2)]
    return sum(_counted(chosen, member) for member in members)


def _counted(chosen: ibis.Table, member: ibis.Value) -> int:
    grouped = chosen.group_by(
        year=chosen.published_on.year(),
        member=member,
        tenders=chosen.tenders_received,
        currency=chosen.awarded_currency,
    )
    counted = grouped.aggregate(
        lots=chosen.count(), notices=chosen.notice_id.nunique(), value=chosen.awarded_value.sum()
    )
    return int(counted.to_pyarrow().num_rows)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--rows", type=int, nargs="+", default=[10_000_000])
    given = asked.parse_args()
    if not DATA.is_dir():
        print(f"not measured: {DATA.name} is not there")
        return
    with tempfile.TemporaryDirectory() as place:
        store = Path(place) / "store"
        real = fill(store)
        for rows in given.rows:
            grow(store, real, rows)
            _measure(store, rows)


def _measure(store: Path, rows: int) -> None:
    # A build of facts that have not changed writes nothing
    (store / "current" / "observatory").unlink(missing_ok=True)
    told = subprocess.run([sys.executable, "-c", _BUILD, str(store)], check=True, capture_output=True, text=True)
    print(f"{rows:>10} lots: built in {told.stdout.strip()}")
    began = time.perf_counter()
    cells = page(store)
    cold = 1000 * (time.perf_counter() - began)
    warm, worst = milliseconds(lambda: page(store), 20)
    beside, _ = milliseconds(lambda: naive(store), 3)
    print(
        f"  a page of {cells} cells: cold {cold:.1f} ms, warm {warm:.1f} ms (worst {worst:.1f}); "
        f"all lots {beside:.0f} ms"
    )
    list_warm, list_worst = milliseconds(lambda: listed(store), 5)
    print(f"  the list of {listed(store)} judged: {list_warm:.1f} ms (worst {list_worst:.1f})")


if __name__ == "__main__":
    main()
