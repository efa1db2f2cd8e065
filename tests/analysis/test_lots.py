import pyarrow as pa
import pytest

from svangrum.analysis.lots import lots_from, shared_weights, with_tenders
from svangrum.facts.schemas import FACT_TABLES
from tests.analysis.made_up import lot


def row(**changes):
    stated = {
        "procurement_id": "XX1",
        "lot_id": "XX1_1",
        "year": 2021,
        "tenders": 3,
        "has_procurement": True,
        "published": None,
        "buyer_sector": "kommun",
        "buyer_subsector": "kommunalt-agd-organisation",
        "title": "Lokalvård",
        "procedure": "forenklat-forfarande",
        "source": "0",
        "source_row": 2,
    }
    return {**dict.fromkeys(FACT_TABLES["lots"].names), **stated, **changes}


def table(*rows):
    return pa.Table.from_pylist(list(rows))


def test_a_row_of_the_facts_becomes_a_lot():
    read = lots_from(table(row(cpv="90911200", directive_governed=False)))[0]

    assert (read.tenders, read.sector, read.reserved) == (3, "kommun", False)
    assert (read.features.buyer, read.features.procedure) == ("kommunalt-bolag", "open")
    assert (read.features.what, read.features.cpv, read.features.directive_governed) == ("Lokalvård", "90911200", False)


@pytest.mark.parametrize("flag", ["reserved_participation", "reserved_execution"])
def test_either_flag_makes_a_lot_reserved(flag):
    assert lots_from(table(row(**{flag: True})))[0].reserved


def test_lots_come_in_one_order():
    rows = [row(procurement_id=one, lot_id=two) for one, two in (("B", "1"), ("A", "2"), ("A", "1"))]

    assert lots_from(table(*rows)) == lots_from(table(*reversed(rows)))
    assert [(one.procurement_id, one.lot_id) for one in lots_from(table(*rows))] == [("A", "1"), ("A", "2"), ("B", "1")]


def test_lots_of_one_procurement_share_its_weight():
    weights = shared_weights([lot(1, 1, procurement="A"), *(lot(n, 1, procurement="B") for n in range(2, 6))])

    assert weights == pytest.approx([1, 0.5, 0.5, 0.5, 0.5])


def test_lots_without_tenders_are_set_apart():
    assert with_tenders([lot(1, 0), lot(2, 1)]) == (lot(2, 1),)
