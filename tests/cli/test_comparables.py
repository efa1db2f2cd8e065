"""``svangrum comparables``: purchases like one on the command line, and what is wrong with a question."""

from __future__ import annotations

import csv
import io
import json

import pytest

from svangrum.cli.main import main
from tests.analysis.made_up_facts import lot, result, write_results, write_statistics

ASKED = ("comparables", "--what", "lokalvård i skolor", "--cpv", "90911200")


@pytest.fixture
def store(tmp_path):
    write_statistics(
        tmp_path,
        [
            lot(1, title="=Lokalvård\ni skolan"),
            lot(2, tenders=0, title="Golvvård"),
            lot(3, cpv="90500000", title="Sopor"),
        ],
    )
    write_results(tmp_path, [result(77)])
    return str(tmp_path)


@pytest.fixture
def svangrum(capsys, store):
    def run(*arguments, where=store):
        with pytest.raises(SystemExit) as left:
            main([*arguments, "--store", where])
        told = capsys.readouterr()
        return left.value.code, told.out, told.err

    return run


@pytest.mark.parametrize(("language", "heading"), [("sv", "Köp som liknar ditt"), ("en", "Purchases like yours")])
def test_they_are_told_in_words(svangrum, language, heading):
    code, told, complaints = svangrum(*ASKED, "--lang", language)

    assert (code, complaints) == (0, "")
    assert told.startswith(heading)
    assert "https://ted.europa.eu/en/notice/-/detail/77-2021" in told
    assert max(map(len, told.splitlines())) <= 80


def test_they_are_data_too(svangrum):
    _, told, _ = svangrum(*ASKED, "--json", "--limit", "2")
    found = json.loads(told)

    assert len(found["found"]) == 2
    assert {one["dataset"] for one in found["snapshots"]} == {"statistics", "lots"}


def test_a_table_has_a_row_each_and_no_formulas(svangrum):
    _, told, _ = svangrum(*ASKED, "--csv")
    rows = list(csv.DictReader(io.StringIO(told)))

    assert len(rows) == 4
    assert {row["title"] for row in rows} >= {" =Lokalvård i skolan"}
    assert [row["tenders"] for row in rows if row["procurement"] == "XX2"] == ["0"]


def test_only_those_before_the_day(svangrum):
    _, told, _ = svangrum(*ASKED, "--json", "--as-of", "2021-05-28")

    assert json.loads(told)["found"] == []


def test_no_facts_are_no_error(svangrum, tmp_path):
    code, told, _ = svangrum(*ASKED, where=str(tmp_path / "nowhere"))

    assert code == 0
    assert "svangrum ingest statistics" in told


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--what", ""), "vad du ska köpa"),
        (("--cpv", "12"), "CPV"),
        (("--value", "mycket"), "mycket"),
        (("--buyer", "kung"), "kung"),
        (("--country", "Sverige"), "två bokstäver"),
        (("--as-of", "i går"), "i går"),
        (("--limit", "0"), "--limit"),
        (("--json", "--csv"), "--json eller --csv"),
    ],
)
def test_bad_input_is_answered(svangrum, options, complaint):
    code, told, complaints = svangrum(*ASKED, *options)

    assert (code, told) == (2, "")
    assert complaint in complaints


def test_an_answer_has_them_unless_it_is_told_not_to(svangrum):
    options = ("advise", "--what", "lokalvård", "--cpv", "90911200", "--as-of", "2026-11-23", "--json")
    _, with_them, _ = svangrum(*options)
    _, without, _ = svangrum(*options, "--no-comparables")

    assert len(json.loads(with_them)["comparables"]["found"]) == 4
    assert json.loads(without)["comparables"] is None
