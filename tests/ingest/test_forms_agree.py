"""The same rows give the same facts, whichever form they came in: workbook, row store, bulk file."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from svangrum.ingest.sources.guest import user_agent
from svangrum.ingest.sources.polite import Manners, Polite
from svangrum.ingest.sources.uhm import TABLES, FetchedTables, Years
from svangrum.ingest.sources.uhm_bulk import fetch_bulk
from svangrum.ingest.sources.uhm_rows import Source, fetch_rows
from svangrum.ingest.statistics import read_statistics
from tests.ingest.sources.uhm_server import bulk, made_up, uhm_server
from tests.ingest.workbooks import lot, procurement, rows_of, value, winner, workbook

PLACES = {"source", "source_row"}


@pytest.fixture(scope="module")
def uhm():
    with uhm_server() as server:
        yield server


def facts(folder):
    """What the files of a folder say, but for which file said it."""
    tables = read_statistics([folder]).tables
    return {name: [{k: v for k, v in row.items() if k not in PLACES} for row in table.to_pylist()]
            for name, table in tables.items()}  # fmt: skip


def in_order(rows):
    return sorted(rows, key=repr)


def as_workbooks(tables, folder):
    folder.mkdir()
    for name, rows in tables.items():
        (folder / f"{name}.xlsx").write_bytes(workbook(rows_of(rows)))
    return folder


def fetched(uhm, tables, folder, *, in_bulk=False, years=None):
    uhm.lay_out_tables(**tables)
    uhm.lay_out_bulk(tables["winners"])
    names = [name for name in TABLES if not (in_bulk and name == "winners")]
    came = FetchedTables()
    with Polite(user_agent(), Manners(sleep=lambda _seconds: None)) as polite:
        asked = {"source": Source(uhm.address, polite), "into": folder, "told": lambda _file: None, "fetched": came}
        fetch_rows(names, years, **asked)
        if in_bulk:
            fetch_bulk(years, **asked)
    assert came.all_came
    return folder


CELL = st.sampled_from(["", "-", "Uppgift saknas", "x" * 2_001, "a;b", 'a"b', "å\nä", "  ö ", "18,5"])
NUMBER = st.sampled_from(
    ["", "556533-8133", "165565338133", "5565338133", "5565338134", "19850713-1234", "8507131234", "20000101-1234",
     "Personuppgift", "******-****", "DE123456789", "Uppgift saknas", "850713-123"]
)  # fmt: skip
NAME = st.sampled_from(["", "Påhittade Städ AB", "Anna Påhittad", "Personuppgift", "Anna 850713-1234", "Förening ½"])
FORM = st.sampled_from(["", "Övriga aktiebolag", "Fysiska personer", "Enkla bolag", "Uppgift saknas"])
TITLE = st.one_of(CELL, st.sampled_from(["Lokalvård", "Ledsagning 19850713-1234", "Lokalvård 2021-05-28"]))
FLAG = st.sampled_from(["True", "False", "Inte direktivstyrd ", "Direktivstyrd", "", "Kanske"])
COUNT = st.sampled_from([0.0, 1.0, 7.0, "", "-1", "två"])
KRONOR = st.sampled_from([0.0, 1_200_000.0, 33_000_000.5, "", "1,5", "-3"])
BUYER = {"buyer": NAME, "buyer_number": NUMBER, "buyer_form": FORM}
COMMON = {"title": TITLE, "directive": FLAG, "contract": CELL, "published": st.sampled_from(["2021-05-28", "", "x"])}


def rows(make, has_lot, **changes):
    """Rows of one table, each of an id and lot of its own."""
    changed = st.lists(st.fixed_dictionaries(changes), min_size=1, max_size=4)
    told = {"id": "XX{}", **({"lot": "XX{}_1"} if has_lot else {})}
    return changed.map(
        lambda all_of: [
            make(**one, **{name: form.format(n) for name, form in told.items()}) for n, one in enumerate(all_of)
        ]
    )


TABLES_OF_ROWS = st.fixed_dictionaries(
    {
        "procurements": rows(procurement, has_lot=False, **COMMON, **BUYER, reserved=FLAG, counted=COUNT),
        "lots": rows(lot, has_lot=True, **COMMON, **BUYER, tenders=COUNT, cpv=CELL),
        "winners": rows(winner, has_lot=True, name=NAME, form=FORM, won=COUNT, number=NUMBER),
        "values": rows(value, has_lot=False, title=TITLE, **BUYER, kronor=KRONOR),
    }
)


@given(TABLES_OF_ROWS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_rows_give_the_same_facts_in_every_form(uhm, tmp_path_factory, tables):
    folder = tmp_path_factory.mktemp("forms")
    expected = facts(as_workbooks(tables, folder / "xlsx"))

    assert facts(fetched(uhm, tables, folder / "store")) == expected
    assert facts(fetched(uhm, tables, folder / "bulk", in_bulk=True)) == expected


def test_the_bulk_file_as_it_is_published_is_read_too(tmp_path):
    tables = made_up()
    expected = facts(as_workbooks(tables, tmp_path / "xlsx"))
    (tmp_path / "xlsx" / "winners.xlsx").unlink()
    (tmp_path / "xlsx" / "239.csv").write_bytes(bulk(tables["winners"]))

    assert facts(tmp_path / "xlsx") == expected


def test_several_years_in_files_of_their_own(uhm, tmp_path):
    years = [made_up(2, year=year) for year in (2021, 2022)]
    tables = {name: [row for one in years for row in one[name]] for name in TABLES}

    told = facts(fetched(uhm, tables, tmp_path / "store", years=Years(2021, 2022)))

    assert told == facts(as_workbooks(tables, tmp_path / "xlsx"))
    assert {row["year"] for row in told["lots"]} == {2021, 2022}


def test_the_same_procurement_in_two_files_is_told_once(uhm, tmp_path):
    folder = fetched(uhm, made_up(), tmp_path / "store")
    fetched(uhm, made_up(), folder, years=Years(2021, 2021))
    (folder / "lots.csv").write_bytes((folder / "lots.csv").read_bytes() + b"\n")

    read = read_statistics([folder])

    assert {name: table.num_rows for name, table in read.tables.items()} == {
        "procurements": 3,
        "lots": 6,
        "winners": 6,
        "values": 3,
    }
    assert {one.reason for one in read.refusals} == {"row.elsewhere"}


@pytest.mark.shared
def test_the_tables_of_2021_give_the_same_facts_in_every_form(uhm, tmp_path, shared):
    tables = _sampled(shared / "data" / "uhm-2021")
    expected = facts(as_workbooks(tables, tmp_path / "xlsx"))

    assert sum(map(len, expected.values())) > 3_000
    assert facts(fetched(uhm, tables, tmp_path / "store")) == expected
    assert facts(fetched(uhm, tables, tmp_path / "bulk", in_bulk=True)) == expected


def _sampled(folder):
    """Every fifteenth procurement with all its rows."""
    tables = defaultdict(list)
    kept = None
    for table, file in {
        "procurements": "number_of_procurements",
        "lots": "number_of_tenders",
        "winners": "number_of_contracted_tenders_with_suppliers",
        "values": "contracted_value",
    }.items():
        header, *rows = CalamineWorkbook.from_path(folder / f"{file}.xlsx").get_sheet_by_index(0).to_python()
        records = [dict(zip(header, row, strict=True)) for row in rows]
        kept = kept or {one["Upphandlings-ID"] for one in records[::15]}
        tables[table] = [one for one in records if one["Upphandlings-ID"] in kept]
    return tables
