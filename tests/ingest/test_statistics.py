"""Every row ends as a fact or a refusal, and the same files give the same facts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.core.language import has_words
from svangrum.facts.engine import open_facts
from svangrum.facts.schemas import ALL_TABLES
from svangrum.ingest.statistics import ingest_statistics, read_statistics
from svangrum.ingest.workers import read_files
from tests.ingest.workbooks import csv_text, lot, procurement, rows_of, value, winner, workbook, write_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from svangrum.ingest.statistics import Statistics

Records = list[dict[str, Any]]


def read(folder: Path, **tables: Records) -> Statistics:
    """The facts of tables written as workbooks in a folder."""
    for name, records in tables.items():
        (folder / f"{name}.xlsx").write_bytes(workbook(rows_of(records)))
    return read_statistics([folder])


def rows(statistics: Statistics, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = statistics.tables[table].to_pylist()
    return found


def told(statistics: Statistics) -> list[tuple[str | None, int | None, str | None, str]]:
    return [(one.table, one.row, one.column, one.reason) for one in statistics.refusals]


def test_the_four_tables_become_facts(tmp_path: Path) -> None:
    statistics = read_statistics(write_tables(tmp_path))

    counts = {name: table.num_rows for name, table in statistics.tables.items()}
    assert counts == {"procurements": 3, "lots": 6, "winners": 6, "values": 3}
    assert told(statistics) == []
    assert [row["lot_id"] for row in rows(statistics, "lots")] == ["XX1_1", "XX1_2", "XX2_1", "XX2_2", "XX3_1", "XX3_2"]
    assert [row["value_ore"] for row in rows(statistics, "values")] == [0, 100_000, 200_000]


def test_the_csv_form_gives_the_same_facts(tmp_path: Path) -> None:
    tables: dict[str, Records] = {
        "a": [procurement(id="XX1"), procurement(id="XX2", directive="True", reserved="True")],
        "b": [lot(tenders=3.0), lot(id="XX2", lot="XX2_1", tenders=12.0)],
        "c": [winner()],
        "d": [value()],
    }
    said = {"False": "Nej", "True": "Ja", "": "Uppgift saknas"}
    one, other = tmp_path / "xlsx", tmp_path / "csv"
    one.mkdir()
    other.mkdir()
    for name, records in tables.items():
        (one / f"{name}.xlsx").write_bytes(workbook(rows_of(records)))
        written = [{head: said.get(cell, cell) for head, cell in record.items()} for record in records]
        (other / f"{name}.csv").write_bytes(b"\xef\xbb\xbf" + csv_text(written).encode())

    from_xlsx, from_csv = read_statistics([one]), read_statistics([other])

    for name, table in from_xlsx.tables.items():
        assert table.drop_columns(["source"]).equals(from_csv.tables[name].drop_columns(["source"])), name


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"id": ""}, "Upphandlings-ID", "cell.missing"),
        ({"lot": "Uppgift saknas"}, "Anbudsområdes-ID", "cell.missing"),
        ({"tenders": ""}, "Antal anbud", "cell.missing"),
        ({"tenders": -2.0}, "Antal anbud", "cell.negative"),
        ({"tenders": 1.5}, "Antal anbud", "cell.not-whole"),
        ({"tenders": "tre"}, "Antal anbud", "cell.not-whole"),
        ({"published": "i våras"}, "Publiceringsdatum", "cell.not-a-date"),
        ({"year": 1.0}, "År", "cell.not-a-year"),
    ],
)
def test_a_row_that_cannot_be_a_fact_is_set_aside_with_its_place(
    tmp_path: Path, cells: Mapping[str, Any], column: str, reason: str
) -> None:
    statistics = read(tmp_path, b=[lot(lot="a"), lot(**{"lot": "b", **cells}), lot(lot="c")])

    assert [row["lot_id"] for row in rows(statistics, "lots")] == ["a", "c"]
    assert told(statistics) == [("lots", 3, column, reason)]
    assert statistics.refusals[0].sheet == "data"


def test_a_negative_value_is_set_aside(tmp_path: Path) -> None:
    statistics = read(tmp_path, d=[value(), value(id="XX2", kronor=-5.0)])

    assert told(statistics) == [("values", 3, "Kontrakterat värde", "cell.money.negative")]


def test_a_row_is_set_aside_once_however_much_is_wrong(tmp_path: Path) -> None:
    statistics = read(tmp_path, b=[lot(), lot(id="", lot="", tenders="x")])

    assert told(statistics) == [("lots", 3, "Upphandlings-ID", "cell.missing")]


def test_other_cells_that_cannot_be_read_are_left_out_and_counted(tmp_path: Path) -> None:
    records = [procurement(id=f"XX{n}", kind="Blandat", cpv="städ", buyer_number="123") for n in range(3)]
    (tmp_path / "a.xlsx").write_bytes(workbook(rows_of(records)))

    manifest = ingest_statistics([tmp_path], store=tmp_path / "store", retrieved_at="").snapshot.manifest

    assert manifest.facts["procurements"] == 3
    assert {(one.column, one.reason, one.cells, one.row) for one in manifest.cells} == {
        ("Upphandlingsslag", "cell.unknown-word", 3, 2),
        ("Huvudsaklig CPV-kod", "cell.not-cpv", 3, 2),
        ("Organisationsnummer för köpare", "cell.not-orgnr", 3, 2),
    }


def test_csv_rows_of_another_width_are_set_aside(tmp_path: Path) -> None:
    text = csv_text([lot(lot="a"), lot(lot="b")]) + "XX;1;2\r\n"
    (tmp_path / "b.csv").write_text(text, "utf-8")

    assert told(read_statistics([tmp_path])) == [("lots", 4, None, "row.cells")]


def test_a_procurement_advertised_twice_stands_once_from_its_first_day(tmp_path: Path) -> None:
    statistics = read(tmp_path, a=[procurement(published="2021-06-15"), procurement(published="2021-04-20")])

    assert [row["published"].isoformat() for row in rows(statistics, "procurements")] == ["2021-04-20"]
    assert told(statistics) == [("procurements", 2, "Upphandlings-ID", "row.repeated")]
    assert statistics.refusals[0].detail == "XX1"


def test_a_lot_that_stands_twice_is_kept_once(tmp_path: Path) -> None:
    statistics = read(tmp_path, b=[lot(tenders=2.0), lot(tenders=5.0)])

    assert [row["tenders"] for row in rows(statistics, "lots")] == [2]
    assert told(statistics) == [("lots", 3, "Upphandlings-ID", "row.repeated")]


def test_two_values_under_one_procurement_are_both_kept_and_told_apart(tmp_path: Path) -> None:
    other = {"title": "Avrop", "buyer": "REGION EXEMPEL", "buyer_number": ""}
    statistics = read(tmp_path, a=[procurement()], d=[value(), value(kronor=5.0, **other), value()])

    told_apart = [(row["value_ore"], row["buyer_agrees"], row["title_agrees"]) for row in rows(statistics, "values")]
    assert told_apart == [(120_000_000, True, True), (500, False, False)]
    assert told(statistics) == [("values", 4, "Upphandlings-ID", "row.repeated")]


def test_the_procurement_table_wins_and_what_the_lot_said_is_kept(tmp_path: Path) -> None:
    framework = procurement(contract="Ramavtal", reserved="True", procedure="", directive="True")
    statistics = read(tmp_path, a=[framework], b=[lot(contract="Kontrakt", cpv="03000000 Lantbruk")])

    (row,) = rows(statistics, "lots")
    assert (row["contract_form"], row["stated_contract_form"]) == ("framework", "contract")
    assert (row["cpv"], row["stated_cpv"]) == ("90911200", "03000000")
    assert (row["procedure"], row["stated_procedure"]) == (None, "forenklat-forfarande")
    assert (row["directive_governed"], row["reserved_participation"]) == (True, True)


def test_a_lot_without_its_procurement_keeps_its_facts_and_what_is_reserved_is_not_known(tmp_path: Path) -> None:
    statistics = read(tmp_path, b=[lot(reserved="True", contract="Ramavtal", Anbudsområden="True")])

    (row,) = rows(statistics, "lots")
    assert row["has_procurement"] is False
    assert (row["contract_form"], row["buyer_sector"]) == ("framework", "kommun")
    assert (row["reserved_participation"], row["reserved_execution"]) == (None, None)
    assert (row["has_lots"], row["dynamic_purchasing"]) == (True, False)


def test_tenders_that_did_not_win_are_set_aside_from_the_winners(tmp_path: Path) -> None:
    records = [winner(Kontrakterad="Kontrakterad"), winner(Kontrakterad="Inte kontrakterad")]
    statistics = read(tmp_path, c=records)

    assert told(statistics) == [("winners", 3, None, "row.not-contracted")]


def test_a_row_that_counts_several_procurements_is_no_procurement(tmp_path: Path) -> None:
    statistics = read(tmp_path, a=[procurement(), procurement(id="XX2", counted=7.0)])

    assert told(statistics) == [("procurements", 3, None, "row.aggregated")]


def test_the_same_table_in_two_files_counts_once(tmp_path: Path) -> None:
    fuller = [lot(lot="a"), lot(lot="b")]
    (tmp_path / "b.xlsx").write_bytes(workbook(rows_of(fuller)))
    (tmp_path / "b2.csv").write_text(csv_text(fuller[:1]), "utf-8")

    statistics = read_statistics([tmp_path])

    assert statistics.tables["lots"].num_rows == 2
    assert [(one.reason, one.detail, one.row) for one in statistics.refusals] == [("row.elsewhere", "XX1", 2)]


def test_two_years_stand_side_by_side(tmp_path: Path) -> None:
    write_tables(tmp_path / "2021", prefix="XX")
    write_tables(tmp_path / "2022", prefix="YY")

    statistics = read_statistics([tmp_path / "2021", tmp_path / "2022"])

    assert statistics.tables["lots"].num_rows == 12
    assert not statistics.refusals


def test_a_sheet_that_is_no_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").write_bytes(workbook(rows_of([lot()]), [["Anteckningar"], ["x"], ["y"]], [["", ""]]))

    (refusal,) = read_statistics([tmp_path]).refusals

    assert (refusal.reason, refusal.sheet, refusal.rows) == ("sheet.unknown", "blad2", 2)


BROKEN = {
    "empty": b"",
    "not-xlsx": b"hej",
    "damaged": workbook(rows_of([lot()]))[:400],
    "unknown-table": workbook([["Kommun", "Invånare"], ["Exempelstad", 5.0]]),
    "no-rows": workbook(rows_of([lot()])[:1]),
    "columns-missing": workbook([row[1:] for row in rows_of([lot()])]),
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_file_that_is_no_table_does_nothing_alone(tmp_path: Path, code: str) -> None:
    write_tables(tmp_path / "good")
    store = tmp_path / "store"
    before = ingest_statistics([tmp_path / "good"], store=store, retrieved_at="").snapshot
    (tmp_path / "bad.xlsx").write_bytes(BROKEN[code])

    with pytest.raises(SvangrumError) as caught:
        ingest_statistics([tmp_path / "bad.xlsx"], store=store, retrieved_at="")

    assert caught.value.code == f"ingest.{code}"
    assert has_words(f"error.ingest.{code}")
    assert open_facts(store).manifest.identity == before.manifest.identity


@pytest.mark.parametrize("code", BROKEN)
def test_a_file_that_is_no_table_is_set_aside_among_others(tmp_path: Path, code: str) -> None:
    write_tables(tmp_path)
    (tmp_path / "bad.xlsx").write_bytes(BROKEN[code])

    ingested = ingest_statistics([tmp_path], store=tmp_path / "store", retrieved_at="")

    (refusal,) = ingested.refusals
    manifest = ingested.snapshot.manifest
    assert manifest.source_names()[refusal.source] == "bad.xlsx"
    assert (refusal.reason, manifest.facts["lots"]) == (f"file.{code}", 6)
    assert has_words(f"ingest.refusal.{refusal.reason}")
    assert not ingested.all_facts


@pytest.mark.parametrize(
    ("place", "code"),
    [("none", "no-such-path"), ("empty", "nothing-there"), ("pipe", "unreadable"), ("x" * 300, "unreadable")],
)
def test_a_path_that_leads_nowhere_stops_before_anything(tmp_path: Path, place: str, code: str) -> None:
    write_tables(tmp_path / "good")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(SvangrumError) as caught:
        ingest_statistics([tmp_path / "good", tmp_path / place], store=tmp_path / "store", retrieved_at="")

    assert caught.value.code == f"ingest.{code}"
    assert not (tmp_path / "store").exists()


def test_a_folder_gives_its_tables_and_not_what_an_open_program_left(tmp_path: Path) -> None:
    write_tables(tmp_path)
    (tmp_path / "~$anbud.xlsx").write_bytes(b"lock")
    (tmp_path / "anteckningar.txt").write_text("x", "utf-8")

    assert len(read_statistics([tmp_path, tmp_path / "anbud.xlsx"]).files) == 4


def parquet(store: Path) -> dict[str, bytes]:
    (snapshot,) = (store / "facts" / "statistics").iterdir()
    return {file.name: file.read_bytes() for file in snapshot.glob("*.parquet")}


def test_order_names_workers_and_time_change_no_byte(tmp_path: Path) -> None:
    files = write_tables(tmp_path / "one", count=40)
    other = tmp_path / "other"
    other.mkdir()
    renamed = [other / f"{n}.bin" for n in range(len(files))]
    for file, name in zip(files[2:] + files[:2], renamed, strict=True):
        name.write_bytes(file.read_bytes())

    ingest_statistics(files, store=tmp_path / "a", retrieved_at="2026-11-23", workers=1)
    ingest_statistics(renamed[::-1], store=tmp_path / "b", retrieved_at="2027-01-01", workers=2)

    assert parquet(tmp_path / "a") == parquet(tmp_path / "b")
    assert parquet(tmp_path / "a").keys() == {f"{name}.parquet" for name in ALL_TABLES}


def test_the_same_files_again_change_nothing(tmp_path: Path) -> None:
    files = write_tables(tmp_path / "in")
    first = ingest_statistics(files, store=tmp_path / "store", retrieved_at="2026-11-23")

    again = ingest_statistics(files, store=tmp_path / "store", retrieved_at="2026-11-24")

    assert (first.stored, again.stored) == (True, False)
    assert again.snapshot == first.snapshot
    assert again.snapshot.manifest.retrieved_at == "2026-11-23"


def test_a_file_that_changes_while_it_is_read_gives_the_name_of_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(workbook(rows_of([lot()])))

    def changed_before_reading(*given: Any, **named: Any) -> Any:
        file.write_bytes(workbook(rows_of([lot(tenders=5.0)])))
        return read_files(*given, **named)

    monkeypatch.setattr("svangrum.ingest.statistics.read_files", changed_before_reading)
    first = ingest_statistics([file], store=tmp_path / "store", retrieved_at="")
    monkeypatch.undo()

    assert ingest_statistics([file], store=tmp_path / "store", retrieved_at="").snapshot == first.snapshot
    assert first.snapshot.manifest.totals["lots"] == 5


def test_a_file_name_that_is_no_text_is_written_out(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe5r.xlsx"))
    file.write_bytes(workbook(rows_of([lot()])))

    ingested = ingest_statistics([file], store=tmp_path / "store", retrieved_at="")

    assert [source.name for source in ingested.snapshot.manifest.sources] == ["\\xe5r.xlsx"]


def test_what_was_set_aside_is_told_again(tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").write_bytes(workbook(rows_of([lot(), lot(tenders=-1.0)])))
    first = ingest_statistics([tmp_path], store=tmp_path / "store", retrieved_at="")

    again = ingest_statistics([tmp_path], store=tmp_path / "store", retrieved_at="")

    assert not again.stored
    assert again.refusals == first.refusals != ()


def test_a_file_given_twice_is_read_once_and_told(tmp_path: Path) -> None:
    files = write_tables(tmp_path / "in")
    copy = tmp_path / "kopia.xlsx"
    copy.write_bytes(files[0].read_bytes())

    ingested = ingest_statistics([*files, copy], store=tmp_path / "store", retrieved_at="")

    assert ingested.same_files == (("kopia.xlsx", files[0].name),)
    assert ingested.refusals == ()
    assert not ingested.all_facts


def test_the_manifest_says_where_the_facts_come_from(tmp_path: Path) -> None:
    files = write_tables(tmp_path / "in")

    manifest = ingest_statistics(files, store=tmp_path / "store", retrieved_at="2026-11-23").snapshot.manifest

    assert manifest.attribution == "Uppgifter: Upphandlingsmyndigheten | Bearbetning: Svängrum"
    assert (manifest.licence, manifest.first_year, manifest.last_year) == ("CC0-1.0", 2021, 2021)
    assert [source.name for source in manifest.sources] == [file.name for file in files]
    assert sum(sheet.rows for source in manifest.sources for sheet in source.sheets) == 18
    assert manifest.totals == {"lots": 7, "winners": 6, "values": 300_000}


QUALITY = {
    "procurements.reserved-participation": 1,
    "lots.without-procurement": 1,
    "lots.contract-form-differs": 1,
    "lots.procedure-differs": 1,
    "lots.directive-differs": 0,
    "lots.without-tenders": 1,
    "lots.reserved-participation": 2,
    "lots.without-winner": 2,
    "winners.natural-person": 1,
    "winners.name-withheld": 1,
    "winners.lot-without-tenders": 1,
    "values.without-procurement": 1,
    "values.zero": 1,
}


@pytest.mark.parametrize("code", QUALITY)
def test_what_to_know_about_the_facts_is_counted(tmp_path: Path, code: str) -> None:
    write: Sequence[tuple[str, Records]] = (
        ("a", [procurement(reserved="True")]),
        ("b", [lot(contract="Ramavtal"), lot(lot="XX1_2", tenders=0.0, procedure=""), lot(id="XX9", lot="XX9_1")]),
        ("c", [winner(form="Fysiska personer"), winner(lot="XX1_3", form="", name="Zqx Wzq")]),
        ("d", [value(), value(id="XX9", kronor=0.0)]),
    )
    for name, records in write:
        (tmp_path / f"{name}.xlsx").write_bytes(workbook(rows_of(records)))

    manifest = ingest_statistics([tmp_path], store=tmp_path / "store", retrieved_at="").snapshot.manifest

    assert manifest.quality[code] == QUALITY[code]
    assert all(has_words(f"ingest.quality.{one}") for one in manifest.quality)
