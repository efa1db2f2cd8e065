"""Questions to the facts: Ibis expressions over Parquet, computed by DuckDB or by Apache Spark.

``open_store(store).lots().filter(...).to_pyarrow()``. Nothing is copied into DuckDB, and no other module holds SQL or
knows an engine by name.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis

from svangrum.core.dates import HOME
from svangrum.core.errors import SvangrumError
from svangrum.facts import decp, notice_lots
from svangrum.facts.schemas import ALL_TABLES
from svangrum.facts.store import Snapshot, current

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from svangrum.facts.manifest import Manifest

STATISTICS = "statistics"
DUCKDB, SPARK = "duckdb", "spark"
ENGINES = (DUCKDB, SPARK)


class Facts:
    """One snapshot, open for questions. It keeps to that snapshot also when a newer one comes to hold.

    Open it for an answer, not for the life of a server: an ingest moves the snapshot it supersedes, and a table
    asked after that fails rather than mix two.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._backend: Any = ibis.duckdb.connect()
        self._tables: dict[str, Any] = {}

    @property
    def manifest(self) -> Manifest:
        """Sources, terms, counts. An answer that uses the facts shows its ``attribution``, years and date."""
        return self._snapshot.manifest

    def table(self, name: str) -> Any:  # noqa: ANN401 - ibis ships no types
        """One of ``schemas.ALL_TABLES`` as an Ibis table. Raises ``KeyError`` for another name."""
        if name not in self._tables:
            file = self._snapshot.file(ALL_TABLES[name].name)
            self._tables[name] = self._backend.read_parquet(file, table_name=name)
        return self._tables[name]


class Store:
    """Everything in a data directory that is open for questions, each dataset as it held when first asked for."""

    def __init__(self, path: Path, engine: str = DUCKDB) -> None:
        self._path = path
        self._engine = engine
        self._backend: Any = None
        self._open: dict[str, tuple[Snapshot, Any]] = {}

    def lots(self) -> Any:  # noqa: ANN401 - ibis ships no types
        """Lots as notices tell of them (``notice_lots.LOTS``), as an Ibis table.

        Raises ``SvangrumError`` ``facts.none`` when no notices have been ingested.
        """
        return self._opened(notice_lots.DATASET, notice_lots.LOTS.name)[1]

    @property
    def lots_manifest(self) -> Manifest:
        """Sources, terms and counts of the lots. An answer that uses them shows the ``attribution``."""
        return self._opened(notice_lots.DATASET, notice_lots.LOTS.name)[0].manifest

    def contracts(self) -> Any:  # noqa: ANN401 - ibis ships no types
        """French contracts (``decp.CONTRACTS``), as an Ibis table.

        Raises ``SvangrumError`` ``facts.none`` when none have been ingested.
        """
        return self._opened(decp.DATASET, decp.CONTRACTS.name)[1]

    @property
    def contracts_manifest(self) -> Manifest:
        """Sources, terms and counts of the contracts. An answer that uses them shows the ``attribution``."""
        return self._opened(decp.DATASET, decp.CONTRACTS.name)[0].manifest

    def _opened(self, dataset: str, table: str) -> tuple[Snapshot, Any]:
        if dataset not in self._open:
            snapshot = _snapshot(self._path, dataset)
            if self._backend is None:
                self._backend = connect(self._engine)
            files = [str(snapshot.path / name) for name in snapshot.manifest.files if name.endswith(".parquet")]
            self._open[dataset] = snapshot, read_parquet(self._backend, files, table)
        return self._open[dataset]


def open_store(path: Path | str, engine: str = DUCKDB) -> Store:
    """The data directory, open for questions. ``engine`` is one of ``ENGINES``."""
    return Store(Path(path), engine)


def open_facts(store: Path, dataset: str = STATISTICS) -> Facts:
    """Open the snapshot that holds. Raises ``SvangrumError`` ``facts.none`` when nothing has been ingested."""
    return Facts(_snapshot(store, dataset))


def _snapshot(store: Path, dataset: str) -> Snapshot:
    snapshot = current(store, dataset)
    if snapshot is None:
        raise SvangrumError("facts.none", store=str(store))
    return snapshot


def connect(engine: str = DUCKDB, *, workspace: Path | None = None, workers: int | None = None) -> Any:  # noqa: ANN401
    """A connection to an engine. With a ``workspace`` DuckDB keeps to a small memory and puts the rest there.

    Raises ``SvangrumError``: ``engine.unknown``, ``engine.missing`` (Spark is an extra).
    """
    if engine == SPARK:
        return _spark(workers)
    if engine != DUCKDB:
        raise SvangrumError("engine.unknown", engine=engine, known=", ".join(ENGINES))
    if workspace is None:
        backend = ibis.duckdb.connect()
        # Snapshots never change: what stands last in a large file of Parquet is read once, not for every question
        backend.raw_sql("SET parquet_metadata_cache = true")
        return backend
    return ibis.duckdb.connect(
        memory_limit="112MB", temp_directory=str(workspace), threads=1, preserve_insertion_order=False
    )


def _spark(workers: int | None) -> Any:  # noqa: ANN401 - pyspark is an extra
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise SvangrumError("engine.missing", engine=SPARK) from error
    builder = SparkSession.builder.appName("svangrum").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.session.timeZone", HOME.key)
    if "SPARK_REMOTE" not in os.environ and "SPARK_MASTER" not in os.environ:
        # On this machine: its own Python, with everything that is installed here
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = builder.master(f"local[{workers or '*'}]")
    return ibis.pyspark.connect(builder.getOrCreate())


def read_parquet(backend: Any, files: Sequence[str], name: str) -> Any:  # noqa: ANN401 - ibis ships no types
    """Parquet files as one Ibis table, in either engine."""
    if backend.name == DUCKDB:
        return backend.read_parquet(list(files), table_name=name)
    # Ibis takes one path for Spark, and there are as many as there are parts
    backend._session.read.parquet(*files).createOrReplaceTempView(name)  # noqa: SLF001 - it has no public way to it
    return backend.table(name)


def kept(backend: Any, table: Any, name: str) -> Any:  # noqa: ANN401 - ibis ships no types
    """An expression worked out once, for what is built on it; Spark works it out where it is needed."""
    return backend.create_table(name, table, temp=True) if backend.name == DUCKDB else table


def named(table: Any, name: str) -> Any:  # noqa: ANN401 - ibis ships no types
    """An expression by a name of its own: what is asked of it again and again is then soon put to the engine."""
    return table.get_backend().create_view(name, table, overwrite=True)


def let_go(backend: Any, name: str) -> None:  # noqa: ANN401 - ibis ships no types
    """Done with an expression that was ``kept``."""
    if backend.name == DUCKDB:
        # Ibis 12 writes a DROP TABLE that DuckDB 2 does not take
        backend.raw_sql(f'DROP TABLE "{name}"')


def put(backend: Any, table: Any, name: str) -> Any:  # noqa: ANN401 - ibis and pyarrow ship no types
    """A small Arrow table as an Ibis table beside the facts."""
    if backend.name == DUCKDB:
        # Ibis 12 makes tables in memory by a statement that DuckDB 2 does not take
        backend.con.register(name, table)
    else:
        backend._session.createDataFrame(table).createOrReplaceTempView(name)  # noqa: SLF001 - it has no public way to it
    return backend.table(name)


def question(backend: Any, table: Any) -> str:  # noqa: ANN401 - ibis ships no types
    """An expression in the words of the engine, for people to read."""
    return str(backend.compile(table, pretty=True))


def stream(backend: Any, table: Any, rows: int) -> Iterator[Any]:  # noqa: ANN401 - ibis ships no types
    """The rows of an expression as Arrow batches of about ``rows``, never all at once."""
    if backend.name != DUCKDB:
        yield from table.to_pyarrow_batches(chunk_size=rows)
        return
    # Ibis 12 streams by a method that DuckDB 2 no longer has
    backend._run_pre_execute_hooks(table)  # noqa: SLF001 - it makes tables in memory known
    yield from backend.con.sql(backend.compile(table)).to_arrow_reader(rows)
