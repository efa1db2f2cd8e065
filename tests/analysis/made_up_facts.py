"""Snapshots of made-up facts, written as an ingest writes them: any row, without a source file behind it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from svangrum.facts import notice_lots, schemas
from svangrum.facts.manifest import Manifest, identity_of
from svangrum.facts.store import publish, writing
from svangrum.facts.tables import make_table, write_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

DAY = date(2021, 5, 28)
_LOT = {
    "procurement_id": "XX1",
    "lot_id": "XX1_1",
    "year": 2021,
    "tenders": 3,
    "has_procurement": True,
    "published": DAY,
    "title": "Lokalvård i Exempelstad",
    "buyer_name": "EXEMPELSTADS KOMMUN",
    "buyer_orgnr": "2120000142",
    "buyer_sector": "kommun",
    "buyer_subsector": "kommun",
    "cpv": "90911200",
    "source": "0" * 12,
    "source_row": 1,
}
_RESULT = {
    "notice_id": "1-2021",
    "notice_kind": "result",
    "form": "29",
    "published_on": DAY,
    "country": "SE",
    "buyer_name": "Exempelstads kommun",
    "buyer_id": "2120000142",
    "buyer_type": "la",
    "procedure": "open",
    "lot_id": "LOT-0001",
    "title": "Lokalvård i Exempelstad",
    "cpv_main": "90911200",
    "tenders_received": 3,
    "tenders_kind": "exact",
    "winner_names": ["Påhittade Städ AB"],
    "marks_carried": False,
    "source": "0" * 12,
    "member": "1.xml",
}
_ROW = {"year": 2021, "has_procurement": True, "source": "0" * 12, "source_row": 1}


def lot(number: int = 1, **changes: Any) -> dict[str, Any]:
    """A lot of the Swedish statistics, of the procurement ``XX<number>`` unless it is said."""
    return {**_LOT, "procurement_id": f"XX{number}", "lot_id": f"XX{number}_1", **changes}


def result(number: int = 1, **changes: Any) -> dict[str, Any]:
    """A lot of a result in TED, of the notice ``<number>-2021`` unless it is said."""
    return {**_RESULT, "notice_id": f"{number}-2021", **changes}


def winner(procurement: str, **changes: Any) -> dict[str, Any]:
    return {**_ROW, "procurement_id": procurement, "tenders": 1, "supplier_name": "Påhittade Städ AB", **changes}


def value(procurement: str, kronor: int, **changes: Any) -> dict[str, Any]:
    return {**_ROW, "procurement_id": procurement, "value_ore": 100 * kronor, **changes}


def write_statistics(
    store: Path,
    lots: Sequence[Mapping[str, Any]],
    *,
    winners: Sequence[Mapping[str, Any]] = (),
    values: Sequence[Mapping[str, Any]] = (),
    name: str = "1",
) -> str:
    """Make these rows the statistics that hold in ``store``; the identity of the snapshot."""
    procurements = {row["procurement_id"]: {**row, "database": "Exempelbasen"} for row in lots}
    rows = {"procurements": list(procurements.values()), "lots": lots, "winners": winners, "values": values}
    tables = {table: _table(schemas.ALL_TABLES[table], held) for table, held in {**rows, "refusals": []}.items()}
    return _publish(store, "statistics", tables, name)


def write_results(store: Path, results: Sequence[Mapping[str, Any]], *, name: str = "1") -> str:
    """Make these rows the lots of notices that hold in ``store``; the identity of the snapshot."""
    return _publish(store, notice_lots.DATASET, {"lots": _table(notice_lots.LOTS, results)}, name)


def _table(table: Any, rows: Sequence[Mapping[str, Any]]) -> Any:
    return make_table(table, {name: [row.get(name) for row in rows] for name in table.names})


def _publish(store: Path, dataset: str, tables: Mapping[str, Any], name: str) -> str:
    identity = identity_of([name], dataset)

    def write(folder: Path) -> Manifest:
        return Manifest(
            dataset=dataset,
            identity=identity,
            extractor="made-up",
            retrieved_at="2026-11-23",
            publisher="Exempelverket",
            attribution=f"Uppgifter: Exempelverket, {dataset}",
            licence="CC0",
            first_year=2021,
            last_year=2021,
            sources=(),
            facts={},
            totals={},
            refused={},
            cells=(),
            quality={},
            files=write_tables(tables, folder),
        )

    with writing(store, dataset):
        publish(store, dataset, identity, write)
    return identity
