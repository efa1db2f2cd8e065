from __future__ import annotations

from contextlib import suppress
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.errors import SvangrumError
from svangrum.core.money import Money
from svangrum.core.reading import (
    FieldReader,
    InvalidFactsError,
    decimal_number,
    one_of,
    positive_kronor,
    whole_number,
    yes_no,
)


class Colour(StrEnum):
    GREEN = "gron"
    RED = "rod"


@pytest.mark.parametrize(("text", "number"), [("12", 12), (" 1 200 ", 1200), ("0", 0)])
def test_whole_numbers(text, number):
    assert whole_number(text, "n", least=0, most=5000) == number


@pytest.mark.parametrize("text", ["1,5", "-1", "tre", "5001", "", "١٢", "9" * 40])
def test_what_is_no_whole_number_within_bounds_is_told_at_its_field(text):
    with pytest.raises(SvangrumError) as raised:
        whole_number(text, "n", least=0, most=5000)

    assert (raised.value.code, raised.value.field) == ("number.unreadable", "n")


@pytest.mark.parametrize(("text", "number"), [("12,5", 12.5), ("12.5 %", 12.5), ("100%", 100), ("0", 0)])
def test_decimals_take_comma_point_and_per_cent(text, number):
    assert decimal_number(text, "n", least=0, most=100) == number


@pytest.mark.parametrize("text", ["nan", "inf", "-0,1", "100,1", "1.2.3", "tio", "1e400"])
def test_what_is_no_number_within_bounds_is_refused(text):
    with pytest.raises(SvangrumError) as raised:
        decimal_number(text, "n", least=0, most=100)

    assert raised.value.code == "number.unreadable"


@given(st.text(max_size=20))
def test_any_text_is_either_a_number_within_bounds_or_refused(text):
    number = None
    with suppress(SvangrumError):
        number = decimal_number(text, "n", least=0, most=100)

    assert number is None or 0 <= number <= 100


def test_choices_in_any_case():
    assert one_of(Colour, "GRON", "c") is Colour.GREEN
    with pytest.raises(SvangrumError) as raised:
        one_of(Colour, "blå", "c")
    assert raised.value.values["allowed"] == "gron, rod"


@pytest.mark.parametrize(("text", "answer"), [("yes", True), ("Ja", True), ("no", False), ("NEJ", False)])
def test_yes_and_no_in_both_languages(text, answer):
    assert yes_no(text, "y") is answer


def test_neither_yes_nor_no():
    with pytest.raises(SvangrumError):
        yes_no("kanske", "y")


def test_nothing_for_nothing_is_no_amount():
    assert positive_kronor("5", "value") == Money.kronor(5)
    with pytest.raises(SvangrumError, match=r"money\.zero"):
        positive_kronor("0", "value")


def test_all_faults_are_told_at_once_and_the_rest_is_read():
    reader = FieldReader({"a": "x", "b": "2", "c": "y", "d": " "})
    read = {name: reader.read(name, lambda text: whole_number(text, "n", least=0, most=9)) for name in "abcd"}

    assert read == {"a": None, "b": 2, "c": None, "d": None}
    with pytest.raises(InvalidFactsError) as raised:
        reader.finish()
    assert len(raised.value.errors) == 2


def test_without_faults_nothing_is_raised():
    FieldReader({}).finish()
