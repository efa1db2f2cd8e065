"""The real tables of 2021: every row accounted for, every total the sheets' own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from svangrum.ingest.statistics import ingest_statistics
from tests.ingest.test_privacy import stored_texts

if TYPE_CHECKING:
    from pathlib import Path

    from svangrum.ingest.statistics import Ingested

pytestmark = pytest.mark.shared
Sheets = dict[str, list[dict[str, Any]]]
NAMES = {
    "procurements": "number_of_procurements",
    "lots": "number_of_tenders",
    "winners": "number_of_contracted_tenders_with_suppliers",
    "values": "contracted_value",
}


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "data" / "uhm-2021"


@pytest.fixture(scope="module")
def sheets(folder: Path) -> Sheets:
    """The cells as the bare parser gives them."""
    found = {}
    for table, name in NAMES.items():
        header, *rows = CalamineWorkbook.from_path(folder / f"{name}.xlsx").get_sheet_by_index(0).to_python()
        found[table] = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    return found


@pytest.fixture(scope="module")
def ingested(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Ingested:
    store = tmp_path_factory.mktemp("store")
    return ingest_statistics([folder], store=store, retrieved_at="2026-11-23", workers=1)


def test_every_row_is_a_fact_or_a_refusal(ingested: Ingested, sheets: Sheets) -> None:
    for table, rows in sheets.items():
        refused = sum(one.rows for one in ingested.refusals if one.table == table)
        assert ingested.snapshot.read(table).num_rows + refused == len(rows), table


def test_totals_are_the_sheets(ingested: Ingested, sheets: Sheets) -> None:
    totals = ingested.snapshot.manifest.totals

    assert totals["lots"] == sum(row["Antal anbud, Summa"] for row in sheets["lots"])
    assert totals["winners"] == sum(row["Antal kontrakterade anbud*, Summa"] for row in sheets["winners"])
    assert totals["values"] == 100 * sum(row["Kontrakterat värde, Summa"] for row in sheets["values"])


def test_only_the_procurement_that_stands_twice_is_set_aside(ingested: Ingested, sheets: Sheets) -> None:
    ids = [row["Upphandlings-ID"] for row in sheets["procurements"]]
    (refusal,) = ingested.refusals

    assert refusal.reason == "row.repeated"
    assert refusal.detail is not None
    assert refusal.row is not None
    assert ids.count(refusal.detail) == 2
    assert ids[refusal.row - 2] == refusal.detail


def test_lots_without_a_procurement_are_kept_and_counted(ingested: Ingested, sheets: Sheets) -> None:
    known = {row["Upphandlings-ID"] for row in sheets["procurements"]}
    strays = sorted(row["Anbudsområdes-ID"] for row in sheets["lots"] if row["Upphandlings-ID"] not in known)
    lots = ingested.snapshot.read("lots").to_pylist()

    assert sorted(row["lot_id"] for row in lots if not row["has_procurement"]) == strays
    assert ingested.snapshot.manifest.quality["lots.without-procurement"] == len(strays) == 33


@pytest.mark.parametrize(
    ("code", "header"), [("contract-form", "Typ av avtal"), ("procedure", "Förfarande"), ("cpv", "Huvudsaklig CPV-kod")]
)
def test_what_lots_and_procurements_say_differently_is_counted(
    ingested: Ingested, sheets: Sheets, code: str, header: str
) -> None:
    said = {row["Upphandlings-ID"]: row[header] for row in sheets["procurements"]}
    differ = sum(said.get(row["Upphandlings-ID"], row[header]) != row[header] for row in sheets["lots"])

    assert ingested.snapshot.manifest.quality[f"lots.{code}-differs"] == differ > 0


def test_the_procurement_table_wins(ingested: Ingested) -> None:
    procurements = {row["procurement_id"]: row for row in ingested.snapshot.read("procurements").to_pylist()}
    lots = [row for row in ingested.snapshot.read("lots").to_pylist() if row["has_procurement"]]
    shared_columns = set(lots[0]) & set(procurements[lots[0]["procurement_id"]]) - {"source", "source_row", "year"}

    assert len(shared_columns) == 17
    for row in lots:
        assert {name: row[name] for name in shared_columns} == {
            name: procurements[row["procurement_id"]][name] for name in shared_columns
        }


def test_no_natural_persons_name_is_stored(ingested: Ingested, sheets: Sheets) -> None:
    """Names of persons that are shown unmasked in the sheet, told only by their number here."""
    persons = [row for row in sheets["winners"] if row["Juridisk form för leverantör"] == "Fysiska personer"]
    names = {row["Namn för leverantör"] for row in persons}
    stored = set(stored_texts(ingested.snapshot.path).split("\n"))

    assert len(persons) > 400
    assert len(names & stored) == 0
    assert ingested.snapshot.manifest.quality["winners.natural-person"] >= len(persons)


@pytest.mark.parametrize("workers", [1, 2])
def test_twice_with_any_workers_and_order_gives_the_same_bytes(
    ingested: Ingested, folder: Path, tmp_path: Path, workers: int
) -> None:
    again = ingest_statistics(sorted(folder.iterdir())[::-1], store=tmp_path, retrieved_at="later", workers=workers)

    assert again.stored
    for file in ingested.snapshot.path.glob("*.parquet"):
        assert (again.snapshot.path / file.name).read_bytes() == file.read_bytes(), file.name
