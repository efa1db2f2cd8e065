"""The observatory from the command line."""

import csv
import io
import json

import pyarrow.parquet as pq
import pytest

from svangrum.analysis.observatory.export import COLUMNS
from svangrum.cli.main import main
from svangrum.cli.observatory import years_in
from tests.analysis.made_up_facts import lot, result, winner, write_results, write_statistics


@pytest.fixture
def svangrum(capfdbinary):
    def run(*arguments):
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        told = capfdbinary.readouterr()
        return left.value.code, told.out.decode("utf-8"), told.err.decode("utf-8")

    return run


@pytest.fixture
def store(tmp_path, svangrum):
    place = tmp_path / "store"
    reserved = {"title": "Reserverad lokalvård för sociala företag", "reserved_participation": True}
    write_statistics(
        place,
        [lot(1, tenders=1, reviewed=False, **reserved), *(lot(n, reviewed=n == 2) for n in range(2, 9))],
        winners=[winner("XX1", supplier_name="Samhall AB", natural_person=False)],
    )
    write_results(place, [result(1, country="NO"), result(2)])
    assert svangrum("observatory", "build", "--store", place)[0] == 0
    return place


def test_figures_are_told_with_what_they_rest_on_and_where_they_are_from(svangrum, store):
    code, told, _ = svangrum("observatory", "--store", store, "--country", "se", "--by", "winner", "--lang", "en")
    assert code == 0
    assert "Samhall" in told
    assert "100.0 (20.7–100.0)" in told
    assert "Uppgifter: Exempelverket, statistics" in told
    assert "not what reserving leads to" in told


def test_swedish_is_spoken(svangrum, store):
    _, told, _ = svangrum("observatory", "--store", store)
    assert "högst ett anbud" in told
    assert "Norge" in told


def test_the_query_is_shown_when_asked_for(svangrum, store):
    assert "GROUP BY" in svangrum("observatory", "--store", store, "--query")[1]
    assert "GROUP BY" not in svangrum("observatory", "--store", store)[1]
    _, told, aside = svangrum("observatory", "--store", store, "--query", "--format", "csv")
    assert "GROUP BY" in aside
    assert "GROUP BY" not in told


def test_csv_parquet_and_json_hold_the_same_cells(svangrum, store, tmp_path):
    asked = ("observatory", "--store", store, "--by", "cpv", "--years", "2021")
    rows = list(csv.DictReader(io.StringIO(svangrum(*asked, "--format", "csv")[1].removeprefix("\ufeff"))))
    whole = json.loads(svangrum(*asked, "--format", "json")[1])
    out = tmp_path / "cells.parquet"
    assert svangrum(*asked, "--format", "parquet", "--out", out)[0] == 0
    table = pq.read_table(out)
    assert tuple(rows[0]) == tuple(table.column_names) == COLUMNS
    as_text = [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in table.to_pylist()]
    assert as_text == rows
    assert [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in whole["cells"]] == rows
    assert {row["attribution"] for row in rows} == {
        "Uppgifter: Exempelverket, statistics",
        "Uppgifter: Exempelverket, lots",
    }
    assert [origin["source"] for origin in whole["origins"]] == ["ted", "ted-competitions", "uhm"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--country", "XX"), "NO, SE"),
        (("--years", "1999"), "2021"),
        (("--years", "i fjol"), "2019-2021"),
        (("--years", "2021-2019"), "2019-2021"),
        (("--by", "colour"), "municipality"),
        (("--format", "xlsx"), "parquet"),
        (("--source", "decp"), "uhm"),
    ],
)
def test_what_cannot_be_answered_is_told_in_words(svangrum, store, arguments, says):
    code, told, complaint = svangrum("observatory", "--store", store, *arguments)
    assert (code, told) == (2, "")
    assert says in complaint


def test_a_file_that_cannot_be_written_is_told_of(svangrum, store, tmp_path):
    code, _, complaint = svangrum("observatory", "--store", store, "--out", tmp_path / "nowhere" / "file")
    assert code == 2
    assert "nowhere" in complaint


def test_nothing_to_count_is_told_of(svangrum, tmp_path):
    code, _, complaint = svangrum("observatory", "build", "--store", tmp_path, "--lang", "en")
    assert code == 2
    assert "svangrum ingest statistics" in complaint


def test_what_is_built_can_ship(svangrum, store, tmp_path):
    first, second = tmp_path / "one.json", tmp_path / "two.json"
    for out in (first, second):
        code, told, _ = svangrum("observatory", "build", "--store", store, "--out", out)
        assert code == 0
        assert str(out) in told
    assert first.read_bytes() == second.read_bytes()


def test_without_figures_of_its_own_a_store_shows_those_that_ship(svangrum, tmp_path):
    code, told, _ = svangrum("observatory", "--store", tmp_path, "--lang", "en")
    assert code == 0
    assert "four fifths of the Swedish procurements of 2021" in told
    assert "Upphandlingsmyndigheten" in told


@pytest.mark.parametrize(
    ("text", "years"), [("", set()), ("2021", {2021}), ("2019-2021", {2019, 2020, 2021}), ("2019, 2021", {2019, 2021})]
)
def test_years_are_read(text, years):
    assert years_in(text) == years
