"""Fitting and scoring from the command line."""

import json

import pytest

from svangrum.analysis.boosted_fit import is_installed
from svangrum.cli.main import main
from svangrum.competition.features import FACTS
from svangrum.competition.tenders import ARTIFACT, Market, PurchaseFeatures, load_market
from svangrum.core.data import data_path
from tests.analysis.made_up import write_store
from tests.ingest import workbooks

METRICS = {"log_score", "crps", "brier_le_1", "pit_80"}
MODELS = {"shipped", "global", "division", "hierarchy"}


@pytest.fixture
def svangrum(capsys):
    def run(*arguments):
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return left.value.code, told.out, told.err

    return run


def table(path, *tenders, prefix="XX"):
    records = [workbooks.lot(id=f"{prefix}{n}", lot=f"{prefix}{n}_1", tenders=one) for n, one in enumerate(tenders)]
    path.write_bytes(workbooks.workbook(workbooks.rows_of(records)))
    return path


def test_scores_are_given_as_json(svangrum, tmp_path):
    code, told, complaints = svangrum(
        "model", "evaluate", "--tenders", table(tmp_path / "anbud.xlsx", 1.0, 3.0, 0.0), "--json"
    )
    read = json.loads(told)

    assert (code, complaints) == (0, "")
    assert (read["lots"], read["zero_lots"]) == (2, 1)
    assert read["models"].keys() == MODELS
    assert all(scores.keys() == METRICS for scores in read["models"].values())
    assert all(scores["log_score"] < 0 for scores in read["models"].values())


def test_several_files_are_scored_together(svangrum, tmp_path):
    files = [table(tmp_path / f"{name}.xlsx", 1.0, 3.0, prefix=name) for name in ("AA", "BB")]
    apart = svangrum("model", "evaluate", "--tenders", files[0], "--tenders", files[1], "--json")
    in_a_row = svangrum("model", "evaluate", "--tenders", *files, "--json")

    assert apart == in_a_row
    assert json.loads(apart[1])["lots"] == 4


@pytest.mark.parametrize(("language", "said"), [("sv", "loggpoäng"), ("en", "log score")])
def test_people_get_tables(svangrum, tmp_path, language, said):
    file = table(tmp_path / "anbud.xlsx", 1.0, 3.0)
    code, told, _ = svangrum("model", "evaluate", "--tenders", file, "--lang", language)

    assert code == 0
    assert said in told
    assert "kommun" in told
    assert "{" not in told


def test_rows_that_cannot_be_read_are_told_and_the_rest_is_scored(svangrum, tmp_path):
    file = table(tmp_path / "anbud.xlsx", 1.0, 3.0, -2.0)
    code, told, _ = svangrum("model", "evaluate", "--tenders", file, "--json")

    assert code == 1
    assert (json.loads(told)["lots"], json.loads(told)["rows_set_aside"]) == (2, 1)


def test_a_table_without_tenders_is_said(svangrum, tmp_path):
    path = tmp_path / "upphandlingar.xlsx"
    path.write_bytes(workbooks.workbook(workbooks.rows_of([workbooks.procurement()])))
    code, told, complaints = svangrum("model", "evaluate", "--tenders", path)

    assert (code, told) == (2, "")
    assert "Antal anbud" in complaints


def test_what_is_no_workbook_is_said(svangrum, tmp_path):
    path = tmp_path / "anbud.xlsx"
    path.write_text("inte ett kalkylblad")
    code, told, complaints = svangrum("model", "evaluate", "--tenders", path)

    assert (code, told) == (2, "")
    assert "xlsx" in complaints


def test_fitting_writes_a_market_and_says_how_good_it_is(svangrum, tmp_path):
    write_store(tmp_path / "tables", tmp_path / "store", order_seed=1, count=600)
    out = tmp_path / "tenders.json"
    code, told, complaints = svangrum("model", "fit", "--store", tmp_path / "store", "--out", out)

    assert (code, complaints) == (0, "")
    assert Market(json.loads(out.read_text("utf-8"))).n_lots == 599
    assert "599" in told
    assert "Uppgifter: Upphandlingsmyndigheten | Bearbetning: Svängrum" in told


def test_fitting_without_facts_is_said_and_nothing_is_written(svangrum, tmp_path):
    out = tmp_path / "tenders.json"
    code, told, complaints = svangrum("model", "fit", "--store", tmp_path / "tom", "--out", out)

    assert (code, told) == (2, "")
    assert "svangrum ingest statistics" in complaints
    assert not out.exists()


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("facts")
    write_store(folder / "tables", folder / "store", order_seed=1, count=600)
    return folder / "store"


def test_the_folds_are_scored_beside_every_other_model(svangrum, store):
    code, told, complaints = svangrum("model", "evaluate", "--folds", "--store", store, "--workers", 1, "--json")
    read = json.loads(told)

    assert (code, complaints) == (0, "")
    assert read["models"].keys() == MODELS | ({"boosted"} if is_installed() else set())
    assert read["margin_to_hierarchy"] == pytest.approx(
        read["models"]["shipped"]["log_score"] - read["models"]["hierarchy"]["log_score"], abs=1e-5
    )
    assert sum(group["lots"] for group in read["divisions"]) == read["lots"] == 599
    assert all(0 < group["models"]["shipped"]["pit_80"] <= 1 for group in read["divisions"])
    assert [group["name"] for group in read["sectors"]] == ["kommun"]


def test_without_the_trees_the_folds_say_so(svangrum, store, monkeypatch):
    monkeypatch.setattr("svangrum.analysis.boosted_fit.is_installed", lambda: False)
    code, told, _ = svangrum("model", "evaluate", "--folds", "--store", store, "--workers", 1)

    assert code == 0
    assert "svangrum[boosted]" in told
    assert "Uppgifter: Upphandlingsmyndigheten | Bearbetning: Svängrum" in told


@pytest.mark.parametrize(("said", "meant"), [("ja", True), ("no", False), (None, None)])
def test_yes_and_no_are_read_in_both_languages(svangrum, said, meant):
    stated = ("--has-lots", said) if said else ()
    read = json.loads(svangrum("model", "explain", *stated, "--json")[1])

    assert read["purchase"]["has_lots"] is meant


def test_neither_yes_nor_no_is_said(svangrum):
    code, told, complaints = svangrum("model", "explain", "--has-lots", "kanske")

    assert (code, told) == (2, "")
    assert "kanske" in complaints


@pytest.mark.parametrize("given", [(), ("--folds", "--tenders", "anbud.xlsx")])
def test_what_to_evaluate_must_be_one_thing(svangrum, given):
    code, told, complaints = svangrum("model", "evaluate", *given)

    assert (code, told) == (2, "")
    assert "--folds" in complaints


@pytest.mark.parametrize(("language", "said"), [("sv", "Städning"), ("en", "Cleaning")])
def test_a_forecast_is_explained_in_words(svangrum, language, said):
    code, told, complaints = svangrum(
        "model", "explain", "--what", "Lokalvård i skolor", "--buyer", "kommun", "--lang", language
    )

    assert (code, complaints) == (0, "")
    assert said in told
    assert "lokalvård" in told
    assert "Uppgifter: Upphandlingsmyndigheten | Bearbetning: Svängrum" in told
    assert "{" not in told


def test_an_explanation_for_programs_agrees_with_the_forecast(svangrum):
    stated = ("--cpv", "90911200", "--has-lots", "yes", "--act", "lou")
    code, told, _ = svangrum("model", "explain", *stated, "--json")
    read = json.loads(told)
    features = PurchaseFeatures(cpv="90911200", has_lots=True, legal_basis="2014/24/EU")

    assert code == 0
    assert read["forecast"]["p_one"] == pytest.approx(load_market().open(features).p_one, abs=1e-6)
    assert {one["code"] for one in read["factors"]} == {"cpv", "has_lots", "legal_basis"}
    assert set(read["unknown"]) <= {"word", *FACTS} - {"has_lots", "legal_basis"}
    assert read["p_zero"] is None


def test_nothing_stated_is_any_purchase(svangrum):
    code, told, _ = svangrum("model", "explain", "--lang", "en")

    assert code == 0
    assert "any purchase" in told


def test_a_share_without_tenders_is_told_with_its_source(svangrum, tmp_path):
    figures = json.loads(data_path(ARTIFACT).read_text("utf-8"))
    figures["zero"] = {"attribution": "Påhittad källa", "countries": {"PL": [41, 7]}}
    file = tmp_path / "market.json"
    file.write_text(json.dumps(figures), "utf-8")

    told = svangrum("model", "explain", "--cpv", "90911200", "--country", "PL", "--model", file)[1]
    unknown = svangrum("model", "explain", "--cpv", "90911200", "--model", file)[1]

    assert "7 av 41" in told
    assert "Påhittad källa" in told
    assert "Påhittad källa" not in unknown


def test_a_code_that_is_none_is_said(svangrum):
    code, told, complaints = svangrum("model", "explain", "--cpv", "städning")

    assert (code, told) == (2, "")
    assert "städning" in complaints


@pytest.mark.shared
def test_the_real_table_can_be_scored_as_it_lies(svangrum, shared):
    file = shared / "data" / "uhm-2021" / "number_of_tenders.xlsx"
    code, told, _ = svangrum("model", "evaluate", "--tenders", file, "--json")
    models = json.loads(told)["models"]

    assert code == 0
    assert json.loads(told)["lots"] == 9200
    assert models["shipped"]["log_score"] > models["hierarchy"]["log_score"] > models["global"]["log_score"]
