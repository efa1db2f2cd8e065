"""The comparables of a purchase among many lots, beside DuckDB reading the same columns without order, in one run.

    python -m benchmarks.bench_comparables [--rows 100000 1000000 10000000]

Synthetic lots with the distribution of the real ones: rows of ../shared/data/notices are drawn with their CPV codes,
countries, days, tenders and values, and given numbers of their own. They are written as a snapshot is, in its order and
row groups, and once more shuffled. The question: works on buildings (CPV group 454) bought in four countries in three
years, with exact counts: how many, the tenders at three quantiles, the share with one. Median of twenty.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from svangrum.facts.engine import DUCKDB, open_store
from svangrum.facts.notice_lots import LOTS
from svangrum.ingest.notices.ingest import ingest_notices
from svangrum.ingest.notices.publish import ROWS_IN_GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "notices" / "xml"
ROUNDS = 20
SHARE = 1 << 20


def comparables(lots: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    wanted = lots.filter(
        lots.cpv_main.between("45400000", "45499999"),
        lots.country.isin(["FR", "DE", "PL", "ES"]),
        lots.published_on.between("2019-01-01", "2021-12-31"),
        lots.tenders_kind == "exact",
    )
    return wanted.aggregate(
        count=wanted.count(),
        low=wanted.tenders_received.quantile(0.1),
        middle=wanted.tenders_received.quantile(0.5),
        high=wanted.tenders_received.quantile(0.9),
        single=(wanted.tenders_received == 1).mean(),
    )


def drawn(real: Any, rows: int) -> Iterator[Any]:  # noqa: ANN401 - pyarrow ships no types
    """Tables of real rows drawn at random, each with a notice number of its own."""
    chance = np.random.Generator(np.random.PCG64(1))
    for start in range(0, rows, SHARE):
        count = min(SHARE, rows - start)
        table = real.take(pa.array(chance.integers(0, real.num_rows, count)))
        numbers = pa.array([f"{start + number}-2024" for number in range(count)])
        yield table.set_column(table.schema.get_field_index("notice_id"), LOTS.schema.field("notice_id"), numbers)


def write(tables: Iterator[Any], path: Path, *, in_order: bool) -> None:
    whole = pa.concat_tables(list(tables))
    if in_order:
        whole = whole.sort_by([(name, "ascending") for name in LOTS.order])
    pq.write_table(whole, path, compression="zstd", version="2.6", row_group_size=ROWS_IN_GROUP)


def median(path: Path) -> tuple[float, Any]:
    backend = ibis.duckdb.connect(threads=2)
    question = comparables(backend.read_parquet(str(path), table_name="lots"))
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        answer = question.to_pyarrow()
        took.append(time.perf_counter() - began)
    return statistics.median(took) * 1000, answer.to_pylist()[0]


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    given = asked.parse_args()
    if not FOLDER.is_dir():
        print(f"not measured: {FOLDER.name} is not there")
        return
    with tempfile.TemporaryDirectory() as place:
        ingest_notices([FOLDER], store=Path(place) / "store", retrieved_at="", workers=2)
        real = open_store(Path(place) / "store", DUCKDB).lots().to_pyarrow().cast(LOTS.schema)
        slim = real.drop_columns(["title", "performance_terms", "buyer_name", "winner_names", "member"])
        for rows in given.rows:
            figures = {}
            for name, in_order in (("sorted", True), ("shuffled", False)):
                path = Path(place) / f"{name}.parquet"
                write(drawn(slim, rows), path, in_order=in_order)
                figures[name], answer = median(path)
            print(
                f"{rows:>10} lots: sorted {figures['sorted']:6.1f} ms, shuffled {figures['shuffled']:6.1f} ms; {answer}"
            )


if __name__ == "__main__":
    main()
