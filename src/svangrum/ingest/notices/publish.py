"""The files of a snapshot of lots, written from the parts in a total order, whatever their size."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from svangrum.facts.engine import kept, stream
from svangrum.facts.manifest import Manifest
from svangrum.facts.notice_lots import DATASET, LOTS, REFUSED, SOURCES
from svangrum.facts.tables import write_aside
from svangrum.ingest.notices.assemble import assembled, one_of_each, replaced_by_later
from svangrum.ingest.notices.rates import euro_rates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Raise it when the same files give other facts than before
EXTRACTOR = "notices/1"
PUBLISHER = "Publications Office of the European Union, TED"
ATTRIBUTION = "Data: TED (ted.europa.eu), © European Union | Processing: Svängrum | Rates: European Central Bank"
LICENCE = "Commission Decision 2011/833/EU"
LOTS_FILE = "lots.parquet"
REFUSALS_FILE, LEFT_OUT_FILE, SOURCES_FILE = "_refusals.arrow", "_left_out.arrow", "_sources.arrow"
ROWS_IN_GROUP = 1 << 17
"""Rows of a Parquet row group: small enough that a question about one kind of purchase reads a few, not all."""
ROWS_IN_BATCH = 1 << 14
DUPLICATE, REPLACED = "notice.duplicate", "notice.replaced"


class Read(NamedTuple):
    """What the parts hold: lots as an Ibis table, refusals and sources as Arrow."""

    lots: Any
    refused: Any
    sources: Any


def write_snapshot(
    folder: Path,
    backend: Any,  # noqa: ANN401 - ibis ships no types
    read: Read,
    *,
    identity: str,
    retrieved_at: str,
) -> Manifest:
    """Write lots, refusals and sources into ``folder``, each in a total order, and tell what stands there."""
    once = kept(backend, one_of_each(read.lots), "once")
    lots = assembled(once, ibis.memtable(euro_rates()))
    counts = _write_lots(stream(backend, _in_order(lots, LOTS.order), ROWS_IN_BATCH), folder / LOTS_FILE)
    left_out = _left_out(read.lots, once)
    left_out_counts = _left_out_counts(left_out)
    write_aside(_sorted(read.refused, REFUSED.order), folder / REFUSALS_FILE)
    write_aside(_sorted(left_out, REFUSED.order), folder / LEFT_OUT_FILE)
    write_aside(_sorted(_merged(read.sources), SOURCES.order), folder / SOURCES_FILE)
    return Manifest(
        dataset=DATASET,
        identity=identity,
        extractor=EXTRACTOR,
        retrieved_at=retrieved_at,
        publisher=PUBLISHER,
        attribution=ATTRIBUTION,
        licence=LICENCE,
        first_year=counts.first_year,
        last_year=counts.last_year,
        sources=(),
        facts={
            LOTS.name: counts.rows,
            "notices": once.notice_id.nunique().to_pyarrow().as_py() - left_out_counts[REPLACED],
        },
        totals={},
        refused=dict(sorted(Counter(read.refused["reason"].to_pylist()).items())),
        cells=(),
        quality={**counts.quality, **left_out_counts},
        files=(LOTS_FILE, REFUSALS_FILE, LEFT_OUT_FILE, SOURCES_FILE),
    )


def _left_out(read: Any, once: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """Notices that were read and are not in the facts: told of elsewhere, or replaced by a later notice."""
    place = read.select("source", "member", "notice_id").distinct()
    kept = once.select("source", "member", "notice_id").distinct()
    duplicate = place.anti_join(kept, ["source", "member", "notice_id"])
    replaced = replaced_by_later(once)
    found = [
        table.select("source", "member", reason=ibis.literal(reason), detail="notice_id")
        for table, reason in ((duplicate, DUPLICATE), (replaced, REPLACED))
    ]
    return ibis.union(*found).to_pyarrow().cast(REFUSED.schema)


def _left_out_counts(left_out: Any) -> dict[str, int]:  # noqa: ANN401 - pyarrow ships no types
    counted = Counter(left_out["reason"].to_pylist())
    return {reason: counted.get(reason, 0) for reason in (DUPLICATE, REPLACED)}


def _merged(sources: Any) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """Each source once, the notices of its batches added up."""
    keys = [name for name in SOURCES.names if name != "notices"]
    summed = sources.group_by(keys).aggregate([("notices", "sum")]).rename_columns({"notices_sum": "notices"})
    return summed.select(SOURCES.names).cast(SOURCES.schema)


def _in_order(table: Any, order: Iterable[str]) -> Any:  # noqa: ANN401 - ibis ships no types
    """Sorted, nulls last: the same in every engine."""
    return table.order_by([ibis.asc(table[name], nulls_first=False) for name in order])


def _sorted(table: Any, order: Iterable[str]) -> Any:  # noqa: ANN401 - pyarrow ships no types
    return table.sort_by([(name, "ascending") for name in order]) if table.num_rows else table


class _Counts:
    """What is counted while the lots go by."""

    def __init__(self) -> None:
        self.rows = 0
        self._years: set[int] = set()
        self._counted: Counter[str] = Counter()

    def add(self, lots: Any) -> None:  # noqa: ANN401 - pyarrow ships no types
        self.rows += lots.num_rows
        self._years.update(year for year in pc.unique(pc.year(lots["published_on"])).to_pylist() if year is not None)
        for column in ("reserved_participation", "reserved_execution", "tenders_kind", "link_kind"):
            for one in pc.value_counts(lots[column]).to_pylist():
                self._counted[f"lots.{column}.{one['values']}"] += one["counts"]

    @property
    def first_year(self) -> int | None:
        return min(self._years, default=None)

    @property
    def last_year(self) -> int | None:
        return max(self._years, default=None)

    @property
    def quality(self) -> dict[str, int]:
        return dict(sorted(self._counted.items()))


def _write_lots(lots: Iterable[Any], path: Path) -> _Counts:
    """Stream the lots into Parquet in row groups of one size, so that the same rows are the same bytes."""
    counts = _Counts()
    with path.open("wb") as handle:
        with pq.ParquetWriter(handle, LOTS.schema, compression="zstd", version="2.6") as writer:
            for table in _row_groups(lots):
                counts.add(table)
                writer.write_table(table, row_group_size=ROWS_IN_GROUP)
        handle.flush()
        os.fsync(handle.fileno())
    return counts


def _row_groups(batches: Iterable[Any]) -> Iterator[Any]:
    waiting: list[Any] = []
    rows = 0
    for batch in batches:
        waiting.append(pa.table(batch).cast(LOTS.schema))
        rows += batch.num_rows
        while rows >= ROWS_IN_GROUP:
            whole = pa.concat_tables(waiting)
            yield whole.slice(0, ROWS_IN_GROUP).combine_chunks()
            waiting, rows = [whole.slice(ROWS_IN_GROUP)], rows - ROWS_IN_GROUP
    if rows:
        yield pa.concat_tables(waiting).combine_chunks()
