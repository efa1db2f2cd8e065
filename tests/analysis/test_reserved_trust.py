"""How far each procurement is trusted, and which lots of other sources count."""

from datetime import date

import pytest

from svangrum.analysis.reserved_errors import read_labels, trust
from svangrum.analysis.reserved_overrides import Override, add_override
from svangrum.analysis.reserved_trust import LEAST_OPEN, abroad, all_that_is_known, statistics_trust
from svangrum.facts.engine import open_facts
from tests.analysis import made_up_facts as made
from tests.ingest.decp.made_up import as_csv, ingested, row

DAY = date(2026, 11, 26)


def notices(*reserved, country="FR", year=2023, opened=LEAST_OPEN):
    """Open lots with one to five tenders, and ``reserved`` ones with as many as are told."""
    day = date(year, 3, 1)
    base = {"country": country, "published_on": day}
    rows = [made.result(n + 1, tenders_received=1 + n % 5, **base) for n in range(opened)]
    marked = {"reserved_participation": "res-ws", "marks_carried": True, **base}
    rows += [made.result(5000 + n, tenders_received=one, **marked) for n, one in enumerate(reserved)]
    return rows


def test_the_signs_tell_how_far_a_procurement_is_trusted(tmp_path):
    lots = [
        made.lot(1),
        made.lot(2, reserved_participation=True, title="Reserverad upphandling"),
        made.lot(3, reserved_participation=True, cpv="45240000"),
        made.lot(4, title="Reserverad upphandling för idéburna organisationer"),
    ]
    made.write_statistics(tmp_path, lots)
    trusted = statistics_trust(open_facts(tmp_path))

    assert list(trusted) == ["XX2", "XX3"]
    assert trusted["XX2"] > 0.7
    assert trusted["XX3"] < 0.3


@pytest.mark.parametrize(("decision", "chance"), [("genuine", 1.0), ("mis-set", 0.0), ("unclear", 0.5)])
def test_what_people_have_decided_is_trusted(tmp_path, decision, chance):
    made.write_statistics(tmp_path, [made.lot(2, reserved_participation=True), made.lot(3)])
    add_override(tmp_path, Override(DAY, "uhm", "XX2", decision, "Läste förfrågan", "jurist"))

    assert all_that_is_known(open_facts(tmp_path), tmp_path).trust == {"XX2": chance}


def test_results_count_by_country_beside_their_own_open_lots(tmp_path):
    made.write_results(tmp_path, notices(1, 2, 0))
    (one,) = abroad(tmp_path, {2021})

    assert (one.source, one.country, len(one.open_lots)) == ("ted", "FR", LEAST_OPEN)
    assert sorted(lot.tenders for lot in one.reserved_lots) == [0, 1, 2]
    assert one.trust.keys() == {lot.procurement_id for lot in one.reserved_lots}


def test_a_country_with_few_open_lots_is_left_out(tmp_path):
    made.write_results(tmp_path, notices(1, opened=LEAST_OPEN - 1))

    assert abroad(tmp_path, set()) == ()


@pytest.mark.parametrize(("years", "counted"), [({2021}, 1), ({2023}, 0)])
def test_swedish_notices_of_the_years_of_the_statistics_count_once(tmp_path, years, counted):
    made.write_results(tmp_path, notices(1, country="SE"))

    assert len(abroad(tmp_path, years)) == counted


@pytest.mark.parametrize(
    "changes", [{"tenders_kind": "lower-bound"}, {"procedure": "neg-wo-call"}, {"notice_kind": "change"}]
)
def test_only_counted_tenders_after_a_call_are_compared(tmp_path, changes):
    rows = notices(1)
    made.write_results(tmp_path, [*rows[:-1], {**rows[-1], **changes}])

    assert abroad(tmp_path, set()) == ()


def test_a_reservation_for_a_mission_does_not_count(tmp_path):
    rows = notices(1)
    made.write_results(tmp_path, [*rows[:-1], {**rows[-1], "reserved_participation": "res-pub-ser"}])

    assert abroad(tmp_path, set()) == ()


def test_french_contracts_go_before_french_notices(tmp_path):
    made.write_results(tmp_path / "store", notices(1, 1))
    rows = [
        row(id=f"2023-{n}", offresRecues=str(1 + n % 4), considerationsSociales="Pas de considération sociale")
        for n in range(LEAST_OPEN)
    ]
    rows.append(row(id="2023-9999", offresRecues="2", considerationsSociales="Marché réservé"))
    ingested(tmp_path, {"decp.csv": as_csv(rows)})
    (one,) = abroad(tmp_path / "store", set())

    assert (one.source, one.country, len(one.open_lots)) == ("decp", "FR", LEAST_OPEN)
    assert [lot.tenders for lot in one.reserved_lots] == [2]


def french(tmp_path, *more):
    rows = [
        row(id=f"2023-{n}", offresRecues=str(1 + n % 4), considerationsSociales="Pas de considération sociale")
        for n in range(LEAST_OPEN)
    ]
    ingested(tmp_path, {"decp.csv": as_csv([*rows, *more])})
    return tmp_path / "store"


def test_a_french_contract_that_says_so_in_words_is_not_among_the_open(tmp_path):
    said = row(id="2023-9999", objet="Marché réservé aux entreprises adaptées", offresRecues="2")
    (one,) = abroad(french(tmp_path, said), set())

    assert len(one.reserved_lots) == 1
    assert {lot.procurement_id for lot in one.reserved_lots}.isdisjoint(lot.procurement_id for lot in one.open_lots)
    assert len(one.open_lots) == LEAST_OPEN


def test_what_people_have_decided_of_a_result_that_claims_nothing_counts(tmp_path):
    made.write_results(tmp_path, [*notices(), made.result(9000, country="FR", published_on=date(2023, 3, 1))])
    add_override(tmp_path, Override(DAY, "ted", "9000-2021", "missed", "Läste annonsen", "jurist"))
    (one,) = abroad(tmp_path, set())

    assert list(one.trust.values()) == [1.0]
    assert len(one.reserved_lots) == 1


def test_a_procurement_is_trusted_as_far_as_its_most_trusted_lot(tmp_path):
    marked = {"country": "FR", "published_on": date(2023, 3, 1), "reserved_participation": "res-ws"}
    lots = [
        made.result(9000, lot_id="1", title="Marché réservé aux entreprises adaptées", **marked),
        made.result(9000, lot_id="2", reserved_execution=True, cpv_main="45000000", **marked),
    ]
    made.write_results(tmp_path, [*notices(), *lots])
    (one,) = abroad(tmp_path, set())

    assert len(one.reserved_lots) == 2
    assert list(one.trust.values()) == [trust(read_labels())["genuine"]]
