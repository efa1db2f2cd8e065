"""The published purchases most like one: which, in which order, why, and nothing from later on."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svangrum.analysis.comparables import RESERVED_FIRST, Wanted, comparables
from svangrum.analysis.likeness import REASONS
from svangrum.analysis.reserved_overrides import Override, add_override
from svangrum.competition.winner_kinds import winner_kind
from svangrum.core.money import Money
from tests.analysis.made_up_facts import DAY, lot, result, value, winner, write_results, write_statistics

TODAY = date(2026, 11, 23)
CLEANING = Wanted(what="Lokalvård i två förskolor", cpv="90911200", buyer="kommun", value=Money.kronor(1_200_000))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def found(store, wanted=CLEANING, *, as_of=TODAY, limit=10):
    return comparables(store, wanted, as_of=as_of, limit=limit).found


def ids(store, wanted=CLEANING, **how):
    return [one.procurement for one in found(store, wanted, **how)]


def test_the_most_alike_comes_first_and_says_why(store):
    write_statistics(
        store,
        [
            lot(1, title="Fönsterputs", cpv="90911300"),
            lot(2, title="Lokalvård på förskolor", cpv="90911200"),
            lot(3, title="Sophämtning", cpv="90500000", buyer_subsector="region"),
            lot(4, title="Lokalvård", cpv="45000000"),
        ],
        winners=[winner("XX2")],
        values=[value("XX2", 1_500_000)],
    )

    one, two, three = found(store)

    assert [one.procurement, two.procurement, three.procurement] == ["XX2", "XX1", "XX3"]
    assert [reason.message.code for reason in one.reasons] == [
        "like.cpv-code",
        "like.words",
        "like.country",
        "like.buyer",
        "like.value",
        "like.recent",
    ]
    assert one.points == sum(reason.points for reason in one.reasons) > two.points > three.points
    assert one.reasons[1].message.values["words"].label("sv") == "lokalvård och förskolor"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Städning av kontor", "like.related"),
        ("Lokalvårdstjänster", "like.words"),
        ("Städ, lokalvård och annat", "like.words"),
        ("Städning av förskolor", "like.words-and-related"),
    ],
)
def test_words_meet_their_synonyms_and_compounds(store, title, code):
    write_statistics(store, [lot(title=title)])

    (one,) = found(store)

    assert code in [reason.message.code for reason in one.reasons]


def test_a_compound_meets_how_it_ends(store):
    write_statistics(store, [lot(title="Möbler till matsalen", cpv="39100000")])

    (one,) = found(store, Wanted(what="skolmöbler", cpv="39160000"))

    assert "like.related" in [reason.message.code for reason in one.reasons]


def test_words_of_every_title_make_nothing_alike(store):
    write_statistics(store, [lot(title="Ramavtal avseende tjänster för kommunen", cpv="90500000")])

    (one,) = found(store, Wanted(what="Ramavtal avseende tjänster för kommunen, städ", cpv="90911200"))

    assert [reason.message.code for reason in one.reasons if "word" in reason.message.code] == []


def test_a_procurement_counts_once_with_its_lots_together(store):
    lots = [lot(1, lot_id=f"XX1_{number}", tenders=number) for number in (3, 0, 1)]
    write_statistics(store, [*lots, lot(2)], winners=[winner("XX1"), winner("XX1", supplier_name="Samhall Aktiebolag")])

    first, second = sorted(found(store), key=lambda one: one.procurement)

    assert (first.tenders, second.tenders) == ((0, 1, 3), (3,))
    assert (first.winners, second.winners) == (("company", "samhall"), ())


def test_a_result_leads_to_its_notice_and_the_statistics_to_their_database(store):
    write_statistics(store, [lot(1, title="Städning")])
    write_results(store, [result(77, awarded_value_sek=2_000_000)])

    by_source = {one.dataset: one for one in found(store)}

    assert by_source["lots"].address == "https://ted.europa.eu/en/notice/-/detail/77-2021"
    assert by_source["lots"].value == Money.kronor(2_000_000)
    assert by_source["lots"].winners == ("company",)
    assert (by_source["statistics"].address, by_source["statistics"].database) == (None, "Exempelbasen")


def test_one_procurement_in_both_sources_counts_once(store):
    write_statistics(store, [lot(1), lot(2, buyer_orgnr="2120000001")])
    write_results(store, [result(77, published_on=DAY + timedelta(days=100))])

    assert sorted(one.dataset for one in found(store)) == ["lots", "statistics"]


@pytest.mark.parametrize(
    "changes",
    [
        {"tenders_kind": "lower-bound"},
        {"notice_kind": "competition"},
        {"notice_kind": "change"},
        {"procedure": "neg-wo-call"},
        {"cpv_main": None},
    ],
)
def test_only_counted_results_of_advertised_procedures_are_shown(store, changes):
    write_results(store, [result(1, **changes), result(2)])

    assert [one.address.rpartition("/")[2] for one in found(store)] == ["2-2021"]


def test_results_of_one_procedure_are_one(store):
    write_results(
        store, [result(1, procedure_id="P"), result(2, procedure_id="P", lot_id="LOT-0002", tenders_received=9)]
    )

    (one,) = found(store)

    assert one.tenders == (3, 9)


winners = st.fixed_dictionaries(
    {
        "supplier_name": st.sampled_from(
            [None, "Ada Påhittad", "Påhittade Städ AB", "Adas enskilda firma", "Samhall AB"]
        ),
        "supplier_legal_form": st.sampled_from([None, "Fysiska personer", "Övriga aktiebolag"]),
        "natural_person": st.booleans(),
    }
)


@settings(max_examples=25)
@given(drawn=st.lists(winners, max_size=3), kronor=st.integers(1_000, 9_000_000))
def test_where_a_person_may_have_won_neither_winner_nor_value_is_told(drawn, kronor):
    kinds = {
        "sole-trader"
        if one["natural_person"]
        else winner_kind(one["supplier_name"], legal_form=one["supplier_legal_form"])
        for one in drawn
    }
    with TemporaryDirectory() as place:
        write_statistics(
            Path(place), [lot(1)], winners=[winner("XX1", **one) for one in drawn], values=[value("XX1", kronor)]
        )
        (one,) = found(Path(place))

    hidden = not kinds or bool(kinds & {"sole-trader", "unknown"})
    assert one.winners == (() if hidden else tuple(sorted(kinds)))
    assert one.value == (None if hidden else Money.kronor(kronor))
    assert not hidden or "like.value" not in {reason.message.code for reason in one.reasons}
    assert one.points == sum(reason.points for reason in one.reasons)


def test_a_person_that_won_in_ted_is_not_told(store):
    write_results(store, [result(1, winner_names=["Ada Påhittad"], awarded_value_sek=2_000_000)])

    (one,) = found(store)

    assert (one.winners, one.value) == ((), None)


@pytest.mark.parametrize(
    ("lot_id", "address"),
    [
        ("CAN-SE-2021/S121-318902-01_1", "https://ted.europa.eu/en/notice/-/detail/318902-2021"),
        ("CAN-KA-2022/S031-079984-04_AO3-2", "https://ted.europa.eu/en/notice/-/detail/79984-2022"),
        ("CAN-SE-123456_1", None),
        ("XX2021/S121-318902-01_1", None),
    ],
)
def test_the_number_in_the_official_journal_leads_to_the_notice(store, lot_id, address):
    write_statistics(store, [lot(1, lot_id=lot_id)])

    assert [one.address for one in found(store)] == [address]


def test_reserved_ones_stand_first_when_the_purchase_may_be_reserved(store):
    marked = [lot(number, title="Städ", reserved_participation=True, cpv="90500000") for number in range(1, 6)]
    write_statistics(store, [*marked, *(lot(number) for number in range(6, 9))])

    plain = ids(store)
    first = ids(store, Wanted(**{**vars(CLEANING), "reserved": True}))

    assert plain[:3] == ["XX6", "XX7", "XX8"]
    assert first[:RESERVED_FIRST] == ["XX1", "XX2", "XX3"]
    assert first[RESERVED_FIRST] == "XX6"
    assert sorted(plain) == sorted(first)


def test_a_marked_purchase_of_another_kind_does_not_stand_first(store):
    write_statistics(store, [lot(1), lot(2, title="Muddring", cpv="45000000", reserved_participation=True)])

    assert ids(store, Wanted(**{**vars(CLEANING), "reserved": True})) == ["XX1"]


def test_a_mark_set_by_mistake_does_not_stand_first_and_says_so(store):
    by_mistake = {"title": "Nybyggnation av lokaler för lokalvård", "cpv": "45000000", "reserved_participation": True}
    write_statistics(
        store,
        [lot(1), lot(2, **by_mistake), lot(3, title="Reserverad upphandling - lokalvård", cpv="90900000")],
        winners=[winner("XX2")],
    )

    told = found(store, Wanted(**{**vars(CLEANING), "reserved": True}))

    assert {one.procurement: one.reserved for one in told} == {"XX1": None, "XX2": "mis-set", "XX3": "missed"}
    assert told[0].procurement == "XX3"


def test_what_a_person_has_decided_goes_before_the_signs(store):
    write_statistics(store, [lot(1), lot(2, reserved_participation=True)])
    write_results(store, [result(77, title="Städ", cpv_main="90919000")])
    for source, number in (("uhm", "XX2"), ("ted", "77-2021")):
        add_override(store, Override(TODAY, source, number, "genuine", "Läst i annonsen.", "upphandlare"))

    told = found(store, Wanted(**{**vars(CLEANING), "reserved": True}))

    assert {one.procurement: one.reserved for one in told} == {"XX1": None, "XX2": "genuine", "77-2021": "genuine"}


def test_decisions_that_cannot_be_read_stop_no_list(store):
    write_statistics(store, [lot(1)])
    (store / "overrides").mkdir()
    (store / "overrides" / "reserved.csv").write_text("nonsense\n;;;", "utf-8")

    assert ids(store) == ["XX1"]


def test_without_a_code_the_words_tell_where_to_look(store):
    write_statistics(store, [lot(1), lot(2, title="Lokalvård", cpv="45000000")])

    assert ids(store, Wanted(what="lokalvård i skolor")) == ["XX1"]
    assert found(store, Wanted(what="!!")) == ()


def test_other_countries_are_asked_where_the_own_has_few(store):
    write_results(store, [result(1, country="DE", title="Reinigung"), result(2)])

    assert [one.country for one in found(store)] == ["SE", "DE"]


def test_a_store_without_facts_says_so(store):
    none = comparables(store, CLEANING, as_of=TODAY)

    assert (none.found, none.loaded, none.damaged) == ((), (), ())


def test_what_was_asked_is_told(store):
    identity = write_statistics(store, [lot(1)])

    told = comparables(store, CLEANING, as_of=TODAY)

    assert told.snapshots == (f"statistics/{identity}",)
    assert told.loaded[0].attribution == "Uppgifter: Exempelverket, statistics"


def test_a_newer_snapshot_is_noticed(store):
    write_statistics(store, [lot(1)], name="first")
    before = ids(store)
    write_statistics(store, [lot(2)], name="second")

    assert (before, ids(store)) == (["XX1"], ["XX2"])


def test_a_damaged_snapshot_is_told_and_the_other_still_asked(store):
    identity = write_statistics(store, [lot(1)])
    write_results(store, [result(1)])
    (store / "facts" / "statistics" / identity / "lots.parquet").write_bytes(b"PAR1 nothing PAR1")

    told = comparables(store, CLEANING, as_of=TODAY)

    assert told.damaged == ("statistics",)
    assert [one.dataset for one in told.found] == ["lots"]


def test_facts_that_vanish_while_open_are_told(store):
    write_results(store, [result(1)])
    assert ids(store) == ["1-2021"]
    shutil.rmtree(store / "facts")

    told = comparables(store, CLEANING, as_of=TODAY)

    assert (told.found, told.damaged) == ((), ("lots",))


days = st.dates(date(2015, 1, 1), date(2026, 12, 31))
codes = st.sampled_from(["90911200", "90910000", "90500000", "45000000", "90919300"])
titles = st.sampled_from(["Lokalvård", "Städning av förskolor", "Sophämtning", "Ombyggnad", "Ramavtal"])
lots = st.lists(
    st.tuples(st.integers(1, 6), days, codes, titles, st.integers(0, 9), st.booleans()), min_size=1, max_size=12
)


@settings(max_examples=25)
@given(drawn=lots, as_of=days, limit=st.integers(1, 5), reserved=st.booleans())
def test_whatever_is_published_the_list_keeps_its_promises(drawn, as_of, limit, reserved):
    rows = [
        lot(
            number,
            lot_id=f"L{place}",
            published=day,
            cpv=cpv,
            title=title,
            tenders=tenders,
            reserved_participation=mark,
        )
        for place, (number, day, cpv, title, tenders, mark) in enumerate(drawn)
    ]
    wanted = Wanted(what="lokalvård i förskolor", cpv="90911200", buyer="kommun", reserved=reserved)
    with TemporaryDirectory() as place:
        write_statistics(Path(place), rows)
        told = found(Path(place), wanted, as_of=as_of, limit=limit)
        again = found(Path(place), wanted, as_of=as_of, limit=limit)

    assert told == again
    assert len(told) <= limit
    assert all(one.day < as_of for one in told)
    assert len({one.procurement for one in told}) == len(told)
    ordered = told if not reserved else told[RESERVED_FIRST:]
    assert list(ordered) == sorted(ordered, key=lambda one: (-one.points, -one.day.toordinal(), one.procurement))
    assert all({reason.message.code.partition(".")[2].partition("-")[0] for reason in one.reasons} for one in told)
    assert all(1 <= len(one.reasons) <= len(REASONS) for one in told)


@pytest.mark.shared
def test_the_real_tables_have_purchases_like_cleaning(shared, tmp_path):
    from svangrum.ingest.statistics import ingest_statistics

    ingest_statistics([shared / "data" / "uhm-2021"], store=tmp_path, retrieved_at="2026-11-23", workers=1)

    told = found(tmp_path)

    assert len(told) == 10
    assert all(one.cpv.startswith("909") for one in told)
    assert {one.country for one in told} == {"SE"}
