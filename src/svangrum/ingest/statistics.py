"""Upphandlingsmyndigheten's procurement statistics to facts."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from svangrum.core.errors import SvangrumError
from svangrum.facts.manifest import CellCount, Manifest, SheetCount, Source, identity_of
from svangrum.facts.quality import quality_counts
from svangrum.facts.schemas import FACT_TABLES, MEASURES, REFUSALS
from svangrum.facts.store import Snapshot, publish, whole, writing
from svangrum.facts.tables import refusals_from, refusals_table, write_tables
from svangrum.ingest.merge import merge
from svangrum.ingest.paths import file_name, table_files
from svangrum.ingest.tabular import read_bytes
from svangrum.ingest.workers import read_files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from svangrum.facts.refusals import Refusal
    from svangrum.ingest.readings import FileReading
    from svangrum.ingest.workers import Told

DATASET = "statistics"
# Raise it when the same files give other facts than before
EXTRACTOR = "statistics/3"
PUBLISHER = "Upphandlingsmyndigheten"
# The publisher's own terms: who has worked on the figures must say so in these words
ATTRIBUTION = "Uppgifter: Upphandlingsmyndigheten | Bearbetning: Svängrum"
LICENCE = "CC0-1.0"


@dataclass(frozen=True)
class Statistics:
    """What the files say: the four tables of facts (Arrow), what was set aside, and where it came from."""

    tables: Mapping[str, Any]
    refusals: tuple[Refusal, ...]
    files: tuple[FileReading, ...]


@dataclass(frozen=True)
class Ingested:
    """What an ingest came to. ``stored`` is False when the same files were there already and nothing was written.

    ``same_files`` names files that are byte for byte another file of the same run, and were read once.
    """

    snapshot: Snapshot
    refusals: tuple[Refusal, ...]
    same_files: tuple[tuple[str, str], ...]
    stored: bool

    @property
    def all_facts(self) -> bool:
        return not self.refusals and not self.same_files


def _silent(_name: str, _done: int, _count: int) -> None:
    pass


def read_statistics(paths: Sequence[Path], *, workers: int = 1, told: Told = _silent) -> Statistics:
    """Read table files or folders of them to facts, without storing anything.

    The result is the same whatever the order of the files and the number of workers. A file that is no such
    table is set aside, and the rest is read; when none is, its error is raised (``SvangrumError`` ``ingest.…``).
    """
    files, _ = _distinct(table_files(paths))
    return _read(list(files), workers, told)


def ingest_statistics(
    paths: Sequence[Path],
    *,
    store: Path,
    retrieved_at: str,
    workers: int = 1,
    told: Told = _silent,
) -> Ingested:
    """Read table files or folders of them into a snapshot that replaces the one before.

    A snapshot holds what one call was given: give all years at once. Files that were read before, by the same
    extractor, are not read again. ``retrieved_at`` is told from above and stands in the manifest alone.
    Raises what ``read_statistics`` and ``store.writing`` raise.
    """
    files, same = _distinct(table_files(paths))
    identity = identity_of(files.values(), EXTRACTOR)
    with writing(store, DATASET):
        held = whole(store, DATASET)
        if held is not None and held.manifest.identity == identity:
            return Ingested(held, refusals_from(held.read(REFUSALS.name)), same, stored=False)
        statistics = _read(list(files), workers, told)
        # Of what was read: a file may have changed since it was looked at first
        identity = identity_of((one.sha256 for one in statistics.files), EXTRACTOR)

        def write(folder: Path) -> Manifest:
            tables = {**statistics.tables, REFUSALS.name: refusals_table(statistics.refusals)}
            return _manifest(statistics, identity, retrieved_at, write_tables(tables, folder))

        return Ingested(publish(store, DATASET, identity, write), statistics.refusals, same, stored=True)


def _distinct(paths: Sequence[Path]) -> tuple[dict[Path, str], tuple[tuple[str, str], ...]]:
    """The files that differ in content, with their hashes; and each that does not, with the one it equals."""
    first: dict[str, Path] = {}
    same = []
    for path in paths:
        sha256 = hashlib.sha256(read_bytes(path)).hexdigest()
        kept = first.setdefault(sha256, path)
        if kept != path:
            same.append((file_name(path), file_name(kept)))
    return {path: sha256 for sha256, path in first.items()}, tuple(same)


def _read(paths: Sequence[Path], workers: int, told: Told) -> Statistics:
    files = tuple(read_files(paths, workers=workers, told=told))
    if all(one.problem for one in files):
        raise SvangrumError(str(files[0].problem), field="path", **files[0].values)
    merged = merge(files)
    refusals = [refusal for one in files for refusal in _refusals(one)]
    statistics = Statistics(merged.tables, _in_order([*refusals, *merged.refusals]), files)
    _account(statistics)
    return statistics


def _refusals(file: FileReading) -> list[Refusal]:
    return [*file.refusals, *(refusal for sheet in file.sheets for refusal in sheet.refusals)]


def _in_order(refusals: Sequence[Refusal]) -> tuple[Refusal, ...]:
    return refusals_from(refusals_table(refusals))


def _account(statistics: Statistics) -> None:
    """Every row that was read is a fact or was set aside; anything else is a fault in this program."""
    for name, table in statistics.tables.items():
        read = sum(sheet.rows for one in statistics.files for sheet in one.sheets if sheet.table == name)
        refused = sum(refusal.rows for refusal in statistics.refusals if refusal.table == name)
        if read != table.num_rows + refused:
            message = f"{name}: {read} rows read, {table.num_rows} facts, {refused} set aside"
            raise RuntimeError(message)


def _manifest(statistics: Statistics, identity: str, retrieved_at: str, files: tuple[str, ...]) -> Manifest:
    years = sorted({year for table in statistics.tables.values() for year in table["year"].to_pylist()})
    return Manifest(
        dataset=DATASET,
        identity=identity,
        extractor=EXTRACTOR,
        retrieved_at=retrieved_at,
        publisher=PUBLISHER,
        attribution=ATTRIBUTION,
        licence=LICENCE,
        first_year=years[0] if years else None,
        last_year=years[-1] if years else None,
        sources=tuple(_source(one) for one in statistics.files),
        facts={name: table.num_rows for name, table in statistics.tables.items()},
        totals={name: sum(statistics.tables[name][measure].to_pylist()) for name, measure in MEASURES.items()},
        refused=dict(sorted(Counter(refusal.reason for refusal in statistics.refusals).items())),
        cells=_cells(statistics.files),
        quality=quality_counts({name: statistics.tables[name] for name in FACT_TABLES}),
        files=files,
    )


def _source(file: FileReading) -> Source:
    counts = tuple(SheetCount(one.sheet, one.table, one.rows, one.total) for one in file.sheets)
    return Source(file.name, file.sha256, file.bytes, counts, file.problem)


def _cells(files: Sequence[FileReading]) -> tuple[CellCount, ...]:
    return tuple(
        CellCount(sheet.table, odd.column, odd.reason, odd.cells, file.source, odd.first_row)
        for file in files
        for sheet in file.sheets
        for odd in sheet.odd
    )
