"""The figures of the real data equal those of a recomputation that shares no code with the counting."""

from dataclasses import replace

import pytest

from svangrum.analysis.observatory.build import build
from svangrum.analysis.observatory.cells import DIMENSIONS, open_observatory
from svangrum.analysis.observatory.places import county_by_nuts
from svangrum.analysis.observatory.shipped import shipped_figures
from svangrum.analysis.reserved_review import review
from svangrum.facts.store import current
from tests.analysis.observatory import recomputed

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def store(shared, tmp_path_factory):
    place = tmp_path_factory.mktemp("observatory") / "store"
    recomputed.ingest_real(shared, place)
    build(place)
    return place


def shown(store, source):
    observatory = open_observatory(store)
    return {
        (cell.dimension, cell.country, cell.year, cell.member, cell.status, cell.currency): cell
        for country in observatory.countries(source)
        for dimension in DIMENSIONS
        for cell in observatory.cells(source, country, observatory.years(source, country), dimension)
    }


def assert_equal(cells, sums):
    expected = recomputed.few_sole_traders_as_unknown(sums)
    assert cells.keys() == expected.keys()
    for key, cell in cells.items():
        told = {name: getattr(cell, name) for name in recomputed.COUNTED}
        if cell.value is None:
            told |= {name: expected[key][name] for name in ("valued", "value")}
        assert told == expected[key], key


def test_swedish_figures_equal_a_recomputation(store):
    verdicts = {one.procurement_id: one.holds for one in review(store, "statistics") if one.holds != "not-reserved"}
    assert_equal(shown(store, "uhm"), recomputed.statistics(current(store, "statistics"), verdicts))


@pytest.mark.parametrize(("source", "kind"), [("ted", "result"), ("ted-competitions", "competition")])
def test_figures_of_notices_equal_a_recomputation(store, source, kind):
    verdicts = {
        (one.procurement_id, lot): one.holds
        for one in review(store, "lots")
        for lot in one.lots
        if one.holds != "not-reserved"
    }
    assert_equal(shown(store, source), recomputed.notices(current(store, "lots"), kind, verdicts, county_by_nuts()))


def test_every_procurement_of_the_folder_is_counted(store):
    everything = [cell for key, cell in shown(store, "uhm").items() if key[0] == "all"]
    assert sum(cell.procurements for cell in everything) == 14_728
    assert sum(cell.lots for cell in everything) == 9_201
    assert sum(cell.tenders_sum for cell in everything) == 50_436
    assert sum(cell.reviewed for cell in everything) == 892


def test_every_municipality_that_buys_is_found(store):
    cells = [cell for key, cell in shown(store, "uhm").items() if key[0] == "municipality" and key[3] == "unknown"]
    everything = [cell for key, cell in shown(store, "uhm").items() if key[0] == "all"]
    known = sum(cell.procurements for cell in everything) - sum(cell.procurements for cell in cells)
    assert known >= 6_559


def test_the_figures_that_ship_are_those_of_the_folder(shared, tmp_path):
    from svangrum.ingest.statistics import ingest_statistics

    ingest_statistics([shared / "data" / "uhm-2021"], store=tmp_path, retrieved_at="2026-11-26")
    held, ships = build(tmp_path).held, shipped_figures()
    undated = [tuple(replace(one, retrieved_at="") for one in figures.origins) for figures in (held, ships)]
    assert undated[0] == undated[1]
    assert held.every == ships.every
    assert held.reviewed == ships.reviewed
    assert held.queries == ships.queries
    assert held.identity == ships.identity
