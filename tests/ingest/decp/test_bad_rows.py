"""Whatever is wrong with a row, it is set aside with its place and the reason, and the rest is read."""

from __future__ import annotations

import gzip
import json

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svangrum.core.errors import SvangrumError
from svangrum.ingest.decp.fields import FIELDS, REQUIRED
from svangrum.ingest.decp.files import read_file
from tests.ingest.decp.made_up import (
    as_csv,
    as_json,
    as_parquet,
    contract,
    contracts,
    ingested,
    places,
    row,
)

GOOD = row(id="2024-9")


@pytest.mark.parametrize(
    ("bad", "reason", "column"),
    [
        (row(id=""), "cell.missing", "id"),
        (row(id="NC"), "cell.missing", "id"),
        (row(id="1" * 301), "cell.too-long", "id"),
        (row(acheteur_id=""), "cell.missing", "acheteur_id"),
        (row(acheteur_id="2169012310001X"), "cell.not-siret", "acheteur_id"),
        (row(acheteur_id="00000000000000"), "cell.not-siret", "acheteur_id"),
        (row(dateNotification=""), "cell.missing", "dateNotification"),
        (row(dateNotification="16 2021 00:00:00"), "cell.not-a-date", "dateNotification"),
        (row(dateNotification="2024-02-30"), "cell.not-a-date", "dateNotification"),
        (row(dateNotification="0001-01-01"), "cell.far-day", "dateNotification"),
        (row(dateNotification="5021-02-18"), "cell.far-day", "dateNotification"),
    ],
)
def test_a_row_that_cannot_be_counted_is_set_aside(tmp_path, bad, reason, column):
    read = ingested(tmp_path, {"decp.csv": as_csv([bad, GOOD])})

    assert places(read) == [(reason, 2, column)]
    assert len(contracts(tmp_path)) == 1
    assert not read.all_facts


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("montant", "gratuit", "cell.not-a-number"),
        ("montant", "inf", "cell.not-a-number"),
        ("montant", "1e99", "cell.not-a-number"),
        ("offresRecues", "trois", "cell.not-a-number"),
        ("offresRecues", "2.5", "cell.not-whole"),
        ("dureeMois", "0", "cell.implausible"),
        ("dureeMois", "99999", "cell.implausible"),
        ("codeCPV", "9091", "cell.not-cpv"),
        ("datePublicationDonnees", "hier", "cell.not-a-date"),
        ("datePublicationDonnees", "3003-11-24", "cell.far-day"),
        ("considerationsSociales", "Oui", "cell.unknown-word"),
        ("lieuExecution_typeCode", "Code postal ou autre", "cell.unknown-word"),
        ("objet", "x" * 4_001, "cell.too-long"),
        ("objet", "Logement de 1 84 12 76 451 089 46", "cell.person"),
        ("nature", "x" * 301, "cell.too-long"),
    ],
)
def test_another_cell_is_emptied_and_counted(tmp_path, column, cell, reason):
    read = ingested(tmp_path, {"decp.csv": as_csv([GOOD, row(**{column: cell})])})
    (odd,) = read.snapshot.manifest.cells

    assert (odd.column, odd.reason, odd.cells, odd.row) == (column, reason, 1, 3)
    assert len(contracts(tmp_path)) == 2
    assert len(cell) < 20 or cell not in str(contracts(tmp_path))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"too;few,cells\r\n", "row.cells"),
        (as_csv([row()]).partition(b"\r\n")[2].replace(b"Nettoyage", b"Nettoyage,en trop"), "row.cells"),
        (
            as_csv([row()])
            .partition(b"\r\n")[2]
            .replace("É".encode() + b"COLES", b"")
            .replace("é".encode(), b"\xe9\xff"),
            "row.not-text",
        ),
    ],
)
def test_a_row_that_is_none_is_set_aside(tmp_path, line, reason):
    header, _, good = as_csv([GOOD]).partition(b"\r\n")

    # So much of it that the beginning of the file says what its letters are
    read = ingested(tmp_path, {"decp.csv": header + b"\r\n" + good * 8_000 + line + good})

    assert [(one, at) for one, at, _ in places(read)] == [(reason, 8_002)]
    assert len(contracts(tmp_path)) == 1


@pytest.mark.parametrize("rows", [3, 900])
def test_a_quotation_mark_that_never_closes_costs_its_own_row_alone(tmp_path, rows):
    following = [row(id=f"n{number}", considerationsSociales="Marché réservé") for number in range(rows)]
    header, broken, *rest = as_csv([row(considerationsSociales=""), *following]).splitlines(keepends=True)

    read = ingested(tmp_path, {"decp.csv": b"".join([header, b'"' + broken, b"\r\n", *rest])})

    assert places(read) == [("row.quotes", 2, None)]
    assert len(contracts(tmp_path)) == rows
    assert [one["source_row"] for one in contracts(tmp_path) if one["contract_id"].endswith("n0")] == [4]


def test_what_is_no_contract_in_json_is_set_aside(tmp_path):
    broken = as_json(contract(id="2024-8"), contract(), {"autoriteConcedante": {"id": "1"}, "id": "c"})
    broken = broken.replace(b'"2024-8",', b'"2024-8" oops', 1).replace(b'"marche": [', b'"marche": [7, ', 1)

    read = ingested(tmp_path, {"decp.json": broken})

    assert [(reason, at) for reason, at, _ in places(read)] == [
        ("row.no-contract", 1),
        ("row.not-json", 2),
        ("row.no-contract", 4),
    ]
    assert len(contracts(tmp_path)) == 1


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.csv", b"", "decp.empty"),
        ("a.csv", b" \n ", "decp.empty"),
        ("a.zip.csv", b"PK\x03\x04rest", "decp.zip"),
        ("a.parquet", as_parquet([GOOD])[:-100], "decp.damaged"),
        ("a.csv.gz", gzip.compress(as_csv([GOOD] * 9_000), mtime=0)[:-3_000], "decp.damaged"),
        ("a.csv.gz", gzip.compress(as_csv([GOOD]), mtime=0)[:30] + b"\0\1", "decp.damaged"),
        ("a.json", as_json(contract())[:-20], "decp.cut-short"),
    ],
)
def test_a_file_that_is_none_is_set_aside_and_the_rest_is_read(tmp_path, name, content, problem):
    read = ingested(tmp_path, {name: content, "good.csv": as_csv([GOOD])})
    problems = {one.name: one.problem for one in read.snapshot.manifest.sources}

    assert problems == {name: problem, "good.csv": None}
    assert places(read) == [(f"file.{problem.partition('.')[2]}", None, None)]
    assert len(contracts(tmp_path)) == 1
    assert not read.all_facts


@pytest.mark.parametrize("column", REQUIRED)
def test_a_column_that_is_gone_stops_the_file_with_its_name(tmp_path, column):
    content = as_csv([GOOD]).replace(column.encode(), column.encode() + b"_2", 1)

    with pytest.raises(SvangrumError) as caught:
        ingested(tmp_path, {"decp.csv": content})

    assert caught.value.code == "decp.columns-missing"
    assert column in str(caught.value.values["columns"]).split(", ")


def test_a_column_that_is_gone_stops_json_and_parquet_too(tmp_path):
    renamed = [{"offres" if name == "offresRecues" else name: cell for name, cell in contract().items()}]
    parquet = pq.read_table(__import__("io").BytesIO(as_parquet([GOOD])))
    changed = parquet.rename_columns(["prix" if name == "montant" else name for name in parquet.column_names])
    sink = __import__("io").BytesIO()
    pq.write_table(changed, sink)

    for content, name in ((as_json(*renamed), "offresRecues"), (sink.getvalue(), "montant")):
        with pytest.raises(SvangrumError) as caught:
            ingested(tmp_path, {"decp": content})
        assert (caught.value.code, caught.value.values["columns"]) == ("decp.columns-missing", name)


def test_a_column_that_stands_twice_stops_the_file(tmp_path):
    with pytest.raises(SvangrumError) as caught:
        ingested(tmp_path, {"decp.csv": as_csv([GOOD]).replace(b"titulaire_nom", b"montant", 1)})

    assert (caught.value.code, caught.value.values["columns"]) == ("decp.column-twice", "montant")


def test_when_nothing_can_be_read_nothing_changes(tmp_path):
    ingested(tmp_path, {"decp.csv": as_csv([GOOD])})

    with pytest.raises(SvangrumError):
        ingested(tmp_path, {"other.csv": b"a,b\r\n1,2\r\n"})

    assert len(contracts(tmp_path)) == 1


def test_more_bad_rows_than_are_listed_are_counted(tmp_path, monkeypatch):
    monkeypatch.setattr("svangrum.ingest.decp.rows.LISTED", 3)

    read = ingested(tmp_path, {"decp.csv": as_csv([GOOD, *[row(id="")] * 10])})

    assert [(one.row, one.rows) for one in read.refusals()] == [(3, 1), (4, 1), (5, 1), (None, 7)]
    assert read.snapshot.manifest.refused == {"cell.missing": 10}


ODD = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    [
        "\0",
        "\ufeff",
        "NaN",
        "-0",
        "1e400",
        "2024-13-01",
        "𝟚𝟘𝟚𝟜",
        "٣",
        '"',
        "\u2028",
        "9" * 400,
        "Marché réservé,,",
        "[]",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), ODD, max_size=6), min_size=1, max_size=4), st.booleans())
def test_any_cells_become_facts_or_are_set_aside(tmp_path, changes, in_json):
    rows = [row(**change) for change in changes]
    path, staged = tmp_path / "in", tmp_path / "staged.parquet"
    path.write_bytes(json.dumps(rows).encode() if in_json else as_csv(rows))

    read = read_file(path, staged, b"key")

    assert read.problem is None
    assert read.rows == len(rows) == pq.read_metadata(staged).num_rows + sum(one.rows for one in read.refusals)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(
        [as_csv([GOOD] * 3), as_json(contract(), contract(id="2")), as_parquet([GOOD]), gzip.compress(as_csv([GOOD]))]
    ),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=4),
)
def test_any_bytes_are_read_or_refused(tmp_path, content, splices):
    for at, piece in splices:
        place = int(at * len(content))
        content = content[:place] + piece + content[place + len(piece) // 2 :]
    path, staged = tmp_path / "in", tmp_path / "staged.parquet"
    path.write_bytes(content)

    read = read_file(path, staged, b"key")

    if read.problem:
        assert not staged.exists()
    else:
        assert read.rows == pq.read_metadata(staged).num_rows + sum(one.rows for one in read.refusals)
