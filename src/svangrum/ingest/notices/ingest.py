"""TED's notices to lot-level facts: read in parts, put together, published as one snapshot.

Parts stay in the data directory by the hash of what they hold. An ingest that was broken off reads only what is
missing, and one with another day's package reads only that.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.facts.engine import DUCKDB, SPARK, connect, read_parquet
from svangrum.facts.manifest import identity_of
from svangrum.facts.notice_lots import DATASET, REFUSED, SOURCES
from svangrum.facts.store import publish, whole, writing
from svangrum.facts.tables import read_aside
from svangrum.ingest.notices.batches import batches, notice_files
from svangrum.ingest.notices.parts import beside, lot_files, rows_in
from svangrum.ingest.notices.publish import EXTRACTOR, LEFT_OUT_FILE, REFUSALS_FILE, Read, write_snapshot
from svangrum.ingest.notices.spark import write_parts_on_spark
from svangrum.ingest.notices.workers import write_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from svangrum.facts.manifest import Manifest
    from svangrum.facts.store import Snapshot
    from svangrum.ingest.notices.parts import Part

    Told = Callable[[int], None]


@dataclass(frozen=True)
class Ingested:
    """What an ingest came to. ``stored`` is False when the same files were there already and nothing was written.

    ``notices`` were looked at in this run, of which ``read_before`` lay in parts of an earlier one.
    """

    snapshot: Snapshot
    notices: int
    read_before: int
    stored: bool

    def refusals(self) -> list[dict[str, str | None]]:
        """Everything that could not be read, with source, member, reason and detail, in order."""
        return self._aside(REFUSALS_FILE)

    def left_out(self) -> list[dict[str, str | None]]:
        """Notices that were read and do not count: told of in another file, or replaced by a later notice."""
        return self._aside(LEFT_OUT_FILE)

    def _aside(self, name: str) -> list[dict[str, str | None]]:
        rows: list[dict[str, str | None]] = read_aside(self.snapshot.path / name).to_pylist()
        return rows


def _silent(_notices: int) -> None:
    pass


def ingest_notices(
    paths: Sequence[Path],
    *,
    store: Path,
    retrieved_at: str,
    workers: int = 1,
    engine: str = DUCKDB,
    told: Told = _silent,
) -> Ingested:
    """Read files, folders and packages of notices into a snapshot that replaces the one before.

    The snapshot is the same to the byte whatever the order of the files and the number of workers. ``retrieved_at`` is
    told from above and stands in the manifest alone. ``told`` hears how many notices more have been read.
    Raises ``SvangrumError``: what ``notice_files`` and ``store.writing`` raise, ``ingest.no-notices`` when not one file
    could be read as a notice, ``engine.missing``.
    """
    files = notice_files(paths)
    with writing(store, DATASET):
        parts = store / "parts" / EXTRACTOR.replace("/", "-")
        parts.mkdir(parents=True, exist_ok=True)
        read = _read(files, parts, workers, engine, told)
        keys = sorted({part.key for part in read})
        notices, before = sum(part.notices for part in read), sum(part.notices for part in read if not part.read)
        refused, sources = beside(parts, keys, REFUSED), beside(parts, keys, SOURCES)
        identity = identity_of(sources["sha256"].to_pylist(), EXTRACTOR)
        held = whole(store, DATASET)
        if held is not None and held.manifest.identity == identity:
            return Ingested(held, notices, before, stored=False)
        lots = lot_files(parts, keys)
        if rows_in(lots) == 0:
            raise SvangrumError("ingest.no-notices", field="path")
        workspace = store / "staging" / "workspace"
        workspace.mkdir(parents=True)
        backend = connect(engine, workspace=workspace, workers=workers)

        def write(folder: Path) -> Manifest:
            parted = Read(read_parquet(backend, lots, "read_lots"), refused, sources)
            return write_snapshot(folder, backend, parted, identity=identity, retrieved_at=retrieved_at)

        try:
            snapshot = publish(store, DATASET, identity, write)
        finally:
            backend.disconnect()
            shutil.rmtree(workspace, ignore_errors=True)
        _forget(parts, keys)
        return Ingested(snapshot, notices, before, stored=True)


def _read(files: Sequence[Path], parts: Path, workers: int, engine: str, told: Told) -> list[Part]:
    done: Iterable[Part] = (
        write_parts_on_spark(files, parts, connect(SPARK, workers=workers))
        if engine == SPARK
        else write_parts(batches(files), parts, workers=workers)
    )
    read = []
    for part in done:
        read.append(part)
        told(part.notices)
    return read


def _forget(parts: Path, keys: Iterable[str]) -> None:
    """Parts of files that are no longer among the sources, half-written ones, and those of another reader."""
    kept = set(keys)
    others = [reader for reader in parts.parent.iterdir() if reader != parts]
    for gone in (*others, *(part for part in parts.iterdir() if part.name not in kept)):
        shutil.rmtree(gone, ignore_errors=True)
