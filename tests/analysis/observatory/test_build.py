"""What a store's facts become: the same figures in any order, totals that agree, and errors in words."""

from collections import defaultdict
from datetime import date

import ibis
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svangrum.analysis.observatory.beside import holders_of
from svangrum.analysis.observatory.build import build, figures
from svangrum.analysis.observatory.cells import DIMENSIONS, SOURCES, open_observatory
from svangrum.analysis.observatory.judged import review_text
from svangrum.analysis.reserved_overrides import Override, add_override
from svangrum.core.errors import SvangrumError
from svangrum.facts.store import current
from tests.analysis.made_up_facts import lot, result, value, winner, write_results, write_statistics
from tests.ingest.decp import made_up as french

RESERVED = {"title": "Reserverad upphandling: lokalvård för sociala företag", "reserved_participation": True}
SAMHALL = {"supplier_name": "Samhall AB", "supplier_legal_form": "Övriga aktiebolag", "natural_person": False}
PERSON = {"supplier_name": None, "natural_person": True}


def cells(store, source="uhm", dimension="all", country="SE"):
    observatory = open_observatory(store)
    return observatory.cells(source, country, observatory.years(source, country), dimension)


def one(store, member, dimension, **which):
    return next(cell for cell in cells(store, dimension=dimension, **which) if cell.member == member)


def test_a_procurement_is_counted_where_it_belongs(tmp_path):
    write_statistics(
        tmp_path,
        [
            lot(1, tenders=1, reviewed=True, buyer_name="GÖTEBORGS KOMMUN", **RESERVED),
            lot(1, lot_id="XX1_2", tenders=12, reviewed=True, buyer_name="GÖTEBORGS KOMMUN", **RESERVED),
            lot(2, tenders=4, reviewed=False, buyer_name="REGION SKÅNE", buyer_subsector="region", social=True),
            lot(3, tenders=2, buyer_name="TRAFIKVERKET", buyer_subsector="statlig-myndighet", cpv=None),
        ],
        winners=[winner("XX1", **SAMHALL), winner("XX2"), winner("XX2", **SAMHALL)],
        values=[value("XX1", 900), value("XX1", 100), value("XX2", 0)],
    )
    build(tmp_path)
    found = one(tmp_path, "1480", "municipality")
    assert (found.status, found.procurements, found.lots, found.tenders_sum) == ("genuine", 1, 2, 13)
    assert (found.tenders[1], found.tenders[10], found.counted) == (1, 1, 2)
    assert (found.valued, found.value, found.currency) == (1, 100_000, "SEK")
    assert (found.review_known, found.reviewed) == (1, 1)
    assert [(cell.member, cell.status) for cell in cells(tmp_path, dimension="region")] == [
        ("12", "social"),
        ("14", "genuine"),
        ("unknown", "other"),
    ]
    assert [cell.member for cell in cells(tmp_path, dimension="winner")] == ["samhall", "several", "unknown"]
    assert {cell.member for cell in cells(tmp_path, dimension="buyer")} == {"municipality", "region", "state"}
    assert one(tmp_path, "unknown", "cpv").procurements == 1
    assert one(tmp_path, "12", "region").valued == 0


def test_what_another_buyer_concluded_under_the_number_is_no_value_of_it(tmp_path):
    write_statistics(tmp_path, [lot(1)], values=[value("XX1", 5), value("XX1", 70, buyer_agrees=False)])
    build(tmp_path)
    assert one(tmp_path, "all", "all").value == 500


def test_few_sole_traders_are_winners_of_unknown_kind_and_their_values_are_withheld(tmp_path):
    several = [lot(number, buyer_name="UMEÅ KOMMUN") for number in range(1, 5)]
    write_statistics(
        tmp_path, several, winners=[winner("XX1", **PERSON)], values=[value(f"XX{n}", 100 * n) for n in range(1, 5)]
    )
    build(tmp_path)
    found = one(tmp_path, "unknown", "winner")
    assert (found.procurements, found.valued, found.value) == (4, 0, None)
    assert one(tmp_path, "all", "all").value is None


def test_a_winner_in_ted_that_may_be_a_person_is_guarded_as_one(tmp_path):
    about = {"country": "DE", "currency": "EUR", "awarded_value": 10}
    write_results(
        tmp_path, [result(1, winner_names=["Hans Meier"], **about), result(2, winner_names=["Beispiel GmbH"], **about)]
    )
    build(tmp_path)
    values = {cell.member: cell.value for cell in cells(tmp_path, "ted", "winner", "DE")}
    assert values["unknown"] is None
    assert [cell.value for cell in cells(tmp_path, "ted", "all", "DE")] == [None]


def test_a_winner_in_ted_whose_name_tells_what_it_is_is_no_person(tmp_path):
    write_results(tmp_path, [result(1, country="DE", currency="EUR", awarded_value=10, winner_names=["Beispiel GmbH"])])
    build(tmp_path)
    assert [cell.value for cell in cells(tmp_path, "ted", "all", "DE")] == [1000]


def test_who_holds_a_french_contract_is_guarded_as_a_person_unless_it_is_an_organisation():
    holders = {"organisation": "NETTOYAGE SARL", "unknown": None, "person": None}
    rows = [{"holder_names": [name], "holder_kinds": [kind]} for kind, name in holders.items()]
    told = {row["holder_kinds"][0]: row["person"] for row in holders_of(ibis.memtable(rows)).to_pylist()}
    assert told == {"organisation": False, "unknown": True, "person": True}


def test_nothing_tells_that_the_winner_of_one_procurement_is_in_business_alone(tmp_path):
    write_statistics(
        tmp_path,
        [lot(1, **RESERVED), lot(2, **RESERVED)],
        winners=[winner("XX1", **PERSON), winner("XX2")],
    )
    build(tmp_path)
    alone, company = open_observatory(tmp_path).reserved("uhm", "SE", [2021])
    assert alone.verdict == company.verdict
    assert "sole-trader" not in "".join(review_text(one) for one in (alone, company))


def test_no_other_facts_are_read_in_while_these_are_counted(tmp_path):
    write_statistics(tmp_path, [lot(1)], name="old")

    def told(_source, _step):
        with pytest.raises(SvangrumError) as refused:
            write_statistics(tmp_path, [lot(1), lot(2)], name="new")
        assert refused.value.code == "facts.locked"

    build(tmp_path, told=told)
    assert one(tmp_path, "all", "all").procurements == 1


def test_facts_that_give_no_figures_say_so_and_those_that_ship_are_shown(tmp_path):
    write_results(tmp_path, [result(1, notice_kind="planning")])
    with pytest.raises(SvangrumError) as told:
        build(tmp_path)
    assert told.value.code == "observatory.no-facts"
    assert open_observatory(tmp_path).shipped


def test_five_sole_traders_are_told_of(tmp_path):
    write_statistics(
        tmp_path,
        [lot(number) for number in range(1, 6)],
        winners=[winner(f"XX{number}", **PERSON) for number in range(1, 6)],
        values=[value(f"XX{number}", 100) for number in range(1, 6)],
    )
    build(tmp_path)
    assert (one(tmp_path, "sole-trader", "winner").procurements, one(tmp_path, "all", "all").value) == (5, 50_000)


def test_what_people_decide_goes_before_the_signs_and_both_are_kept(tmp_path):
    write_statistics(tmp_path, [lot(1, **RESERVED)])
    first = build(tmp_path)
    add_override(
        tmp_path, Override(date(2026, 11, 26), "uhm", "XX1", "mis-set", "Rutan är ikryssad av misstag.", "upphandlare")
    )
    second = build(tmp_path)
    assert second.stored
    assert second.held.identity != first.held.identity
    assert one(tmp_path, "all", "all").status == "mis-set"
    (judged,) = open_observatory(tmp_path).reserved("uhm", "SE", [2021])
    assert (judged.holds, judged.verdict.code, judged.override.who) == ("mis-set", "genuine", "upphandlare")
    assert judged == second.held.reviewed[0]


def test_results_and_competitions_are_counted_apart(tmp_path):
    write_results(
        tmp_path,
        [
            result(1, nuts=["SE232"], social_codes=["opp"], awarded_value=10, currency="SEK"),
            result(1, lot_id="LOT-0002", nuts=["SE2"], tenders_kind="lower-bound", tenders_received=9),
            result(2, country="NO", nuts=["NO082"], winner_names=[None], awarded_value=7, currency="NOK"),
            result(
                3,
                notice_kind="competition",
                reserved_participation="res-ws",
                tenders_kind="unknown",
                title="Tvätt för sociala företag, reserverad",
            ),
            result(4, notice_kind="planning"),
            result(5, notice_kind="change"),
        ],
    )
    build(tmp_path)
    observatory = open_observatory(tmp_path)
    assert observatory.sources == ("ted", "ted-competitions")
    assert observatory.countries("ted") == ("NO", "SE")
    whole = {cell.status: cell for cell in cells(tmp_path, "ted")}
    assert {status: (cell.procurements, cell.lots, cell.counted) for status, cell in whole.items()} == {
        "clause": (1, 1, 1),
        "untold": (0, 1, 0),
    }
    assert [cell.member for cell in cells(tmp_path, "ted", "region")] == ["14", "unknown"]
    norway = {cell.member: cell for cell in cells(tmp_path, "ted", "region", "NO")}
    assert (norway["NO08"].value, norway["NO08"].currency) == (None, "NOK")
    (called,) = cells(tmp_path, "ted-competitions")
    assert (called.status, called.procurements, called.counted, called.valued) == ("genuine", 1, 0, 0)
    assert [one.source for one in observatory.reserved("ted-competitions", "SE", [2021])] == ["ted-competitions"]


def test_french_contracts_are_counted(tmp_path):
    rows = [
        french.row(objet="Marché réservé aux ESAT : nettoyage"),
        french.row(
            id="2024-2", considerationsSociales="Clause sociale", titulaire_nom="NETTOYAGE SARL", offresRecues="2"
        ),
        french.row(id="2024-3", considerationsSociales="", titulaire_nom="NETTOYAGE SARL"),
    ]
    french.ingested(tmp_path, {"decp.csv": french.as_csv(rows)})
    build(tmp_path / "store")
    counted = {cell.status: cell for cell in cells(tmp_path / "store", "decp", country="FR")}
    assert {status: cell.procurements for status, cell in counted.items()} == {"genuine": 1, "clause": 1, "other": 1}
    assert (counted["clause"].tenders[2], counted["clause"].value, counted["clause"].currency) == (1, 4_100_050, "EUR")
    winners = {cell.status: cell.member for cell in cells(tmp_path / "store", "decp", "winner", "FR")}
    assert winners["genuine"] == "social"
    buyers = {cell.member for cell in cells(tmp_path / "store", "decp", "buyer", "FR")}
    assert buyers == {"municipality"}


STATUSES = st.sampled_from([{}, RESERVED, {"social": True}, {"reserved_execution": True}])
BUYERS = st.sampled_from(
    [
        ("UMEÅ KOMMUN", "kommun"),
        ("REGION SKÅNE", "region"),
        ("AB LUDVIKAHEM", "kommunalt-agd-organisation"),
        (None, None),
    ]
)
WINNERS = st.lists(st.sampled_from([{}, SAMHALL, PERSON, {"supplier_name": None}]), max_size=3)


@st.composite
def procurement(draw):
    name, sector = draw(BUYERS)
    return {
        "lots": draw(st.lists(st.integers(0, 30), min_size=1, max_size=3)),
        "facts": {
            "year": draw(st.sampled_from([2020, 2021])),
            "cpv": draw(st.sampled_from(["90911200", "45000000", "00000000", None])),
            "buyer_name": name,
            "buyer_subsector": sector,
            "reviewed": draw(st.sampled_from([True, False, None])),
            **draw(STATUSES),
        },
        "winners": draw(WINNERS),
        "values": draw(st.lists(st.integers(0, 10**6), max_size=2)),
    }


def write(store, procurements, name="1"):
    numbered = list(enumerate(procurements))
    write_statistics(
        store,
        [
            lot(number, lot_id=f"XX{number}_{place}", tenders=tenders, **told["facts"])
            for number, told in numbered
            for place, tenders in enumerate(told["lots"])
        ],
        winners=[
            winner(f"XX{n}", source_row=row, **who) for n, told in numbered for row, who in enumerate(told["winners"])
        ],
        values=[
            value(f"XX{n}", kronor, source_row=row) for n, told in numbered for row, kronor in enumerate(told["values"])
        ],
        name=name,
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(procurements=st.lists(procurement(), min_size=1, max_size=12))
def test_every_dimension_adds_up_to_the_whole(tmp_path_factory, procurements):
    store = tmp_path_factory.mktemp("store")
    write(store, procurements)
    held = figures(store)
    sums = defaultdict(lambda: defaultdict(int))
    for cell in held.every:
        told = sums[cell.year, cell.status][cell.dimension, "counts"] or (0,) * 16
        counts = (cell.procurements, cell.lots, *cell.tenders, cell.tenders_sum, cell.review_known, cell.reviewed)
        sums[cell.year, cell.status][cell.dimension, "counts"] = tuple(a + b for a, b in zip(told, counts, strict=True))
    for told in sums.values():
        assert len({told[dimension, "counts"] for dimension in DIMENSIONS}) == 1
    whole = [cell for cell in held.every if cell.dimension == "all"]
    assert sum(cell.procurements for cell in whole) == len(procurements)
    assert sum(cell.lots for cell in whole) == sum(len(one["lots"]) for one in procurements)


def test_the_same_facts_give_the_same_bytes_whatever_their_order(tmp_path):
    procurements = [
        {"lots": [n % 7], "facts": {"buyer_name": "UMEÅ KOMMUN"}, "winners": [{}, SAMHALL][: n % 3], "values": [n]}
        for n in range(40)
    ]
    write(tmp_path / "one", procurements)
    write(tmp_path / "two", procurements)
    first, second = build(tmp_path / "one"), build(tmp_path / "two")
    for name in first.snapshot.manifest.files:
        assert (first.snapshot.path / name).read_bytes() == (second.snapshot.path / name).read_bytes()
    assert not build(tmp_path / "one").stored


@pytest.mark.spark
def test_spark_counts_the_same(tmp_path, spark):
    write_statistics(
        tmp_path, [lot(1, **RESERVED), lot(2)], winners=[winner("XX2", **SAMHALL)], values=[value("XX1", 5)]
    )
    write_results(tmp_path, [result(1, nuts=["SE232"], social_codes=["opp"]), result(2, winner_names=[None])])
    assert figures(tmp_path, engine="spark").every == figures(tmp_path).every


def test_a_store_without_facts_says_so_and_gets_no_figures(tmp_path):
    with pytest.raises(SvangrumError) as told:
        build(tmp_path)
    assert told.value.code == "observatory.no-facts"
    assert current(tmp_path, "observatory") is None


def test_tables_without_rows_give_no_figures_and_say_so(tmp_path):
    write_statistics(tmp_path, [])
    write_results(tmp_path, [])
    with pytest.raises(SvangrumError) as told:
        build(tmp_path)
    assert told.value.code == "observatory.no-facts"


def test_a_build_that_fails_leaves_the_figures_before(tmp_path):
    write_statistics(tmp_path, [lot(1)])
    before = build(tmp_path).held.identity
    overrides = tmp_path / "overrides" / "reserved.csv"
    overrides.parent.mkdir()
    overrides.write_text("day,source,procurement_id,verdict,reason,who\ninte en rad av beslut\n", "utf-8")
    with pytest.raises(SvangrumError):
        build(tmp_path)
    assert open_observatory(tmp_path).identity == before


def test_damaged_figures_are_told_of(tmp_path):
    write_statistics(tmp_path, [lot(1)])
    snapshot = build(tmp_path).snapshot
    snapshot.file("cells").write_bytes(b"")
    with pytest.raises(SvangrumError) as told:
        open_observatory(tmp_path)
    assert told.value.code == "facts.damaged"


def test_without_a_store_the_figures_that_ship_are_shown(tmp_path):
    for observatory in (open_observatory(), open_observatory(tmp_path)):
        assert observatory.shipped
        assert set(observatory.sources) <= set(SOURCES)
        assert observatory.years("uhm", "SE") == (2021,)
        assert observatory.attributions
        assert "GROUP BY" in observatory.query("cpv")
    assert observatory.countries("nothing") == observatory.cells("uhm", "SE", [1999], "all") == ()
