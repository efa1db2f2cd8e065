"""What is judged of a store, and how people's decisions go before the signs. The real folder shows what it must."""

from collections import Counter
from datetime import date

import pytest

from svangrum.analysis.reserved_errors import read_labels
from svangrum.analysis.reserved_facts import gather
from svangrum.analysis.reserved_overrides import Override, add_override
from svangrum.analysis.reserved_review import review
from svangrum.competition.reservation import verdict
from svangrum.ingest.notices.ingest import ingest_notices
from svangrum.ingest.statistics import ingest_statistics
from tests.analysis import made_up_facts as made
from tests.ingest.decp.made_up import as_csv, ingested, row

DAY = date(2026, 11, 26)


def decided(number="XX2", **changes):
    told = {"source": "uhm", "verdict": "genuine", "reason": "Läste förfrågan", "who": "jurist", **changes}
    return Override(day=DAY, procurement_id=number, **told)


@pytest.fixture
def store(tmp_path):
    lots = [
        made.lot(1),
        made.lot(2, reserved_participation=True, title="Flyttjänster", cpv="60100000"),
        made.lot(3, title="Fruktkorgar, reserverad upphandling"),
        made.lot(4, title="Reservdelar och reserverade platser"),
        made.lot(5, reserved_execution=True, cpv="45000000"),
        made.lot(6, title="Resor", reserved_participation=False, reserved_execution=False),
    ]
    winners = [made.winner("XX5", supplier_legal_form="Övriga aktiebolag")]
    made.write_statistics(tmp_path, lots, winners=winners)
    return tmp_path


def told(reviewed):
    return {one.procurement_id: one.holds for one in reviewed}


def test_what_is_flagged_or_says_so_is_judged_and_nothing_else(store):
    assert told(review(store, "statistics")) == {"XX2": "unclear", "XX3": "missed", "XX5": "mis-set"}


def test_one_alone_is_judged_whatever_it_says(store):
    assert told(review(store, "statistics", only="XX1")) == {"XX1": "not-reserved"}
    assert review(store, "statistics", only="ingen") == ()


def test_a_decision_goes_before_the_signs_which_stay_visible(store):
    add_override(store, decided())
    add_override(store, decided(verdict="mis-set", reason="Det var en annan"))
    add_override(store, decided("XX1", verdict="missed"))
    found = {one.procurement_id: one for one in review(store, "statistics")}

    assert told(found.values()) == {"XX1": "missed", "XX2": "mis-set", "XX3": "missed", "XX5": "mis-set"}
    assert found["XX2"].verdict.code == "unclear"
    assert found["XX2"].override.reason == "Det var en annan"
    assert found["XX3"].override is None


def test_lots_of_a_notice_that_are_marked_alike_are_judged_together(tmp_path):
    made.write_results(
        tmp_path,
        [
            made.result(1, lot_id="1", reserved_participation="res-ws", notice_kind="competition"),
            made.result(1, lot_id="2", reserved_participation="res-ws", notice_kind="competition"),
            made.result(1, lot_id="3", reserved_participation="none", notice_kind="competition"),
            made.result(
                2, country="FR", title="Nettoyage", performance_terms="Marché réservé aux entreprises adaptées."
            ),
            made.result(3, reserved_participation="res-pub-ser"),
        ],
    )
    found = [(one.procurement_id, one.lots, one.kind, one.holds) for one in review(tmp_path, "lots")]

    assert found == [
        ("1-2021", ("1", "2"), "competition", "unclear"),
        ("2-2021", ("LOT-0001",), "result", "missed"),
        ("3-2021", ("LOT-0001",), "result", "not-reserved"),
    ]
    (first, *_) = review(tmp_path, "lots")
    assert first.address == "https://ted.europa.eu/en/notice/-/detail/1-2021"


def test_a_decision_on_a_notice_leaves_its_open_lots_alone(tmp_path):
    marks = {"1": "res-ws", "2": "res-ws", "3": "none", "4": "none"}
    made.write_results(tmp_path, [made.result(1, lot_id=id_, reserved_participation=one) for id_, one in marks.items()])
    add_override(tmp_path, decided("1-2021", source="ted"))

    assert [(one.lots, one.holds) for one in review(tmp_path, "lots")] == [(("1", "2"), "genuine")]


def test_a_decision_on_a_notice_that_claims_nothing_holds_for_all_its_lots(tmp_path):
    made.write_results(tmp_path, [made.result(1, lot_id=id_, reserved_participation="none") for id_ in "12"])
    add_override(tmp_path, decided("1-2021", source="ted", verdict="missed"))

    assert [(one.lots, one.holds) for one in review(tmp_path, "lots")] == [(("1", "2"), "missed")]


def test_french_contracts_are_judged_by_their_mark(tmp_path):
    rows = [
        row(id="2023-1", considerationsSociales="Marché réservé"),
        row(id="2023-2", considerationsSociales="Clause sociale"),
    ]
    ingested(tmp_path, {"decp.csv": as_csv(rows)})
    (one,) = review(tmp_path / "store", "decp")

    assert one.flags == ("participation",)
    assert (one.source, one.country) == ("decp", "FR")
    assert "winner-social" in {sign.code for sign in one.verdict.evidence}


@pytest.fixture(scope="module")
def real(shared, tmp_path_factory):
    held = tmp_path_factory.mktemp("real")
    ingest_statistics([shared / "data" / "uhm-2021"], store=held, retrieved_at="2026-11-23", workers=1)
    ingest_notices([shared / "data" / "notices" / "xml"], store=held, retrieved_at="2026-11-23", workers=2)
    return held


@pytest.mark.shared
def test_the_folder_shows_every_flag_with_its_evidence(real):
    found = review(real, "statistics")
    ticked = Counter(flag for one in found for flag in one.flags)

    assert (ticked["participation"], ticked["execution"]) == (18, 7)
    assert all(len(one.verdict.evidence) > 1 for one in found)
    assert {one.procurement_id for one in found if one.holds == "missed"} == {"MT1386", "MT5265", "SE69133"}


@pytest.mark.shared
@pytest.mark.parametrize(("dataset", "source"), [("statistics", "uhm"), ("lots", "ted")])
def test_every_flagged_one_is_labelled_and_the_labels_tell_what_the_source_tells(real, dataset, source):
    labels = {label.id: label for label in read_labels() if label.source == source}
    flagged = {one.procurement_id for one in review(real, dataset)}
    codes = {}
    for one in gather(real, dataset, set(labels), alone=True):
        codes.setdefault(one.procurement_id, set()).add(verdict(one.facts).code)

    assert flagged <= labels.keys()
    assert codes.keys() == labels.keys()
    assert {id_ for id_, label in labels.items() if verdict(label.facts).code not in codes[id_]} == set()
