"""The shipped market, asked about any purchase at all."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.competition.features import FACTS
from svangrum.competition.tenders import ARTIFACT, CELLS, PurchaseFeatures, load_market
from svangrum.core.data import data_path
from svangrum.core.errors import SvangrumError

MARKET = load_market()
CPV = st.one_of(st.none(), st.from_regex(r"[0-9]{8}", fullmatch=True), st.sampled_from(["90911200", "72000000"]))
CODE = st.one_of(st.none(), st.sampled_from(["kommun", "kommunalt-bolag", "varor", "framework", "open", "okänd"]))
PURCHASES = st.builds(
    PurchaseFeatures,
    what=st.one_of(st.none(), st.text(max_size=60), st.just("lokalvård i två förskolor")),
    cpv=CPV,
    buyer=CODE,
    kind=CODE,
    contract_form=CODE,
    directive_governed=st.one_of(st.none(), st.booleans()),
    procedure=CODE,
    legal_basis=CODE,
)
CLEANING = PurchaseFeatures(what="lokalvård i två förskolor", cpv="90911200", buyer="kommun", kind="tjanster")


@given(PURCHASES)
def test_an_outlook_is_a_whole_distribution_without_zero(purchase):
    for outlook in (MARKET.open(purchase), MARKET.reserved(purchase).outlook):
        assert len(outlook.pmf) == CELLS
        assert min(outlook.pmf) >= 0
        assert sum(outlook.pmf) == pytest.approx(1)
        assert outlook.p_one + outlook.p_two_or_more == pytest.approx(1)
        assert 1 <= outlook.low80 <= outlook.median <= outlook.high80
        assert len(outlook.dots) == 20
        assert list(outlook.dots) == sorted(outlook.dots)
        assert outlook.dots[0] >= 1
        assert outlook.p_zero is None


@given(PURCHASES)
def test_reserved_is_told_as_a_range_around_its_outlook(purchase):
    reserved = MARKET.reserved(purchase)

    assert 0 <= reserved.p_one_low < reserved.outlook.p_one < reserved.p_one_high <= 1


def test_the_interval_holds_four_fifths():
    outlook = MARKET.open(CLEANING)

    assert sum(outlook.pmf[outlook.low80 - 1 : outlook.high80]) >= 0.8


def test_dots_and_distribution_tell_the_same():
    outlook = MARKET.open(CLEANING)

    assert outlook.dots.count(1) / 20 == pytest.approx(outlook.p_one, abs=0.05)


@pytest.mark.parametrize(
    ("cpv", "level", "prefix"),
    [
        ("90911200", "group", "909"),
        ("90000000", "division", "90"),
        ("90999999", "group", "909"),
        ("99999999", "all", None),
        (None, "all", None),
    ],
)
def test_the_outlook_names_what_it_is_compared_with(cpv, level, prefix):
    outlook = MARKET.open(PurchaseFeatures(cpv=cpv))

    assert (outlook.level, outlook.cpv_prefix) == (level, prefix)
    assert outlook.n_lots >= outlook.n_procurements >= 20


def test_a_narrower_comparison_has_fewer_lots():
    group, division, all_ = (MARKET.open(PurchaseFeatures(cpv=cpv)) for cpv in ("90911200", "90000000", None))

    assert group.n_lots < division.n_lots < all_.n_lots == MARKET.n_lots


@pytest.mark.parametrize("fact", [*FACTS, "cpv", "what"])
def test_not_knowing_never_narrows_the_place(fact):
    known = {
        "what": "lokalvård",
        "cpv": "90911200",
        "buyer": "kommun",
        "contract_form": "framework",
        "directive_governed": True,
        "dynamic_purchasing": False,
        "has_lots": False,
        "procedure": "open",
        "legal_basis": "2014/24/EU",
    }
    place = MARKET.hazard.place
    less = PurchaseFeatures(**{**known, fact: None})

    # No purchase of cleaning was a dynamic purchasing system: not knowing it leaves nothing open
    assert place(less).spread >= place(PurchaseFeatures(**known)).spread
    assert place(less).spread > place(PurchaseFeatures(**known)).spread or fact == "dynamic_purchasing"


def test_cleaning_draws_more_tenders_than_special_vehicles():
    cleaning, vehicles = (MARKET.open(PurchaseFeatures(cpv=cpv)) for cpv in ("90911200", "34144000"))

    assert cleaning.p_one < vehicles.p_one
    assert cleaning.median > vehicles.median


def test_the_reserved_answer_says_what_it_rests_on():
    reserved = MARKET.reserved(CLEANING)

    assert reserved.outlook.n_lots == MARKET.n_reserved_lots == sum(reserved.counts.values())
    assert reserved.outlook.n_procurements == MARKET.n_reserved_procurements <= reserved.n_flagged
    assert reserved.n_zero_lots == reserved.counts.get(0, 0)
    assert 0 < reserved.shift_sd < reserved.prior_sd


def test_one_tender_is_likelier_where_reserved_lots_had_one():
    assert MARKET.reserved(CLEANING).outlook.p_one > MARKET.open(CLEANING).p_one


def test_the_words_get_their_values():
    assert MARKET.provenance.values.keys() == {"attribution", "period", "year", "lots", "procurements", "coverage"}
    assert MARKET.provenance.values["attribution"] == "Uppgifter: Upphandlingsmyndigheten | Bearbetning: Svängrum"
    assert MARKET.period == "2021"


def test_the_artifact_says_how_good_it_is_beside_the_baselines():
    scores = MARKET.provenance.scores

    assert set(scores) == set(MARKET.models) == {"shipped", "global", "division", "hierarchy"}
    assert scores["shipped"]["log_score"] >= scores["hierarchy"]["log_score"] + 0.05
    assert scores["shipped"]["crps"] < scores["hierarchy"]["crps"]
    assert scores["shipped"]["brier_le_1"] < min(scores[name]["brier_le_1"] for name in ("division", "hierarchy"))
    assert scores["shipped"]["pit_80"] == pytest.approx(0.8, abs=0.03)


def test_the_artifact_holds_figures_and_keys_only():
    text = data_path(ARTIFACT).read_text("utf-8")
    figures = json.loads(text)

    assert len(text.encode()) < 400_000
    assert figures.keys() == {"baselines", "comparables", "hazard", "provenance", "reserved", "zero"}
    assert max(len(stem) for stem in figures["hazard"]["effects"]["word"]) <= 6
    assert not [stem for stem in figures["hazard"]["effects"]["word"] if not stem.isalpha()]


@given(PURCHASES)
def test_both_outlooks_at_once_are_those_of_each(purchase):
    assert MARKET.both(purchase) == (MARKET.open(purchase), MARKET.reserved(purchase))


def test_the_shipped_figures_know_nothing_of_zero_tenders():
    assert MARKET.zero == {}
    assert MARKET.zero_attribution is None
    assert MARKET.open(CLEANING).p_zero is None


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"provenance": 1}'])
def test_a_file_that_is_no_market_is_said(tmp_path, content):
    file = tmp_path / "market.json"
    file.write_text(content, "utf-8")

    with pytest.raises(SvangrumError, match=r"model\.unreadable"):
        load_market(file)
