"""The two-supplier test in an answer: each finding, what is not known, who may see whom, and what is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svangrum.advice.advise import advise
from svangrum.advice.because import Because, Cause, causes
from svangrum.advice.compared import SUPPLIERS, changed
from svangrum.advice.explain import explain
from svangrum.advice.export import as_json_object
from svangrum.advice.restored import restored
from svangrum.advice.supply import LISTED, Filled, Listed, filled_for, supply_for
from svangrum.advice.supply_follows import FOLLOWS
from svangrum.advice.supply_stated import NOTHING_STATED, SupplyStated, read_supply
from svangrum.advice.supply_told import exported_for_others, for_others, said_of
from svangrum.competition.concentration import Seller
from svangrum.competition.two_suppliers import Known, TwoSuppliers
from svangrum.core.data import data_path
from svangrum.core.language import LANGUAGES, words
from svangrum.core.money import Money
from svangrum.core.reading import InvalidFactsError
from svangrum.documents.blocks import Listing, plain
from svangrum.documents.memo import memo_document
from svangrum.documents.parts import about_suppliers
from svangrum.documents.pdf import memo_pdf
from svangrum.documents.plain import as_text
from svangrum.documents.suppliers import has_counted, suppliers_document
from svangrum.documents.word import word_file
from svangrum.law.purchase import Act
from svangrum.matching.fit import Reason
from svangrum.matching.suppliers import Willing
from tests.advice.made_known import DAY, FILLING, MUNICIPAL, SAMHALL, known, silent, supplier
from tests.advice.test_advise import CLEANING

BIG = replace(CLEANING, value=Money.kronor(9_000_000))
SMALL = replace(CLEANING, value=Money.kronor(400_000))
NOTHING_KNOWN = {"cpv": None, "cpv_confirmed": False, "municipality": None, "months": None, "value": None}
STATED = SupplyStated(hours=200, paid_from=Money.kronor(300), paid_to=Money.kronor(400))
PAIR = (supplier(1), supplier(2))
CAUSES = ((1, STATED), (2, STATED), (2, replace(STATED, hours=300)))
EVERYONE = (*PAIR, *FILLING, SAMHALL, MUNICIPAL, supplier(3, will=None), silent(800))


def asked(suppliers, purchase=BIG, stated=STATED, *, store=None, **more):
    return advise(purchase, as_of=DAY, known=known(suppliers, **more), stated=stated, store=store, moved=False)


def found(suppliers, purchase=BIG, stated=STATED, **more):
    return asked(suppliers, purchase, stated, **more).supply.finding


def exported(advice, language="sv"):
    return json.loads(json.dumps(as_json_object(advice, explain(advice, language=language))))


CASES = {
    TwoSuppliers.RESERVE: (PAIR, {"rates": {1: 320, 2: 380}}),
    TwoSuppliers.PRICE_FIRST: (PAIR, {}),
    TwoSuppliers.PRICE_APART: (PAIR, {"rates": {1: 500, 2: 550}}),
    TwoSuppliers.ONE: ((PAIR[0], *FILLING), {}),
    TwoSuppliers.NONE: (FILLING, {}),
    TwoSuppliers.ASK_FIRST: ((PAIR[0],), {}),
}


@pytest.mark.parametrize("finding", TwoSuppliers)
def test_every_finding_is_reached_and_said_in_both_languages(finding):
    suppliers, more = CASES[finding]
    advice = asked(suppliers, **more)
    assert advice.supply.finding is finding
    for language in LANGUAGES:
        answer = explain(advice, language=language)
        assert answer.suppliers == answer.test.says
        told = " ".join(as_text(answer).split())
        assert all(" ".join(one.split()) in told for one in answer.test.prices)
        assert word_file(memo_document(answer))
    assert set(CASES) == set(FOLLOWS) == set(TwoSuppliers)


def test_the_memo_as_pdf_holds_the_part():
    assert memo_pdf(explain(asked(EVERYONE), language="sv"))


@pytest.mark.parametrize(
    "suppliers",
    [
        (),
        FILLING[:9],
        (*FILLING, *(silent(n) for n in range(801, 804))),
        (*FILLING, supplier(3, purpose=None)),
        (*FILLING, supplier(3, capacities=())),
    ],
)
def test_what_is_not_known_is_never_none(suppliers):
    assert found(suppliers) is TwoSuppliers.ASK_FIRST


def test_what_was_told_long_ago_fills_nothing():
    assert found(FILLING, told_on=date(2025, 11, 1)) is TwoSuppliers.ASK_FIRST


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"cpv_confirmed": False}, ("cpv",)),
        ({"municipality": None}, ("municipality",)),
        ({"months": None}, ("months",)),
        ({"value": None}, ("size",)),
        (NOTHING_KNOWN, ("cpv", "municipality", "months", "size")),
    ],
)
def test_nobody_is_counted_before_the_need_is_stated(change, missing):
    advice = asked(PAIR, replace(BIG, **change), NOTHING_STATED)
    assert advice.supply.missing == missing
    assert advice.supply.finding is TwoSuppliers.ASK_FIRST
    assert advice.supply.listed == ()


def test_without_hours_the_value_is_divided_by_the_months():
    need = asked(PAIR, stated=NOTHING_STATED).supply.need
    assert (need.measure, need.per_month) == ("kronor", 375_000)
    assert (need.since, need.until) == (date(2027, 5, 1), date(2029, 4, 30))


def test_a_stated_start_is_kept():
    need = asked(PAIR, stated=replace(STATED, start=date(2027, 1, 31))).supply.need
    assert (need.since, need.until) == (date(2027, 1, 31), date(2029, 1, 30))


@pytest.mark.parametrize(
    ("months", "start", "until", "cut"),
    [
        (84, None, date(2033, 4, 30), True),
        (72, None, date(2033, 4, 30), False),
        (72, date(2026, 10, 15), date(2032, 9, 30), True),
        (12, date(2026, 10, 1), date(2027, 9, 30), False),
    ],
)
def test_the_time_that_is_known_is_counted_whenever_and_however_long_the_contract_is(months, start, until, cut):
    advice = asked(PAIR, replace(BIG, months=months), replace(STATED, start=start))
    supply = advice.supply
    assert (supply.need.until, supply.cut_short) == (until, cut)
    assert supply.count.at_least == 2
    told = {one.code for one in said_of(advice, supply).counted}
    assert ("supply.need.cut-short" in told) is cut


def test_what_the_count_rests_on_that_nobody_has_looked_into_is_told():
    handed = known(PAIR)
    plain = {"counted.own-word-lou", "counted.proof-ends", "counted.control-untold"}
    begins = date(2027, 5, 1)

    def said(entries):
        advice = advise(BIG, as_of=DAY, known=replace(handed, entries=entries), stated=STATED, store=None, moved=False)
        return {one.code.removeprefix("supply."): one.values for one in said_of(advice, advice.supply).counted}

    assert not plain & said(handed.entries).keys()
    first, *others = handed.entries
    short = {"proved": "self-declared", "proved_until": begins - timedelta(days=1), "control_told": False}
    weak = said((first._replace(**short), *others))
    assert {code: weak[code]["count"] for code in plain} == dict.fromkeys(plain, 1)
    assert "counted.proof-ends" not in said((first._replace(proved_until=begins), *others))


def test_an_answer_for_a_day_far_off_can_be_given():
    far = advise(BIG, as_of=date(9999, 12, 1), known=known(PAIR), stated=STATED, store=None, moved=False)
    assert far.supply.need.since.year == 2101


def test_where_the_law_has_not_settled_a_reservation_the_first_sentence_says_so():
    below = replace(BIG, value=Money.kronor(1_500_000))
    rates = {1: 320, 2: 380}
    assert asked(PAIR, rates=rates).suppliers.code == "supply.says.reserve"
    assert asked(PAIR, below, rates=rates).suppliers.code == "supply.says.reserve-unsettled"
    halves = [supplier(n, hours=100, will=Willing.PART) for n in (1, 2)]
    assert asked(halves, below, rates=rates).suppliers.code == "supply.says.reserve-unsettled-lots"


def test_samhall_is_counted_and_told_and_municipal_units_stand_apart():
    count = asked((PAIR[0], SAMHALL, MUNICIPAL)).supply.count
    assert (count.at_least, count.without_samhall, count.municipal) == (2, 1, 1)


def test_suppliers_of_one_owner_are_one():
    assert found([one._replace(control="x") for one in PAIR]) is TwoSuppliers.ASK_FIRST


def test_two_on_every_lot_are_two_although_nobody_can_do_the_whole():
    halves = [supplier(n, hours=100, will=Willing.PART) for n in (1, 2)]
    advice = asked(halves, rates={1: 320, 2: 380})
    assert (advice.supply.finding, advice.supply.in_lots) == (TwoSuppliers.RESERVE, True)
    assert advice.suppliers.code == "supply.says.reserve-lots"
    codes = {one.message.code for one in advice.follows}
    assert "supply.follow.reserve-lot" in codes
    assert "supply.follow.reserve" not in codes
    apart, unknown = (asked(halves, rates=rates) for rates in ({1: 520, 2: 580}, {}))
    assert {explain(one, language="en").test.finding for one in (apart, unknown)} == {"price-apart", "price-first"}


def test_what_can_be_reserved_without_samhall_is_told():
    supply = asked((supplier(1, hours=100, will=Willing.PART), SAMHALL)).supply
    assert (supply.plan.share, supply.share_without_samhall) == (0.5, 0)


def test_lots_are_sought_only_where_the_purchase_may_not_be_made_directly():
    halves = [supplier(n, hours=100, will=Willing.PART) for n in (1, 2)]
    advice = asked(halves)
    assert [lot.parts for lot in advice.supply.plan.lots] == [10]
    direct = asked(halves, SMALL)
    assert direct.supply.plan is None
    assert not {"supply.follow.reserve-lot", "supply.follow.divide"} & {one.message.code for one in direct.follows}


@pytest.mark.parametrize("finding", TwoSuppliers)
@pytest.mark.parametrize("purchase", [BIG, CLEANING, SMALL, replace(BIG, same_kind_12_months=None)])
def test_what_follows_cites_the_laws_own_findings(finding, purchase):
    suppliers, more = CASES[finding]
    advice = asked(suppliers, purchase, **more)
    places = {citation for one in advice.findings for citation in one.citations}
    assert advice.follows
    assert {citation for one in advice.follows for citation in one.citations} <= places


NATIONAL = replace(CLEANING, value=Money.kronor(1_500_000))
"""A purchase below the threshold that may not be made directly: nobody has settled whether it may be reserved."""


def followed(*asking, **more):
    return [one.message.code.removeprefix("supply.follow.") for one in asked(*asking, **more).follows]


def test_a_reservation_is_said_as_far_as_the_law_has_settled_it():
    priced = {"rates": {1: 320, 2: 380}}
    halves = [supplier(n, hours=100, will=Willing.PART) for n in (1, 2)]
    assert followed(PAIR, **priced) == ["reserve", "again"]
    assert followed(PAIR, NATIONAL, **priced) == ["reserve-unsettled", "again"]
    assert followed(halves, NATIONAL, **priced) == ["reserve-lot-unsettled", "again"]
    assert followed(halves, **priced) == ["reserve-lot", "again"]


def test_nothing_is_reserved_before_the_price_is_looked_into():
    assert followed(PAIR) == ["price", "reserve-lot-priced", "again"]
    assert followed(PAIR, rates={1: 500, 2: 550}) == ["price-apart", "again"]


def test_that_the_method_is_our_own_is_said_first():
    for suppliers in (PAIR, ()):
        advice = asked(suppliers)
        assert said_of(advice, advice.supply).counted[0].code == "supply.note.own-method"


def test_the_sizes_of_lots_are_an_example_and_no_decision_document_says_who_fits():
    halves = [supplier(n, hours=100, will=Willing.PART) for n in (1, 2)]
    advice = asked(halves)
    codes = [one.code for one in said_of(advice, advice.supply).lots]
    assert codes.index("supply.lots.example-lou") < codes.index("supply.lots.one-procurement-lou")
    answer = explain(advice, language="sv")
    assert answer.test.tenders
    written = [line for _, lines in about_suppliers(answer.test, "sv", annexed=True) for line in lines]
    assert not [line for line in written for one in answer.test.listed if one.name in line or one.number in line]
    assert not set(answer.test.tenders) & set(written)


@pytest.mark.parametrize("language", LANGUAGES)
def test_those_whom_the_finding_rests_on_are_named_in_an_annex_of_their_own(language):
    left_out = supplier(3, hours=10, will=Willing.PART)
    answer = explain(asked((*PAIR, left_out)), language=language)
    annex = suppliers_document(answer)
    note, *_ = annex.blocks
    listing = next(one for one in annex.blocks if isinstance(one, Listing))
    assert note.text == plain(words("document.suppliers.secrecy", language))
    assert len(listing.items) == 2
    assert len(answer.test.listed) == 3
    assert not has_counted(explain(asked([left_out]), language=language))


@pytest.mark.parametrize(
    ("act", "reserved", "sizes"),
    [
        (Act.LOU, "4 kap. 18 § LOU", "19 kap. 2 §"),
        (Act.LUF, "4 kap. 16 § LUF", "19 kap. 2 §"),
        (Act.LUK, "4 kap. 8 § LUK", "15 kap. 3 §"),
    ],
)
def test_each_act_is_named_by_its_own_paragraphs(act, reserved, sizes):
    halves = [supplier(n, hours=100, will=Willing.PART) for n in (1, 2)]
    handed = known(halves)
    handed = replace(handed, entries=tuple(one._replace(proved="self-declared") for one in handed.entries))
    advice = advise(replace(BIG, act=act), as_of=DAY, known=handed, stated=STATED, store=None, moved=False)
    test = explain(advice, language="sv").test
    said = " ".join((*test.counted, *test.lots))
    assert advice.supply.in_lots
    assert reserved in said
    assert f"{sizes} {act.code}" in said
    assert not [other for other in Act if other is not act and other.code in said]


def test_that_rates_are_not_the_readers_to_see_is_not_told_as_unknown():
    def stands(*, hidden):
        handed = replace(known(PAIR), rates_hidden=hidden)
        advice = advise(BIG, as_of=DAY, known=handed, stated=STATED, store=None, moved=False)
        return {one.code for one in said_of(advice, advice.supply).prices}

    assert "supply.price.hidden" in stands(hidden=True)
    assert "supply.price.nothing-asked" in stands(hidden=False)


def test_those_who_are_never_in_the_register_are_told_beside_how_it_is_filled():
    advice = asked(PAIR)
    codes = [one.code for one in said_of(advice, advice.supply).counted]
    assert codes[-1] == "suppliers.absent"
    assert codes[-2].startswith("supply.filled.")


def test_who_would_tender_together_is_told_that_it_may_have_to_be_examined():
    joint = [supplier(n, hours=100, will=Willing.CONSORTIUM) for n in (1, 2, 3, 4)]
    told = asked(joint)
    said = said_of(told, told.supply)
    assert told.supply.count.together
    assert "suppliers.joint" in {one.code for one in said.counted}
    alone = asked(PAIR)
    assert "suppliers.joint" not in {one.code for one in said_of(alone, alone.supply).counted}


def test_a_purchase_that_may_be_made_directly_is_not_reserved():
    advice = asked(PAIR, SMALL, rates={1: 320, 2: 380})
    codes = {one.message.code for one in advice.follows}
    assert advice.suppliers.code == "supply.says.direct-two"
    assert "supply.follow.direct-two-lou" in codes
    assert "supply.follow.reserve" not in codes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stated", [STATED, NOTHING_STATED])
def test_every_reason_can_be_told_and_how_well_it_is_proved(language, stated):
    advice = asked(PAIR, stated=stated)
    one = advice.supply.listed[0]
    each = tuple(Listed(one.name, one.fit._replace(reasons=(reason,)), "documented") for reason in Reason)
    noted = one._replace(noted=frozenset({"trade", "place"}))
    told = explain(replace(advice, supply=replace(advice.supply, listed=(*each, noted))), language=language).test
    said = " ".join(reason for shown in told.listed for reason in shown.reasons)
    assert words("suppliers.weakest", language, grade=words("passport.grade.documented", language)) in said
    assert said.count(words("suppliers.noted", language)) == 2


def test_a_price_stands_only_on_two_owners_one_of_each():
    first, *others = known(PAIR).entries
    two = first._replace(rates={"90910000": Money.kronor(310), "90911200": Money.kronor(390)})

    def prices(*entries):
        handed = replace(known(PAIR), entries=entries)
        return advise(BIG, as_of=DAY, known=handed, stated=STATED, store=None, moved=False)

    alone = prices(two, *others)
    assert (alone.supply.finding, alone.supply.prices.expected) == (TwoSuppliers.PRICE_FIRST, None)
    both = prices(two, others[0]._replace(rates={"90910000": Money.kronor(390)}), *others[1:])
    held = both.supply.prices
    assert (held.expected.low, held.expected.high, held.owners) == (Money.kronor(390), Money.kronor(390), 2)
    assert both.supply.finding is TwoSuppliers.RESERVE
    said = [one for one in said_of(both, both.supply).prices if one.code == "supply.price.expected-one"]
    assert said[0].values == {"low": Money.kronor(390), "count": 2, "of": 2}
    for language in LANGUAGES:
        assert explain(both, language=language).test.prices


def test_a_long_list_ends_and_says_so_and_who_cannot_is_only_counted():
    perhaps = [supplier(number, will=None) for number in range(100, 100 + LISTED)]
    cannot = [supplier(number, places=("0180",)) for number in range(300, 310)]
    long, short = asked([*PAIR, *perhaps]), asked([*PAIR, *cannot])
    assert [one.name for one in long.supply.listed][:2] == ["Påhittat 001 AB", "Påhittat 002 AB"]
    assert (len(long.supply.listed), long.supply.in_division) == (LISTED, LISTED + 2)
    assert (len(short.supply.listed), short.supply.in_division) == (2, 12)
    for advice in (long, short):
        assert "supply.note.listed" in {one.code for one in said_of(advice, advice.supply).notes}


def test_who_is_of_no_buyer_sees_no_names_and_no_prices():
    test = explain(asked(EVERYONE, rates={1: 320, 2: 380}), language="sv").test
    assert len(test.listed) == 5
    assert "Påhittat" in str(test)
    assert "320" in str(test)
    hidden = for_others(test)
    assert "Påhittat" not in str(hidden)
    assert "320" not in str(hidden)
    assert (hidden.says, hidden.why) == (test.says, test.why)
    assert (hidden.counted, hidden.lots) == ((words("supply.note.own-method", "sv"),), ())
    told = exported(asked(EVERYONE, rates={1: 320, 2: 380}))
    assert restored(exported_for_others(told)).test == hidden
    figures = exported_for_others(told)["two_suppliers"]
    assert [figures[name] for name in ("count", "filled", "lots")] == [None, None, None]
    assert exported_for_others({"two_suppliers": None}) == {"two_suppliers": None}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shares", [{}, {"shares_other": (60,), "shares_small": (20,)}])
def test_it_is_exported_by_the_schema_and_kept_word_for_word(language, shares):
    schema = json.loads(data_path("schemas/advice.schema.json").read_text("utf-8"))
    advice = asked(EVERYONE, stated=replace(STATED, **shares), rates={1: 320, 2: 380})
    told = exported(advice, language)
    jsonschema.Draft202012Validator(schema).validate(told)
    assert restored(told) == explain(advice, language=language)


def test_an_answer_that_was_kept_before_the_test_was_made_can_be_read_and_compared():
    now = exported(asked(PAIR))
    then = {name: value for name, value in now.items() if name != "two_suppliers"}
    assert restored(then).test is None
    assert restored(then).suppliers == now["suppliers"]["text"]
    assert changed(then, now) == ()


def test_without_a_register_nothing_of_it_is_there():
    advice = advise(BIG, as_of=DAY, moved=False)
    assert exported(advice)["two_suppliers"] is None
    assert explain(advice, language="sv").test is None
    assert advice.suppliers.code == "suppliers.unknown-in"


def test_what_is_another_is_told_only_where_both_answers_asked_a_register():
    one, two = exported(asked(PAIR[:1])), exported(asked(PAIR))
    assert SUPPLIERS in {one.key for one in changed(one, two)}
    assert SUPPLIERS not in {one.key for one in changed(exported(advise(BIG, as_of=DAY, moved=False)), two)}


def test_that_the_register_is_another_is_told_as_the_cause():
    def ask(purchase, day):
        return exported(advise(purchase, as_of=day, moved=False))

    one, two, other = (exported(asked(PAIR[:many], stated=stated)) for many, stated in CAUSES)
    assert causes(one, two, ask)[SUPPLIERS] == (Because(Cause.DATA),)
    assert Because(Cause.DATA) not in causes(one, other, ask)[SUPPLIERS]


def test_how_a_register_is_filled_counts_each_owner_once():
    need = asked(PAIR).supply.need
    held = known((*FILLING, silent(800), supplier(5, places=None)))
    assert filled_for(held.entries, need, on=DAY) == Filled(here=5, in_trade=6, silent=2)


some = st.lists(st.sampled_from(EVERYONE), max_size=12, unique_by=lambda one: one.key)


@settings(max_examples=40)
@given(some, st.sampled_from(EVERYONE))
def test_one_more_never_lowers_what_is_sure(held, more):
    held = [one for one in held if one.key != more.key]
    less, now = (supply_for(BIG, known(each), STATED, as_of=DAY, direct=False) for each in (held, [*held, more]))
    assert less.count.at_least <= now.count.at_least
    assert less.plan.share <= now.plan.share
    assert not (less.known is Known.TWO and now.known is not Known.TWO)


def test_what_it_means_for_those_who_deliver_today_is_told_when_their_shares_are_stated():
    halves = [supplier(n, hours=100, will=Willing.PART) for n in (1, 2)]

    def lots(**shares):
        advice = asked(halves, stated=replace(STATED, **shares))
        return {one.code: one.values for one in said_of(advice, advice.supply).lots}

    told = lots(shares_other=(60,), shares_small=(20,))
    assert told["supply.effect.large"] == {"before": 60, "after": "30"}
    assert told["supply.effect.small"] == {"before": 20, "after": "10"}
    assert told["supply.effect.concentration"] == {"before": "40–44", "after": "35–36"}
    assert "supply.effect.not-known" not in told
    assert "supply.effect.not-known" in lots()


def test_shares_are_read_with_spaces_commas_and_per_cent():
    assert read_supply({"shares_other": "60, 25 %", "shares_small": "10 5"}).sellers == (
        Seller("other-0", 0.6, small=False),
        Seller("other-1", 0.25, small=False),
        Seller("small-0", 0.1, small=True),
        Seller("small-1", 0.05, small=True),
    )


def test_what_is_stated_is_read():
    raw = {"start": "2027-09-01", "hours": "1 200", "paid_from": "300", "paid_to": "420,50"}
    assert read_supply(raw) == SupplyStated(date(2027, 9, 1), 1200, Money.kronor(300), Money(42050))
    assert read_supply({"hours": " "}) == NOTHING_STATED


@pytest.mark.parametrize(
    ("raw", "code", "field"),
    [
        ({"start": "i höst"}, "date.unreadable", "start"),
        ({"start": "9999-06-01"}, "supply.far-off", "start"),
        ({"start": "0207-09-01"}, "supply.far-off", "start"),
        ({"hours": "många"}, "number.unreadable", "hours"),
        ({"hours": "0"}, "number.unreadable", "hours"),
        ({"paid_from": "300"}, "supply.one-price", "paid_to"),
        ({"paid_to": "300"}, "supply.one-price", "paid_from"),
        ({"paid_from": "400", "paid_to": "300"}, "supply.prices", "paid_to"),
        ({"paid_from": "0", "paid_to": "300"}, "money.zero", "paid_from"),
        ({"shares_other": "hälften"}, "supply.shares", "shares_other"),
        ({"shares_small": "-5"}, "supply.shares", "shares_small"),
        ({"shares_other": "66,7 33,3"}, "supply.shares", "shares_other"),
        ({"shares_other": "70 20", "shares_small": "15"}, "supply.shares-over", "shares_other"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(raw, code, field):
    with pytest.raises(InvalidFactsError) as invalid:
        read_supply(raw)
    assert [(one.code, one.field) for one in invalid.value.errors] == [(code, field)]
