"""The files of a snapshot of contracts: rows brought together by contract, written in a total order."""

from __future__ import annotations

import os
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from svangrum.facts.decp import CONTRACTS, DATASET
from svangrum.facts.engine import stream
from svangrum.facts.manifest import Manifest, SheetCount, Source
from svangrum.facts.tables import refusals_table, write_aside
from svangrum.ingest.decp.fold import Row, contracts
from svangrum.ingest.decp.rows import STAGED
from svangrum.ingest.decp.version import EXTRACTOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from svangrum.ingest.decp.files import ReadFile

PUBLISHER = "data.gouv.fr, données essentielles de la commande publique, consolidées (decp.info)"
# Licence Ouverte 2.0 asks for the source and the day its data were last changed: that day is in the name of the file
ATTRIBUTION = "Data: DECP consolidées, data.gouv.fr (decp.info), Licence Ouverte 2.0 | Processing: Svängrum"
LICENCE = "etalab-2.0"
CONTRACTS_FILE, REFUSALS_FILE = "contracts.parquet", "_refusals.arrow"
ROWS_IN_GROUP = 1 << 13
ROWS_IN_BATCH = 1 << 12


def write_snapshot(
    folder: Path,
    backend: Any,  # noqa: ANN401 - ibis ships no types
    staged: Any,  # noqa: ANN401 - ibis ships no types
    files: Sequence[ReadFile],
    *,
    identity: str,
    retrieved_at: str,
) -> Manifest:
    """Write contracts and refusals into ``folder`` and tell what stands there."""
    counts = _Counts()
    # By contract alone: what comes of the rows of one does not hang on their order
    rows = _rows(stream(backend, staged.order_by("contract_id"), ROWS_IN_BATCH))
    _write(counts.counted(contracts(rows)), folder / CONTRACTS_FILE)
    refusals = [refusal for file in files for refusal in file.refusals]
    write_aside(refusals_table(refusals), folder / REFUSALS_FILE)
    refused: Counter[str] = Counter()
    for refusal in refusals:
        refused[refusal.reason] += refusal.rows
    return Manifest(
        dataset=DATASET,
        identity=identity,
        extractor=EXTRACTOR,
        retrieved_at=retrieved_at,
        publisher=PUBLISHER,
        attribution=ATTRIBUTION,
        licence=LICENCE,
        first_year=min(counts.years, default=None),
        last_year=max(counts.years, default=None),
        sources=tuple(_source(file) for file in files),
        facts={CONTRACTS.name: counts.rows},
        totals={},
        refused=dict(sorted(refused.items())),
        cells=tuple(odd for file in files for odd in file.odd),
        quality=counts.quality(),
        files=(CONTRACTS_FILE, REFUSALS_FILE),
    )


def _source(file: ReadFile) -> Source:
    sheets = () if file.problem else (SheetCount(None, CONTRACTS.name, file.rows, file.rows),)
    return Source(file.name, file.sha256, file.bytes, sheets, file.problem)


def _rows(batches: Iterable[Any]) -> Iterator[Any]:
    """The rows of Arrow batches, one by one."""
    for batch in batches:
        columns = [batch.column(name).to_pylist() for name in STAGED.names]
        yield from map(Row._make, zip(*columns, strict=True))


def _write(rows: Iterable[dict[str, Any]], path: Path) -> None:
    """Stream the contracts into Parquet in row groups of one size, so that the same rows are the same bytes."""
    with path.open("wb") as handle:
        with pq.ParquetWriter(handle, CONTRACTS.schema, compression="zstd", version="2.6") as writer:
            waiting = iter(rows)
            while some := list(islice(waiting, ROWS_IN_GROUP)):
                writer.write_table(_table(some), row_group_size=ROWS_IN_GROUP)
        handle.flush()
        os.fsync(handle.fileno())


def _table(rows: Sequence[dict[str, Any]]) -> Any:  # noqa: ANN401 - pyarrow ships no types
    arrays = [pa.array([row[column.name] for row in rows], column.type) for column in CONTRACTS.columns]
    return pa.Table.from_arrays(arrays, schema=CONTRACTS.schema)


class _Counts:
    """What is counted while the contracts go by."""

    def __init__(self) -> None:
        self.rows = 0
        self.years: set[int] = set()
        self._counted: Counter[str] = Counter()

    def counted(self, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for row in rows:
            self.rows += 1
            self.years.add(row["year"])
            self._counted.update(_known(row))
            self._counted["holders.all"] += row["holders"]
            self._counted["holders.persons"] += row["persons"]
            self._counted["holders.unknown"] += row["holder_kinds"].count("unknown")
            yield row

    def quality(self) -> dict[str, int]:
        return dict(sorted(self._counted.items()))


def _known(row: dict[str, Any]) -> Iterator[str]:
    """What a reader of the facts must know about one contract, as codes that are counted."""
    yield from (f"contracts.{name}" for name in ("reserved", "social_clause", "social_criterion") if row[name])
    if row["reserved"] is None:
        yield "contracts.considerations-unknown"
    for name, stated in (("offers_received", "offers_stated"), ("value_cents", "value_stated_cents")):
        if row[name] is None:
            yield f"contracts.{name}." + ("unknown" if row[stated] is None else "implausible")
    if row["sources"] > 1 and row["lot"] == 1:
        yield "contracts.elsewhere"
    if row["lot"] > 1:
        yield "contracts.lots"
    if row["modifications"]:
        yield "contracts.modified"
    if row["nuts"] is None:
        yield "contracts.place-unknown"
