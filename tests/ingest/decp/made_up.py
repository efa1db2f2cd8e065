"""Contracts that do not exist, in every form that is read."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from svangrum.facts import open_store
from svangrum.ingest.decp.fields import FIELDS
from svangrum.ingest.decp.ingest import ingest_decp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from svangrum.ingest.decp.ingest import Ingested

BUYER = "21690123100011"
CLEANING = {
    "id": "2024-1",
    "acheteur_id": BUYER,
    "acheteur_nom": "COMMUNE D'EXEMPLE",
    "acheteur_categorie": "Commune",
    "acheteur_departement_code": "69",
    "acheteur_region_code": "84",
    "nature": "Marché",
    "objet": "Nettoyage des écoles",
    "montant": "41000.5",
    "codeCPV": "90910000-9",
    "procedure": "Procédure adaptée",
    "techniques": "Sans objet",
    "dureeMois": "24",
    "offresRecues": "3",
    "dateNotification": "2024-05-02",
    "datePublicationDonnees": "2024-05-20",
    "considerationsSociales": "Marché réservé, Clause sociale",
    "lieuExecution_code": "69123",
    "lieuExecution_typeCode": "Code commune",
    "idAccordCadre": "",
    "titulaire_id": "34027049500021",
    "titulaire_typeIdentifiant": "SIRET",
    "titulaire_nom": "ESAT LES TILLEULS",
    "titulaire_categorie": "PME",
    "modification_id": "0",
}
Row = dict[str, str]


def row(**other: str) -> Row:
    """A row of the consolidated table: cleaning of schools, reserved, won by a sheltered workshop."""
    assert not other.keys() - CLEANING.keys()
    return {**CLEANING, **other}


def as_csv(rows: Iterable[Mapping[str, str]], *, separator: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, FIELDS, delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def as_parquet(rows: Iterable[Mapping[str, str]], **types: Any) -> bytes:
    """With the types that the consolidated file has, others where a test wants them."""
    kinds = {
        "montant": pa.float64(),
        "offresRecues": pa.int16(),
        "dureeMois": pa.int16(),
        "modification_id": pa.int16(),
    }
    kinds |= {"dateNotification": pa.date32(), "datePublicationDonnees": pa.date32(), **types}
    listed = list(rows)
    columns = {
        name: pa.array([one[name] or None for one in listed], pa.string()).cast(kinds.get(name, pa.string()))
        for name in FIELDS
    }
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink)
    return sink.getvalue()


def contract(**other: Any) -> dict[str, Any]:
    """The same contract in the official JSON, which has no names."""
    return {
        "id": "2024-1",
        "acheteur": {"id": BUYER},
        "nature": "Marché",
        "objet": "Nettoyage des écoles",
        "codeCPV": "90910000-9",
        "procedure": "Procédure adaptée",
        "techniques": {"technique": ["Sans objet"]},
        "dureeMois": 24,
        "offresRecues": 3,
        "dateNotification": "2024-05-02",
        "datePublicationDonnees": "2024-05-20",
        "montant": 41000.5,
        "lieuExecution": {"code": "69123", "typeCode": "Code commune"},
        "considerationsSociales": {"considerationSociale": ["Marché réservé", "Clause sociale"]},
        "titulaires": [{"titulaire": {"typeIdentifiant": "SIRET", "id": "34027049500021"}}],
        **other,
    }


def as_json(*contracts: Mapping[str, Any]) -> bytes:
    return json.dumps({"marches": {"marche": list(contracts)}}, ensure_ascii=False).encode()


def ingested(folder: Path, files: Mapping[str, bytes], *, workers: int = 1, store: str = "store") -> Ingested:
    """Write the files and read them."""
    place = folder / "in"
    place.mkdir(exist_ok=True)
    paths = [place / name for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    return ingest_decp(paths, store=folder / store, retrieved_at="2026-11-26T12:00:00", workers=workers)


def facts(folder: Path, content: bytes, name: str = "decp.csv") -> list[dict[str, Any]]:
    """The contracts that one file gives."""
    ingested(folder, {name: content})
    return contracts(folder)


def contracts(folder: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (
        open_store(folder / "store").contracts().order_by("contract_id", "lot").to_pyarrow().to_pylist()
    )
    return rows


def places(read: Ingested) -> list[tuple[str, int | None, str | None]]:
    """What was set aside: reason, row and column."""
    return [(one.reason, one.row, one.column) for one in read.refusals()]
