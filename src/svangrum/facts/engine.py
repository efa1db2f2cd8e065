"""Questions to the facts: Ibis expressions over a snapshot's Parquet, computed by DuckDB.

``facts.table("lots").filter(...).to_pyarrow()``. Nothing is copied into DuckDB, and no other module holds SQL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from svangrum.core.errors import SvangrumError
from svangrum.facts.schemas import ALL_TABLES
from svangrum.facts.store import Snapshot, current

if TYPE_CHECKING:
    from pathlib import Path

    from svangrum.facts.manifest import Manifest

STATISTICS = "statistics"


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


def open_facts(store: Path, dataset: str = STATISTICS) -> Facts:
    """Open the snapshot that holds. Raises ``SvangrumError`` ``facts.none`` when nothing has been ingested."""
    snapshot = current(store, dataset)
    if snapshot is None:
        raise SvangrumError("facts.none", store=str(store))
    return Facts(snapshot)
