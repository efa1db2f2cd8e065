"""The whole fit: the same facts give the same bytes, and the shipped artifact is what the real facts give."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svangrum.analysis.artifact import as_text
from svangrum.analysis.lots import lots_from, with_tenders
from svangrum.analysis.out_of_fold import fit_models, out_of_fold
from svangrum.analysis.tender_model import comparables, fit_market, hazard_figures, told
from svangrum.competition.tenders import ARTIFACT, Market, PurchaseFeatures, ZeroEvidence
from svangrum.core.data import data_path
from svangrum.core.errors import SvangrumError
from svangrum.facts.engine import open_facts
from svangrum.ingest.statistics import ingest_statistics
from tests.analysis.made_up import lot, write_store


def fitted(folder, **given):
    write_store(folder / "tables", folder / "store", **given)
    return fit_market(open_facts(folder / "store"))


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    return fitted(tmp_path_factory.mktemp("one"), order_seed=1)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The lots of made-up tables, and the figures fitted to them by one worker."""
    folder = tmp_path_factory.mktemp("made")
    figures = fitted(folder, order_seed=1)
    return open_facts(folder / "store").table("lots").to_pyarrow(), figures


def test_the_order_of_rows_changes_no_byte(figures, tmp_path):
    other = fitted(tmp_path, order_seed=2)

    # The hashes of the files differ, for their rows stand in another order
    assert other["provenance"].pop("sources") != figures["provenance"]["sources"]
    provenance = {name: told for name, told in figures["provenance"].items() if name != "sources"}
    assert as_text(other) == as_text({**figures, "provenance": provenance})


def test_the_figures_are_a_market(figures):
    market = Market(json.loads(as_text(figures)))

    assert market.n_lots == 699
    assert market.n_reserved_lots == 7
    assert sum(market.open(PurchaseFeatures(cpv="90000000")).pmf) == pytest.approx(1)
    assert figures["provenance"]["zero_lots"] == figures["reserved"]["zero_lots"] == 1
    assert figures["reserved"]["winners"] == {"company": 7}


def test_too_little_to_learn_from_is_said(tmp_path):
    with pytest.raises(SvangrumError, match=r"model\.too-few-lots"):
        fitted(tmp_path, order_seed=1, count=50)


@given(st.sampled_from([1, 2]), st.integers(0, 2**16))
@settings(max_examples=4)
def test_neither_workers_nor_the_order_of_lots_change_a_figure(made, workers, seed):
    table, figures = made
    shuffled = table.take(np.random.default_rng(seed).permutation(len(table)))

    lots = with_tenders(lots_from(shuffled))
    assert hazard_figures(fit_models(lots)[0]) == figures["hazard"]
    assert told(lots, out_of_fold(lots, workers=workers)) == figures["provenance"]["scores"]


def test_what_another_source_says_of_zero_changes_no_other_figure(figures, tmp_path):
    write_store(tmp_path / "tables", tmp_path / "store", order_seed=1)
    zero = {"attribution": "Påhittad källa", "countries": {"SE": [40, 3]}}
    other = fit_market(open_facts(tmp_path / "store"), zero=zero)

    assert {**other, "zero": {}} == figures
    market = Market(json.loads(as_text(other)))
    assert market.zero == {"SE": ZeroEvidence(lots=40, none=3)}
    assert market.zero_attribution == "Påhittad källa"


def test_comparables_are_groups_and_divisions_with_enough_procurements():
    lots = [
        *(lot(n, 2, cpv="90911200") for n in range(25)),
        *(lot(100 + n, 2, cpv="45200000") for n in range(19)),
        *(lot(200 + n, 2, cpv="45300000") for n in range(5)),
        *(lot(300 + n, 2, procurement="A", cpv="72000000") for n in range(30)),
    ]

    assert comparables(lots) == {"all": [79, 50], "45": [24, 24], "90": [25, 25], "909": [25, 25]}


@pytest.fixture(scope="module")
def real(shared, tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    ingest_statistics([shared / "data" / "uhm-2021"], store=store, retrieved_at="2026-11-23", workers=1)
    return open_facts(store)


@pytest.mark.shared
def test_the_shipped_artifact_is_what_the_real_facts_give(real):
    shipped = data_path(ARTIFACT).read_text("utf-8").splitlines()
    again = as_text(fit_market(real)).splitlines()

    # The version that made it may be an earlier one
    assert [line for line in again if '"code":' not in line] == [line for line in shipped if '"code":' not in line]


@pytest.mark.shared
def test_the_real_lots_are_those_the_source_has(real):
    lots = lots_from(real.table("lots").to_pyarrow())

    assert (len(lots), len(with_tenders(lots))) == (9201, 9200)
    reserved = [one for one in lots if one.reserved]
    assert (len(reserved), len({one.procurement_id for one in reserved})) == (15, 12)
