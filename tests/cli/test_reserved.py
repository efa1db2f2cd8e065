"""Listing, showing and correcting what is reserved, from the command line."""

import csv
import io
import json

import pytest

from svangrum.analysis.reserved_overrides import overrides_file
from svangrum.cli.main import main
from tests.analysis import made_up_facts as made


@pytest.fixture
def svangrum(capsys):
    def run(*arguments):
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return left.value.code, told.out, told.err

    return run


@pytest.fixture
def store(tmp_path):
    lots = [
        made.lot(1),
        made.lot(2, reserved_participation=True, title="Flyttjänster", cpv="60100000"),
        made.lot(3, title="Fruktkorgar, reserverad upphandling"),
    ]
    made.write_statistics(tmp_path, lots)
    return tmp_path


def override(store, *more, number="XX2", verdict="genuine", reason="Läste förfrågan", by="jurist"):
    told = ("--verdict", verdict, "--reason", reason, "--by", by, "--store", store)
    return ("reserved", "override", number, *told, *more)


@pytest.mark.parametrize(
    ("language", "said"), [("sv", "reserverad, fast rutan är tom"), ("en", "reserved, though the box is empty")]
)
def test_the_list_counts_and_tells_why(svangrum, store, language, said):
    code, told, complaints = svangrum("reserved", "list", "--store", store, "--lang", language)

    assert (code, complaints) == (0, "")
    assert said in told
    assert "XX2" in told
    assert "XX1" not in told


def test_the_list_is_narrowed(svangrum, store):
    def listed(*more):
        told = svangrum("reserved", "list", "--store", store, "--json", *more)[1]
        return [one["procurement_id"] for one in json.loads(told)]

    assert listed() == ["XX2", "XX3"]
    assert listed("--verdict", "missed") == ["XX3"]
    assert listed("--country", "FR") == listed("--year", "2020") == []
    assert listed("--country", "SE", "--year", "2021", "--source", "uhm") == ["XX2", "XX3"]


def test_the_list_as_csv_has_a_row_each(svangrum, store):
    rows = list(csv.DictReader(io.StringIO(svangrum("reserved", "list", "--store", store, "--csv")[1])))

    assert [(row["procurement_id"], row["holds"], row["flags"]) for row in rows] == [
        ("XX2", "unclear", "participation"),
        ("XX3", "missed", ""),
    ]


def test_one_is_shown_with_all_that_speaks(svangrum, store):
    code, told, _ = svangrum("reserved", "show", "XX3", "--store", store)

    assert code == 0
    assert "Talar för" in told
    assert "”reserverad upphandling”" in told


def test_a_decision_holds_and_the_signs_stay(svangrum, store):
    assert svangrum(*override(store))[0] == 0
    (one,) = json.loads(svangrum("reserved", "show", "XX2", "--store", store, "--json")[1])

    assert (one["holds"], one["verdict"]) == ("genuine", "unclear")
    assert (one["override"]["who"], one["override"]["reason"]) == ("jurist", "Läste förfrågan")
    assert "jurist" in svangrum("reserved", "list", "--store", store)[1]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"number": "ingen"}, "ingen"),
        ({"reason": " "}, "--reason"),
        ({"by": " "}, "--by"),
        ({"reason": "Enligt 850709-9805"}, "personnummer"),
    ],
)
def test_a_decision_that_cannot_be_taken_is_refused(svangrum, store, changes, said):
    code, _, complaints = svangrum(*override(store, **changes))

    assert code == 2
    assert said in complaints
    assert not overrides_file(store).exists()


def test_an_unknown_number_and_an_empty_store_are_told(svangrum, store, tmp_path):
    assert "finns inte" in svangrum("reserved", "show", "ingen", "--store", store)[2]
    assert "svangrum ingest" in svangrum("reserved", "list", "--store", tmp_path / "tom")[2]


def test_a_number_of_two_sources_is_asked_about(svangrum, store):
    made.write_results(store, [made.result(1, notice_id="XX2", reserved_participation="res-ws")])

    assert "--source" in svangrum("reserved", "show", "XX2", "--store", store)[2]
    assert svangrum("reserved", "show", "XX2", "--store", store, "--source", "ted")[0] == 0


@pytest.mark.parametrize(("language", "said"), [("sv", "Inte ikryssade"), ("en", "Box not ticked")])
def test_the_errors_are_printed(svangrum, language, said):
    code, told, _ = svangrum("reserved", "errors", "--lang", language)

    assert code == 0
    assert said in told


def test_the_errors_as_json_hold_every_label_once(svangrum):
    read = json.loads(svangrum("reserved", "errors", "--json")[1])

    assert {name: group["labels"] for name, group in read.items()} == {"flagged": 87, "unflagged": 83}
    assert sum(sum(row.values()) for row in read["flagged"]["confusion"].values()) == 87


@pytest.mark.parametrize(("language", "said"), [("sv", "Det är en jämförelse"), ("en", "It is a comparison")])
def test_what_the_forecast_rests_on_is_printed(svangrum, language, said):
    code, told, _ = svangrum("reserved", "evidence", "--lang", language)

    assert code == 0
    assert said in told


def test_what_it_rests_on_with_a_stores_own_facts(svangrum, store):
    read = json.loads(svangrum("reserved", "evidence", "--store", store, "--json")[1])

    assert (read["lots"], read["prior_sd"]) == (2, 1.0)
    assert [one["source"] for one in read["sources"]] == ["uhm"]


def test_what_it_rests_on_is_also_told_as_odds(svangrum):
    said = svangrum("reserved", "evidence", "--lang", "sv")[1]
    assert "6,0 gånger" in said
    assert "mellan 2,7 och 13,6 gånger" in said
