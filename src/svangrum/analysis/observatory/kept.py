"""The figures in a store: its snapshot ``observatory``, in memory once and filtered for each question."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from svangrum.analysis.observatory.cells import Cell, Origin
from svangrum.analysis.observatory.judged import review_from, review_text
from svangrum.core.errors import SvangrumError
from svangrum.facts.observatory import CELLS, DATASET, ORIGINS, QUERIES, REVIEWED
from svangrum.facts.store import current
from svangrum.facts.tables import make_table, read_table, write_table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from svangrum.analysis.observatory.shipped import Held
    from svangrum.analysis.reserved_review import Reviewed

_SNAPSHOTS = 4
_ROWS_IN_GROUP = 1 << 13


@dataclass(frozen=True)
class Stored:
    """Figures as they lie in a snapshot, in Arrow."""

    cells: Any
    identity: str
    origins: tuple[Origin, ...]
    queries: dict[tuple[str, str], str]
    folder: Path
    shipped: bool = False

    @cached_property
    def places(self) -> dict[str, dict[str, tuple[int, ...]]]:
        found: dict[str, dict[str, list[int]]] = {}
        for row in self.cells.group_by(["source", "country", "year"]).aggregate([]).to_pylist():
            found.setdefault(row["source"], {}).setdefault(row["country"], []).append(row["year"])
        return {
            source: {country: tuple(sorted(years)) for country, years in countries.items()}
            for source, countries in found.items()
        }

    def select(self, source: str, country: str, years: Collection[int], dimension: str) -> tuple[Cell, ...]:
        wanted = _asked(source, country, years) & (pc.field("dimension") == dimension)
        return tuple(_cell(row) for row in self.cells.filter(wanted).to_pylist())

    def judged(self, source: str, country: str, years: Collection[int]) -> tuple[Reviewed, ...]:
        return self._reviews(_asked(source, country, years))

    def judged_of(self, source: str, procurement_id: str) -> tuple[Reviewed, ...]:
        return self._reviews((pc.field("source") == source) & (pc.field("procurement_id") == procurement_id))

    def _reviews(self, wanted: Any) -> tuple[Reviewed, ...]:  # noqa: ANN401 - pyarrow ships no types
        # They may be hundreds of thousands, and few pages ask for them
        with _told_when_damaged(self.folder):
            table = pq.read_table(self.folder / f"{REVIEWED.name}.parquet", filters=wanted, partitioning=None)
            return tuple(review_from(json.loads(text)) for text in table.column("review").to_pylist())


@contextmanager
def _told_when_damaged(folder: Path) -> Iterator[None]:
    # What Arrow and JSON say of a broken file are kinds of these
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SvangrumError("facts.damaged", store=str(folder)) from error


def _asked(source: str, country: str, years: Collection[int]) -> Any:  # noqa: ANN401 - pyarrow ships no types
    years = pa.array(sorted(years), pa.int64())
    return (pc.field("source") == source) & (pc.field("country") == country) & pc.field("year").isin(years)


def from_store(store: Path) -> Stored | None:
    """The store's own figures; None where they have not been built.

    Raises ``SvangrumError`` ``facts.damaged`` when the snapshot is not whole.
    """
    snapshot = current(store, DATASET)
    if snapshot is None:
        return None
    with _told_when_damaged(store):
        return _read(snapshot.path, snapshot.manifest.identity)


@lru_cache(maxsize=_SNAPSHOTS)
def _read(folder: Path, identity: str) -> Stored:
    tables = {table.name: read_table(folder / f"{table.name}.parquet") for table in (CELLS, QUERIES, ORIGINS)}
    return Stored(
        cells=tables[CELLS.name],
        identity=identity,
        folder=folder,
        origins=tuple(_origin(row) for row in tables[ORIGINS.name].to_pylist()),
        queries={(row["source"], row["dimension"]): row["query"] for row in tables[QUERIES.name].to_pylist()},
    )


def _cell(row: dict[str, Any]) -> Cell:
    value = row.pop("value")
    return Cell(**{**row, "tenders": tuple(row["tenders"])}, value=None if value is None else int(value))


def _origin(row: dict[str, Any]) -> Origin:
    first, last = row.pop("first_year"), row.pop("last_year")
    return Origin(**row, years=None if first is None else (first, last))


def write_figures(held: Held, folder: Path) -> dict[str, int]:
    """Write the figures as the tables of the snapshot, each in its total order; rows by table."""
    tables = {
        CELLS.name: make_table(CELLS, _columns(held.every, CELLS.names)),
        REVIEWED.name: make_table(REVIEWED, _review_columns(held.reviewed)),
        QUERIES.name: make_table(QUERIES, _query_columns(held.queries)),
        ORIGINS.name: make_table(ORIGINS, _origin_columns(held.origins)),
    }
    for name, table in tables.items():
        write_table(table, folder / f"{name}.parquet", rows_in_group=_ROWS_IN_GROUP)
    return {name: table.num_rows for name, table in tables.items()}


def _columns(rows: Collection[object], names: tuple[str, ...]) -> dict[str, list[Any]]:
    return {name: [getattr(row, name) for row in rows] for name in names}


def _review_columns(reviewed: tuple[Reviewed, ...]) -> dict[str, list[Any]]:
    keys = _columns(reviewed, REVIEWED.names[:-1])
    return {**keys, "review": [review_text(one) for one in reviewed]}


def _query_columns(queries: Mapping[tuple[str, str], str]) -> dict[str, list[Any]]:
    return {
        "source": [source for source, _ in queries],
        "dimension": [dimension for _, dimension in queries],
        "query": list(queries.values()),
    }


def _origin_columns(origins: tuple[Origin, ...]) -> dict[str, list[Any]]:
    years = [origin.years or (None, None) for origin in origins]
    return {
        **_columns(origins, ORIGINS.names[:4]),
        "first_year": [first for first, _ in years],
        "last_year": [last for _, last in years],
    }
