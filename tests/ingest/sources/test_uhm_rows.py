"""The row store: page by page, gone on with where it stopped, whole or not at all, and nobody's number on the disk."""

from __future__ import annotations

import csv
import gzip
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svangrum.core.errors import SvangrumError
from svangrum.ingest.sources.guest import user_agent
from svangrum.ingest.sources.polite import Manners, Polite
from svangrum.ingest.sources.uhm import FetchedTables, Years
from svangrum.ingest.sources.uhm_rows import Source, fetch_rows
from tests.ingest.sources.stand_in import Answer
from tests.ingest.sources.uhm_server import MARK, made_up, stored, uhm_server
from tests.ingest.workbooks import value, winner

# A made-up personal number and a made-up co-ordination number
PERSON, COORDINATION = "19850713-1234", "198507731234"


@pytest.fixture
def uhm():
    with uhm_server() as server:
        server.lay_out_tables(**made_up())
        yield server


@pytest.fixture
def waits():
    return []


@pytest.fixture
def fetch(uhm, tmp_path, waits):
    def fetch(*tables, years=None):
        fetched = FetchedTables()
        with Polite(user_agent(), Manners(sleep=waits.append)) as polite:
            source = Source(uhm.address, polite)
            fetch_rows(
                tables or ("lots",),
                years,
                source=source,
                into=tmp_path / "in",
                told=lambda _file: None,
                fetched=fetched,
            )
        return fetched

    return fetch


@pytest.fixture
def read(tmp_path):
    def read(name="lots.csv"):
        with (tmp_path / "in" / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    return read


@pytest.fixture
def files(tmp_path):
    return lambda: sorted(one.name for one in (tmp_path / "in").iterdir())


def refused(code, fetch, *tables, **asked):
    with pytest.raises(SvangrumError) as caught:
        fetch(*tables, **asked)
    assert caught.value.code == code
    return caught.value.values


def test_every_row_comes_whatever_the_size_of_the_pages(uhm, fetch, read, files):
    uhm.largest = 4

    fetched = fetch()

    assert (fetched.saved, fetched.all_came, files()) == (1, True, ["lots.csv"])
    assert [row["Anbudsområdes-ID"] for row in read()] == [f"XX2021-{n}_{m}" for n in (1, 2, 3) for m in (1, 2)]
    assert [page["_offset"] for page in uhm.pages()] == [["0"], ["0"], ["4"]]


def test_it_waits_a_second_and_says_who_it_is(uhm, fetch, waits):
    fetch("lots", "values")

    assert waits == [1.0, 1.0, 1.0]
    assert {request.headers["User-Agent"] for request in uhm.requests} == {user_agent()}


def test_what_is_there_is_not_asked_for_again(uhm, fetch):
    fetch()
    asked = len(uhm.requests)

    assert fetch().already == 1
    assert len(uhm.requests) == asked


def test_a_file_for_each_year_by_the_name_that_the_store_has_for_the_column(uhm, fetch, read, files):
    rows = [row for year in (2021, 2022) for row in made_up(2, year=year)["lots"]]
    uhm.lay_out_tables(lots=rows)

    assert fetch(years=Years(2021, 2022)).saved == 2
    assert files() == ["lots-2021.csv", "lots-2022.csv"]
    assert {row["År"] for row in read("lots-2022.csv")} == {"2022"}
    assert uhm.pages()[-1][f"{MARK}år"] == ["2022"]


def test_a_year_without_rows_is_told_and_the_others_come(fetch, files):
    fetched = fetch(years=Years(2021, 2022))

    assert [one.code for one in fetched.set_aside] == ["fetch.no-rows"]
    assert files() == ["lots-2021.csv"]


def test_rows_of_another_year_are_not_what_was_asked_for(uhm, fetch, files):
    rows = [stored(row) for row in made_up(2, year=2022)["lots"]]
    reply = {"results": rows, "resultCount": len(rows), "offset": 0, "limit": 500}
    uhm.next_pages = [None, Answer(json.dumps(reply).encode())]

    assert refused("fetch.odd-row", fetch, years=Years(2021, 2021))["column"] == "År"
    assert "lots-2021.csv" not in files()


@pytest.mark.parametrize("status", [429, 500])
def test_a_server_that_is_busy_is_waited_for(uhm, fetch, waits, status):
    uhm.largest = 2
    uhm.next_pages = [None, None, Answer(b"", status, {"Retry-After": "30"})]

    assert fetch().saved == 1
    assert 30.0 in waits


def test_what_came_before_an_interruption_is_gone_on_with(uhm, fetch, read, files):
    uhm.largest = 2
    uhm.next_pages = [None, None, None, *[Answer(b"", 500)] * 5]
    refused("fetch.server-error", fetch)
    assert files() == ["lots.csv.part", "lots.csv.part.json"]
    uhm.requests.clear()

    fetched = fetch()

    assert [page["_offset"] for page in uhm.pages()] == [["0"], ["4"]]
    assert (len(read()), fetched.restarted, files()) == (6, [], ["lots.csv"])


def test_what_was_written_after_the_note_is_cut_away(uhm, fetch, read, tmp_path):
    uhm.largest = 2
    uhm.next_pages = [None, None, None, *[Answer(b"", 500)] * 5]
    refused("fetch.server-error", fetch)
    with (tmp_path / "in" / "lots.csv.part").open("ab") as part:
        part.write(b'"half a row;')

    fetch()

    assert len({row["Anbudsområdes-ID"] for row in read()}) == len(read()) == 6


@pytest.mark.parametrize("note", [b"{", b"[]", b'{"asked": 1}', b"\xff"])
def test_a_damaged_note_begins_the_file_anew(uhm, fetch, read, tmp_path, note):
    uhm.largest = 2
    uhm.next_pages = [None, None, None, *[Answer(b"", 500)] * 5]
    refused("fetch.server-error", fetch)
    (tmp_path / "in" / "lots.csv.part.json").write_bytes(note)

    fetch()

    assert len(read()) == 6


def test_a_table_that_changes_meanwhile_is_begun_anew_and_told(uhm, fetch, read):
    uhm.largest = 2
    more = {"results": [], "resultCount": 8, "offset": 2, "limit": 2}
    uhm.next_pages = [None, None, Answer(json.dumps({**more, "results": [uhm_row(uhm)]}).encode())]

    fetched = fetch()

    assert (fetched.restarted, len(read())) == (["lots.csv"], 6)


def test_a_table_that_keeps_changing_is_given_up(uhm, fetch, files):
    uhm.largest = 2
    told = {"results": [uhm_row(uhm)], "offset": 2, "limit": 2}
    changed = [Answer(json.dumps({**told, "resultCount": 10 + n}).encode()) for n in range(5)]
    uhm.next_pages = [None, *[one for answer in changed for one in (None, answer)]]

    assert refused("fetch.keeps-changing", fetch)["tries"] == 5
    assert files() == []


def uhm_row(uhm):
    (rows,) = (rows for rows in uhm.tables.values() if "antal anbud" in rows[0])
    return rows[0]


def test_a_table_that_ends_too_soon_is_not_kept(uhm, fetch, files):
    uhm.largest = 2
    uhm.next_pages = [None, None, Answer(b'{"results": [], "resultCount": 6, "offset": 2, "limit": 2}')]

    assert refused("fetch.short-table", fetch) == {"file": "lots.csv", "rows": 2, "count": 6}
    assert "lots.csv" not in files()


@pytest.mark.parametrize("absent", ["Antal anbud", "Upphandlings-ID", "Förfarande"])
def test_a_column_that_is_missing_stops_with_its_name(uhm, fetch, files, absent):
    rows = [{name: cell for name, cell in row.items() if absent not in name} for row in made_up()["lots"]]
    uhm.lay_out_tables(lots=rows)

    assert refused("fetch.columns-missing", fetch) == {"table": "lots", "columns": absent}
    assert files() == []


def test_a_column_that_changes_its_name_between_pages_stops_with_its_name(uhm, fetch):
    uhm.largest = 2
    row = {name.replace("förfarande", "procedur"): cell for name, cell in uhm_row(uhm).items()}
    reply = {"results": [row], "resultCount": 6, "offset": 2, "limit": 2}
    uhm.next_pages = [None, None, Answer(json.dumps(reply).encode())]

    assert refused("fetch.columns-missing", fetch)["columns"] == "Förfarande"


def test_a_cell_that_is_left_out_where_nothing_is_stated_is_empty(uhm, fetch, read):
    uhm.largest = 2
    row = {name: cell for name, cell in uhm_row(uhm).items() if name != "förfarande"}
    reply = {"results": [row] * 4, "resultCount": 6, "offset": 2, "limit": 4}
    uhm.next_pages = [None, None, Answer(json.dumps(reply).encode())]

    fetch()

    assert [row["Förfarande"] for row in read()] == ["Förenklat förfarande"] * 2 + [""] * 4


def test_two_columns_of_one_name_stop_with_it(uhm, fetch):
    uhm.lay_out_tables(lots=[{**row, "ANTAL ANBUD": "4"} for row in made_up()["lots"]])
    for rows in uhm.tables.values():
        for row in rows:
            if "antal anbud" in row:
                row["Antal anbud*"] = "4"

    assert refused("fetch.column-twice", fetch)["columns"] == "Antal anbud"


def test_a_new_column_is_told_and_left(uhm, fetch, read):
    uhm.lay_out_tables(lots=[{**row, "Kontaktperson": "Anna"} for row in made_up()["lots"]])

    fetched = fetch()

    assert fetched.new == {"lots": ("kontaktperson",)}
    assert "Kontaktperson" not in read()[0]


def test_nobodys_number_is_on_the_disk_at_any_time(uhm, fetch, read, tmp_path, files):
    changes = [
        {"number": PERSON, "name": "Anna Påhittad", "form": ""},
        {"number": COORDINATION, "name": "Bo Påhittad", "form": ""},
        {"number": "", "name": "Cia Påhittad", "form": "Fysiska personer"},
        {"number": "", "name": "Påhittade Dag", "form": ""},
        {"number": "850713-123", "name": "Eva Påhittad", "form": ""},
        {"number": "556533-8133"},
    ]
    uhm.largest = 4
    uhm.lay_out_tables(winners=[winner(**change, lot=str(n)) for n, change in enumerate(changes)])
    uhm.next_pages = [None, None, *[Answer(b"", 500)] * 5]
    refused("fetch.server-error", fetch, "winners")
    parts = b"".join((tmp_path / "in" / name).read_bytes() for name in files())

    fetched = fetch("winners")

    told = parts + (tmp_path / "in" / "winners.csv").read_bytes()
    for word in ("850713", "850773", "Påhittad;", "Anna", "Dag", "Eva"):
        assert word.encode() not in told
    assert fetched.persons == 3
    assert [row["Namn för leverantör"] for row in read("winners.csv")] == [
        *["Personuppgift"] * 3,
        "",
        "",
        "Påhittade Städ AB",
    ]


def test_a_buyer_who_is_a_person_and_a_title_that_names_one(uhm, fetch, read):
    changes = {"title": f"Ledsagning av {PERSON}", "buyer": "Anna Påhittad", "buyer_form": "Fysiska personer"}
    uhm.lay_out_tables(values=[value(**changes)])

    assert fetch("values").persons == 1
    (row,) = read("values.csv")
    assert (row["Upphandlingens titel"], row["Namn för köpare"]) == ("", "Personuppgift")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(b"<!doctype html><html>Underh\xc3\xa5ll</html>"), "fetch.not-understood"),
        (Answer(b""), "fetch.not-understood"),
        (Answer(b'{"results": {}, "resultCount": 1}'), "fetch.not-understood"),
        (Answer(b'{"results": [1], "resultCount": 1}'), "fetch.not-understood"),
        (Answer(b'{"results": [], "resultCount": true}'), "fetch.not-understood"),
        (Answer(b'{"results": [], "resultCount": 0}'), "fetch.no-rows"),
        (Answer(b'{"results": [{}], "resultCount": 1, "offset": 7}'), "fetch.not-understood"),
        (Answer(b'{"results": [], "resultCount": 99999999}'), "fetch.too-many-rows"),
        (Answer(b"", 302, {"Location": "http://localhost:9/x"}), "fetch.other-host"),
        (Answer(b"x" * 100, cut=10), "fetch.cut-short"),
        (Answer(b"", 404), "fetch.absent"),
    ],
)
def test_an_answer_that_is_no_page_has_words_of_its_own(uhm, fetch, files, answer, code):
    uhm.next_pages = [answer] * 5

    refused(code, fetch)

    assert files() == []


@pytest.mark.parametrize("cell", [["a"], {"a": 1}, "x" * 100_001])
def test_a_cell_that_is_none_stops_with_its_place(uhm, fetch, cell):
    uhm_row(uhm)["förfarande"] = cell

    assert refused("fetch.odd-row", fetch) == {"file": "lots.csv", "row": 1, "column": "Förfarande"}


@pytest.mark.parametrize("cell", ["a\0b", "\ud800"])
def test_what_no_text_file_can_hold_stops(uhm, fetch, files, cell):
    uhm_row(uhm)["förfarande"] = cell

    assert refused("fetch.unwritable-cell", fetch) == {"file": "lots.csv"}
    assert "lots.csv" not in files()


def test_a_reply_that_is_compressed_on_the_way(uhm, fetch, read):
    (path,) = (path for path, rows in uhm.tables.items() if "antal anbud" in rows[0])
    plain = uhm.page(uhm.tables[path], {"_limit": ["500"], "_offset": ["0"]})
    uhm.next_pages = [None, Answer(gzip.compress(plain.body), headers={"Content-Encoding": "gzip"})]

    fetch()

    assert len(read()) == 6


@given(
    st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["results", "resultCount", "offset", "År", "år"]), inner, max_size=4)
            ),
            max_leaves=10,
        ).map(lambda told: json.dumps(told).encode()),
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_odd_body_is_an_error_with_words_and_leaves_no_file(uhm, fetch, files, body):
    uhm.next_pages = [None, Answer(body)]

    with pytest.raises(SvangrumError):
        fetch()

    assert "lots.csv" not in files()
