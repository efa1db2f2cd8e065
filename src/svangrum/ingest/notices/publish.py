"""The files of a snapshot of lots, written from the parts in a total order, whatever their size."""

from __future__ import annotations

import functools
import operator
import os
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from svangrum.facts.engine import kept, let_go, stream
from svangrum.facts.manifest import Manifest
from svangrum.facts.notice_lots import DATASET, LOTS, REFUSED, SOURCES
from svangrum.facts.tables import write_aside
from svangrum.ingest.notices.assemble import PLACE, assembled, files_of, latest, links_by_each_way, one_of_each, surest
from svangrum.ingest.notices.rates import euro_rates
from svangrum.ingest.notices.version import reader_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

# The same files give other facts when the reader or the rates are others
EXTRACTOR = f"notices/1-{reader_digest()}"
PUBLISHER = "Publications Office of the European Union, TED"
ATTRIBUTION = "Data: TED (ted.europa.eu), © European Union | Processing: Svängrum | Rates: European Central Bank"
LICENCE = "Commission Decision 2011/833/EU"
LOTS_FILE = "lots.parquet"
REFUSALS_FILE, LEFT_OUT_FILE, SOURCES_FILE = "_refusals.arrow", "_left_out.arrow", "_sources.arrow"
ROWS_IN_GROUP = 1 << 15
"""Rows of a Parquet row group: small enough that a question about one kind of purchase reads a few, not all."""
ROWS_IN_BATCH = 1 << 14
_LAST = "~"
"""Stands after every CPV, country and day: what is not stated comes last."""
DUPLICATE, REPLACED = "notice.duplicate", "notice.replaced"


class Cut(NamedTuple):
    """How the order is cut into stretches: of so many rows, between values of its first columns."""

    rows: int
    by: tuple[str, ...]


CUTS = (
    Cut(1_000_000, LOTS.order[:2]),
    Cut(128_000, LOTS.order[:4]),
    Cut(16_000, LOTS.order[:4]),
)
"""The last is what is sorted at once: some rows carry thousands of characters, and they must go into the memory of the
engine. The first is by kind of purchase alone, for there are as many notices as there are."""


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
    counted = kept(backend, latest(once), "counted")
    files = kept(backend, files_of(counted), "files")
    ways = [kept(backend, way, f"links_{number}") for number, way in enumerate(links_by_each_way(counted))]
    links = kept(backend, surest(ways), "links")
    counts = _write_lots(_lots(backend, read.lots, files, links), folder / LOTS_FILE)
    left_out = _left_out(read.lots, once, files)
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
        facts={LOTS.name: counts.rows, "notices": files.count().to_pyarrow().as_py()},
        totals={},
        refused=dict(sorted(Counter(read.refused["reason"].to_pylist()).items())),
        cells=(),
        quality={**counts.quality, **_left_out_counts(left_out)},
        files=(LOTS_FILE, REFUSALS_FILE, LEFT_OUT_FILE, SOURCES_FILE),
    )


def _lots(backend: Any, read: Any, files: Any, links: Any) -> Iterator[Any]:  # noqa: ANN401 - ibis ships no types
    """The facts in their order, as Arrow batches: one stretch of the order at a time, so that memory has an end."""
    rates = ibis.memtable(euro_rates())
    for some in _cut(backend, read, CUTS):
        # The tables of all notices are cut to these: what a join holds in memory is as small as they are
        told, linked = files.semi_join(some, "notice_id"), links.semi_join(some, "notice_id")
        yield from stream(backend, _in_order(assembled(some, told, linked, rates), LOTS.order), ROWS_IN_BATCH)


def _cut(backend: Any, rows: Any, cuts: Sequence[Cut]) -> Iterator[Any]:  # noqa: ANN401 - ibis ships no types
    """The rows in stretches of the order, first in large ones and each of them in smaller.

    A stretch is laid aside on disk, so that a small one is sought in the larger around it and not in all there is.
    """
    if not cuts:
        yield rows
        return
    cut, *smaller = cuts
    keyed = rows.mutate(stretch=_key(rows, *cut.by))
    stretches = _stretches(keyed, cut.rows)
    if len(stretches) == 1:
        yield from _cut(backend, rows, smaller)
        return
    name = f"stretch_{len(smaller)}"
    for first, last in stretches:
        laid_aside = kept(backend, keyed.filter(keyed.stretch.between(first, last)).drop("stretch"), name)
        yield from _cut(backend, laid_aside, smaller)
        let_go(backend, name)


def _key(table: Any, *names: str) -> Any:  # noqa: ANN401 - ibis ships no types
    """The first columns of the order as one text that sorts as they do: all but the last are of one width."""
    return functools.reduce(operator.add, (table[name].cast("string").fill_null(_LAST) for name in names))


def _stretches(keyed: Any, most: int) -> list[tuple[str, str]]:  # noqa: ANN401 - ibis ships no types
    """First and last key of stretches of the order, each with so many rows and those of its last key."""
    counted = keyed.group_by("stretch").aggregate(rows=keyed.count())
    before = counted.rows.cumsum(order_by=counted.stretch) - counted.rows
    placed = counted.mutate(number=before // most)
    bounds = placed.group_by("number").aggregate(first=placed.stretch.min(), last=placed.stretch.max())
    return [(one["first"], one["last"]) for one in bounds.order_by("number").to_pyarrow().to_pylist()]


def _left_out(read: Any, once: Any, files: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """Notices that were read and are not in the facts: told of in another file, or replaced by a later notice."""
    first = files_of(once)
    duplicate = files_of(read).anti_join(first, PLACE)
    replaced = first.anti_join(files, PLACE)
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
                # What was set free is handed back, or it would pile up over millions of rows
                pa.default_memory_pool().release_unused()
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
