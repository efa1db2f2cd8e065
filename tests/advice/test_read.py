"""What a person writes becomes facts, or one error a field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.advice.read import FIELDS, field_of, kind_of, read_purchase
from svangrum.core.codes import cpv_table
from svangrum.core.language import words
from svangrum.core.money import Money
from svangrum.core.reading import InvalidFactsError
from svangrum.law.purchase import Buyer, Kind, Purchase

WHOLE = {
    "what": "  Lokalvård i  två förskolor ",
    "kind": "tjanster",
    "value": "1 200 000 kr",
    "months": "24",
    "municipality": "nordanstigs kommun",
    "buyer": "kommun",
    "contract": "nej",
    "same_kind": "0",
    "cpv": "90911200-8",
    "main_object": "yes",
}


def test_every_field_is_read():
    assert read_purchase(WHOLE) == Purchase(
        what="Lokalvård i två förskolor",
        kind=Kind.SERVICES,
        value=Money.kronor(1_200_000),
        months=24,
        municipality="Nordanstig",
        buyer=Buyer.MUNICIPALITY,
        covered_by_contract=False,
        same_kind_12_months=Money.kronor(0),
        cpv="90911200",
        cpv_confirmed=True,
        main_object_confirmed=True,
    )


def test_what_is_left_out_is_unknown():
    assert read_purchase({"what": "fruktkorgar"}) == Purchase(what="fruktkorgar")


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("what", "", "what.missing"),
        ("what", "x" * 301, "what.too-long"),
        ("kind", "mat", "choice.unknown"),
        ("value", "-5", "money.negative"),
        ("value", "0", "money.zero"),
        ("value", "mycket", "money.unreadable"),
        ("value", "9" * 16, "money.too-large"),
        ("months", "0", "months.unreadable"),
        ("months", "två", "months.unreadable"),
        ("months", "601", "months.unreadable"),
        ("municipality", "Nordanstigg", "municipality.unknown"),
        ("municipality", "Qwzx", "municipality.unknown-name"),
        ("buyer", "jag", "choice.unknown"),
        ("contract", "kanske", "choice.unknown"),
        ("same_kind", "-1", "money.negative"),
        ("cpv", "90911299", "cpv.unknown"),
        ("cpv", "12345678", "cpv.unknown-division"),
        ("cpv", "städ", "cpv.unreadable"),
        ("main_object", "vet ej", "choice.unknown"),
    ],
)
def test_a_field_that_cannot_be_read_is_named(field, text, code):
    with pytest.raises(InvalidFactsError) as caught:
        read_purchase(WHOLE | {field: text})
    (error,) = caught.value.errors
    assert (error.field, error.code) == (field, code)
    assert words(f"error.{error.code}", "sv", **error.values)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(InvalidFactsError) as caught:
        read_purchase({"what": "", "value": "x", "months": "y"})
    assert [error.field for error in caught.value.errors] == ["what", "value", "months"]


@pytest.mark.parametrize(
    ("cpv", "kind"),
    [("90911200", Kind.SERVICES), ("15300000", Kind.GOODS), ("45000000", Kind.WORKS), ("48000000", Kind.GOODS)],
)
def test_the_kind_follows_from_a_stated_code(cpv, kind):
    assert kind_of(cpv_table()[cpv]) is kind
    assert read_purchase({"what": "x", "cpv": cpv}).kind is kind


def test_a_stated_kind_stands_against_the_code():
    assert read_purchase({"what": "x", "cpv": "90911200", "kind": "varor"}).kind is Kind.GOODS


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=40)))
def test_any_text_is_read_or_told_in_words(raw):
    try:
        read_purchase(raw)
    except InvalidFactsError as error:
        for one in error.errors:
            assert one.field in FIELDS
            assert words(f"error.{one.code}", "sv", **one.values)
            assert words(f"error.{one.code}", "en", **one.values)


def test_each_fact_has_its_field():
    facts = set(Purchase.__dataclass_fields__)
    assert {field_of(fact) for fact in facts} == set(FIELDS)


@pytest.mark.parametrize(
    ("act", "kind", "fact"),
    [
        ("", "tjanster", "same_kind_12_months"),
        ("lou", "tjanster", "same_kind_12_months"),
        ("luf", "tjanster", "same_kind_12_months"),
        ("luk", "tjanster", "direct_awards_this_year"),
        ("luk", "varor", "same_kind_12_months"),
    ],
)
def test_one_field_tells_of_the_same_kind_what_the_act_that_is_followed_counts(act, kind, fact):
    purchase = read_purchase({"what": "x", "act": act, "kind": kind, "same_kind": "500 000"})
    other = {"same_kind_12_months", "direct_awards_this_year"} - {fact}
    assert getattr(purchase, fact) == Money.kronor(500_000)
    assert getattr(purchase, other.pop()) is None
