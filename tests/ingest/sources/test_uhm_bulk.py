"""The bulk file: gone on with where it stopped while it is the same file, and nobody's number on the disk."""

from __future__ import annotations

import csv
import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svangrum.core.errors import SvangrumError
from svangrum.ingest.files import read_file
from svangrum.ingest.sources import uhm_bulk
from svangrum.ingest.sources.guest import user_agent
from svangrum.ingest.sources.polite import Manners, Polite
from svangrum.ingest.sources.uhm import BULK, FetchedTables, Years
from svangrum.ingest.sources.uhm_bulk import fetch_bulk
from svangrum.ingest.sources.uhm_rows import Source
from tests.ingest.sources.stand_in import Answer
from tests.ingest.sources.uhm_server import ETAG, bulk, made_up, uhm_server
from tests.ingest.workbooks import winner

WINNERS = made_up(40)["winners"]
PERSON = "19850713-1234"


@pytest.fixture
def uhm(monkeypatch):
    monkeypatch.setattr(uhm_bulk, "_CHUNK", 5)
    with uhm_server() as server:
        yield server


@pytest.fixture
def fetch(uhm, tmp_path):
    def fetch(years=None):
        fetched = FetchedTables()
        with Polite(user_agent(), Manners(sleep=lambda _seconds: None)) as polite:
            source = Source(uhm.address, polite)
            fetch_bulk(years, source=source, into=tmp_path, told=lambda _file: None, fetched=fetched)
        return fetched

    return fetch


@pytest.fixture
def read(tmp_path):
    def read(name="winners-bulk.csv"):
        with (tmp_path / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    return read


@pytest.fixture
def files(tmp_path):
    return lambda: sorted(one.name for one in tmp_path.iterdir())


def refused(code, fetch):
    with pytest.raises(SvangrumError) as caught:
        fetch()
    assert caught.value.code == code
    return caught.value.values


def lots(rows):
    return [row["Anbudsområdes-ID"] for row in rows]


def test_every_row_comes(uhm, fetch, read, files):
    uhm.lay_out_bulk(WINNERS)

    assert fetch().saved == 1
    assert (lots(read()), files()) == (lots(WINNERS), ["winners-bulk.csv"])
    assert {row["Kontrakterad"] for row in read()} == {"Kontrakterad"}


def test_only_the_years_that_were_asked_for(uhm, fetch, read):
    uhm.lay_out_bulk([row for year in (2021, 2022, 2023) for row in made_up(2, year=year)["winners"]])

    fetch(Years(2022, 2023))

    assert [row["År"] for row in read("winners-bulk-2022-2023.csv")] == ["2022"] * 4 + ["2023"] * 4


@pytest.mark.parametrize("mark", [{"ETag": '"first"'}, {"Last-Modified": "Thu, 26 Nov 2026 10:00:00 GMT"}])
def test_what_came_before_an_interruption_is_gone_on_with(uhm, fetch, read, mark):
    content = bulk(WINNERS)
    uhm.lay_out(BULK, Answer(content, cut=len(content) // 2, headers=mark), Answer(content, headers=mark))

    fetched = fetch()

    first, second = uhm.asked(BULK)
    assert (first.headers["Range"], second.headers["If-Range"]) == (None, next(iter(mark.values())))
    begins = int(second.headers["Range"].removeprefix("bytes=").removesuffix("-"))
    assert 0 < begins <= len(content) // 2
    assert content[begins - 1 : begins] == b"\n"
    assert (lots(read()), fetched.restarted) == (lots(WINNERS), [])


def test_another_run_goes_on_too(uhm, fetch, read):
    content = bulk(WINNERS)
    uhm.lay_out(BULK, Answer(content, cut=len(content) // 2, headers=ETAG), Answer(b"", 500))
    refused("fetch.server-error", fetch)
    uhm.lay_out_bulk(WINNERS)

    fetch()

    assert lots(read()) == lots(WINNERS)
    assert uhm.asked(BULK)[-1].headers["Range"]


@pytest.mark.parametrize("ranges", [True, False])
def test_a_file_that_changed_meanwhile_is_begun_anew_and_told(uhm, fetch, read, ranges):
    old, new = bulk(WINNERS), bulk(made_up(30, prefix="YY")["winners"])
    later = Answer(new, headers={"ETag": '"second"'}, ranges=ranges)
    uhm.lay_out(BULK, Answer(old, cut=len(old) // 2, headers=ETAG), later)

    fetched = fetch()

    assert (len(read()), fetched.restarted) == (60, ["winners-bulk.csv"])
    assert {row["Upphandlings-ID"][:2] for row in read()} == {"YY"}


@pytest.mark.parametrize("mark", [{}, {"ETag": 'W/"weak"'}])
def test_a_file_that_nothing_tells_apart_is_begun_anew(uhm, fetch, read, mark):
    content = bulk(WINNERS)
    uhm.lay_out(BULK, Answer(content, cut=len(content) // 2, headers=mark), Answer(content, headers=mark))

    fetch()

    assert [one.headers["Range"] for one in uhm.asked(BULK)] == [None, None]
    assert lots(read()) == lots(WINNERS)


def test_only_its_name_was_missing(uhm, fetch, read, monkeypatch):
    content = uhm.lay_out_bulk(WINNERS)
    with monkeypatch.context() as patched:
        patched.setattr(uhm_bulk.GrowingTable, "finish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            fetch()

    fetch()

    assert uhm.asked(BULK)[-1].headers["Range"] == f"bytes={len(content)}-"
    assert lots(read()) == lots(WINNERS)


def test_a_file_that_never_comes_whole_gets_no_name(uhm, fetch, files):
    content = bulk(WINNERS)
    uhm.lay_out(BULK, Answer(content, cut=300, headers=ETAG))

    assert refused("fetch.cut-short", fetch)["tries"] == 5
    assert "winners-bulk.csv" not in files()


def test_a_file_that_is_compressed_on_the_way(uhm, fetch, read):
    uhm.lay_out(BULK, Answer(gzip.compress(bulk(WINNERS)), headers={"Content-Encoding": "gzip", **ETAG}))

    fetch()

    assert lots(read()) == lots(WINNERS)


def test_cells_with_line_breaks_and_quotation_marks(uhm, fetch, read):
    name = 'Påhittade "Städ"\nmed semikolon; AB'
    uhm.lay_out_bulk([winner(name=name, lot=str(n)) for n in range(12)])

    fetch()

    assert {row["Namn för leverantör"] for row in read()} == {name}


def test_nobodys_number_is_on_the_disk_at_any_time(uhm, fetch, read, tmp_path, files):
    rows = [winner(number=PERSON, name="Anna Påhittad", lot=str(n)) for n in range(20)]
    content = bulk(rows)
    uhm.lay_out(BULK, Answer(content, cut=len(content) // 2, headers=ETAG), Answer(b"", 500))
    refused("fetch.server-error", fetch)
    parts = b"".join((tmp_path / name).read_bytes() for name in files())
    uhm.lay_out_bulk(rows)

    fetched = fetch()

    told = parts + (tmp_path / "winners-bulk.csv").read_bytes()
    assert b"850713" not in told
    assert b"Anna" not in told
    assert fetched.persons == len(read()) == 20


@pytest.mark.parametrize("absent", ["Upphandlings-ID", "Namn för leverantör"])
def test_a_column_that_is_missing_stops_with_its_name(uhm, fetch, files, absent):
    uhm.lay_out_bulk([{name: cell for name, cell in row.items() if name != absent} for row in WINNERS])

    assert refused("fetch.columns-missing", fetch) == {"table": "winners", "columns": absent}
    assert files() == []


def test_a_new_column_is_told_and_left(uhm, fetch, read):
    uhm.lay_out_bulk([{**row, "Kontaktperson": "Anna"} for row in WINNERS])

    assert fetch().new == {"winners": ("kontaktperson",)}
    assert "Kontaktperson" not in read()[0]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(b"<!doctype html><html></html>"), "fetch.not-table"),
        (Answer(b""), "fetch.not-table"),
        (Answer(bulk(WINNERS).decode().encode("cp1252", "ignore")), "fetch.not-table"),
        (Answer(bulk(WINNERS) + b'"a;b\r\n'), "fetch.not-table"),
        (Answer(bulk(WINNERS) + b"a;b\r\n"), "fetch.odd-width"),
        (Answer(bulk(WINNERS) + b"a" * (3 << 20)), "fetch.not-table"),
        (Answer(bulk(WINNERS[:1]).split(b"\r\n")[0] + b"\r\n"), "fetch.no-rows"),
        (Answer(b"", 302, {"Location": "http://localhost:9/x"}), "fetch.other-host"),
        (Answer(b"", 404), "fetch.absent"),
    ],
)
def test_an_answer_that_is_no_such_table_has_words_of_its_own(uhm, fetch, files, answer, code):
    uhm.lay_out(BULK, answer)

    refused(code, fetch)

    assert "winners-bulk.csv" not in files()


@given(st.binary(max_size=300), st.integers(0, 400))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_odd_bytes_in_the_middle_are_an_error_or_a_table_that_can_be_read(uhm, fetch, tmp_path, odd, place):
    content = bulk(WINNERS[:4])
    uhm.lay_out(BULK, Answer(content[:place] + odd + content[place:]))
    try:
        fetch()
        assert read_file(tmp_path / "winners-bulk.csv").problem is None
    except SvangrumError:
        assert not (tmp_path / "winners-bulk.csv").exists()
    for left in tmp_path.iterdir():
        left.unlink()
