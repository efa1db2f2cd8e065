"""``svangrum fetch statistics`` as a person runs it, and ``svangrum ingest statistics`` after it."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from svangrum.cli.fetch import fetch
from svangrum.cli.fetch_statistics import _TABLES
from svangrum.cli.ingest import ingest
from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES, words
from svangrum.ingest.sources.polite import Manners
from svangrum.ingest.sources.uhm import ROW_STORE, TABLES
from svangrum.ingest.statistics import ATTRIBUTION
from tests.ingest.sources.stand_in import Answer
from tests.ingest.sources.uhm_server import made_up, uhm_server
from tests.ingest.workbooks import csv_text, lot, winner


@pytest.fixture
def uhm(monkeypatch):
    monkeypatch.setattr("svangrum.ingest.sources.polite.Manners", partial(Manners, sleep=lambda _seconds: None))
    with uhm_server() as server:
        tables = made_up()
        server.lay_out_tables(**tables)
        server.lay_out_bulk(tables["winners"])
        yield server


@pytest.fixture
def run(uhm, tmp_path):
    def run(*arguments, language="sv"):
        line = ["statistics", *arguments, "--into", str(tmp_path / "in"), "--server", uhm.address]
        return CliRunner().invoke(fetch, line, obj=SimpleNamespace(language=language))

    return run


@pytest.fixture
def read(tmp_path):
    def read(folder="in", language="sv"):
        line = ["statistics", str(tmp_path / folder), "--store", str(tmp_path / "store"), "--workers", "1"]
        return CliRunner().invoke(ingest, line, obj=SimpleNamespace(language=language))

    return read


def test_the_tables_that_can_be_chosen_are_those_that_are_read():
    assert set(_TABLES) == set(TABLES) == set(ROW_STORE)


@pytest.mark.parametrize("asked", [(), ("--bulk",), ("--years", "2021"), ("--bulk", "--years", "2021")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_fetched_is_read(run, read, tmp_path, language, asked):
    result = run(*asked, language=language)

    assert (result.exit_code, result.stderr) == (0, ""), result.output
    assert words("fetch.done", language, saved=4, already=0, path=str(tmp_path / "in")) in result.stdout
    assert f"svangrum ingest statistics {tmp_path / 'in'}" in result.stdout
    assert result.stdout.rstrip().endswith(ATTRIBUTION)
    told = read(language=language)
    assert told.exit_code == 0, told.output
    assert words("ingest.none-set-aside", language) in told.stdout


def test_only_some_tables(run, tmp_path):
    assert run("--only", "lots", "--only", "values").exit_code == 0
    assert sorted(one.name for one in (tmp_path / "in").iterdir()) == ["lots.csv", "values.csv"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_there_is_to_know_is_told(uhm, run, language):
    rows = [winner(name="Anna Påhittad", form="Fysiska personer", number="", Kontaktperson="Anna")]
    uhm.lay_out_tables(winners=rows)

    result = run("--only", "winners", language=language)

    assert words("fetch-statistics.persons", language, rows=1) in result.stdout
    told = words("fetch-statistics.new-columns", language, table="winners", columns="kontaktperson")
    assert told in result.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_was_begun_anew_is_told_once(uhm, run, language):
    content = uhm.lay_out_bulk(made_up(400)["winners"])
    cut = Answer(content, cut=len(content) - 2_000, headers={"ETag": '"a"'})
    uhm.lay_out("/store/12/resource/239", cut, Answer(content, headers={"ETag": '"b"'}))

    result = run("--only", "winners", "--bulk", language=language)

    assert result.exit_code == 0
    assert words("fetch-statistics.restarted", language, file="winners-bulk.csv") in result.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_that_has_no_rows_is_listed_and_ends_with_1(run, language):
    result = run("--only", "lots", "--years", "2021-2022", language=language)

    assert result.exit_code == 1
    assert words("error.fetch.no-rows", language, file="lots-2022.csv") in result.stdout


@pytest.mark.parametrize("years", ["21", "2024-2021", "2020", "2021-", "2021,2022", "i fjol", "9999"])
def test_years_that_cannot_be_are_refused_before_anything_is_asked(uhm, run, years):
    error = run("--years", years).exception

    assert isinstance(error, SvangrumError)
    assert (error.code, error.values["text"]) == ("fetch.years", years)
    assert not uhm.requests


def test_bulk_without_winners_is_refused_before_anything_is_asked(uhm, run):
    error = run("--only", "lots", "--bulk").exception

    assert isinstance(error, SvangrumError)
    assert error.code == "fetch.bulk-is-winners"
    assert not uhm.requests


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("bulk-is-winners", {}),
        ("column-twice", {"table": "lots", "columns": "År"}),
        ("columns-missing", {"table": "lots", "columns": "År"}),
        ("damaged-table", {"file": "lots.csv"}),
        ("keeps-changing", {"file": "lots.csv", "tries": 5}),
        ("not-table", {"url": "x"}),
        ("odd-row", {"file": "lots.csv", "row": 1, "column": "År"}),
        ("odd-width", {"file": "lots.csv", "cells": 1, "columns": 44}),
        ("short-table", {"file": "lots.csv", "rows": 1, "count": 2}),
        ("too-many-rows", {"url": "x", "rows": 9, "most": 5}),
        ("unwritable-cell", {"file": "lots.csv"}),
        ("years", {"text": "x", "first": 2021}),
    ],
)
def test_every_error_has_words(language, code, values):
    assert "{" not in words(f"error.fetch.{code}", language, **values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_with_losers_makes_nobody_a_winner(read, tmp_path, language):
    folder = tmp_path / "alla"
    folder.mkdir()
    losers = {**lot(), **{name: cell for name, cell in winner().items() if "leverantör" in name}}
    rows = csv_text([{**losers, "Kontrakterad": "Inte kontrakterad"}])
    (folder / "170.csv").write_text(rows, encoding="utf-8-sig")
    error = read("alla", language).exception
    assert isinstance(error, SvangrumError)
    assert error.code == "ingest.all-tenders"
    (folder / "anbud.csv").write_text(csv_text([lot()]), encoding="utf-8-sig")

    told = read("alla", language)

    assert told.exit_code == 1
    assert words("ingest.refusal.file.all-tenders", language) in told.stdout
    assert words("ingest.absent.winners", language) in told.stdout
