import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.amounts import parse_kronor
from svangrum.core.errors import SvangrumError
from svangrum.core.language import write_money
from svangrum.core.money import Money, VatBasis

LARGEST = 10**17 - 1
AMOUNTS = st.integers(0, LARGEST).map(Money)


@given(st.integers(0, 10**15))
def test_what_is_written_in_swedish_is_read_back(minor: int) -> None:
    amount = Money(minor)

    assert parse_kronor(write_money(amount, "sv"), field="value") == amount


@given(st.integers(0, LARGEST))
def test_plain_digits_with_ore_are_read(minor: int) -> None:
    kronor, ore = divmod(minor, 100)

    assert parse_kronor(f"{kronor},{ore:02d}", field="value") == Money(minor)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1200000", 120_000_000),
        ("1 200 000", 120_000_000),
        ("1\u00a0200\u00a0000 kr", 120_000_000),
        ("1\u202f200\u202f000,50 kronor", 120_000_050),
        ("1200000.5", 120_000_050),
        ("700 000:-", 70_000_000),
        ("500 SEK", 50_000),
        ("SEK 1,200,000", 120_000_000),
        ("1.200.000", 120_000_000),
        ("0", 0),
        ("-0", 0),
        ("00012", 1_200),
    ],
)
def test_amounts_as_swedes_write_them(text: str, minor: int) -> None:
    assert parse_kronor(text, field="value") == Money(minor)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "money.unreadable"),
        ("en miljon", "money.unreadable"),
        ("1,2 tusen", "money.unreadable"),
        ("mkr", "money.unreadable"),
        ("-2 mkr", "money.unreadable"),
        ("1e6", "money.unreadable"),
        ("100 EUR", "money.unreadable"),
        ("nan", "money.unreadable"),
        ("²", "money.unreadable"),
        ("-1", "money.negative"),
        ("−700 000", "money.negative"),
        ("1.200", "money.ambiguous"),
        ("1,200", "money.ambiguous"),
        ("12,345.678", "money.ambiguous"),
        ("1" * 16, "money.too-large"),
    ],
)
def test_other_texts_are_refused_with_the_field_they_stood_in(text: str, code: str) -> None:
    with pytest.raises(SvangrumError) as raised:
        parse_kronor(text, field="same_kind")

    assert raised.value.code == code
    assert raised.value.field == "same_kind"


@given(AMOUNTS, AMOUNTS)
def test_amounts_compare_and_add_as_their_minor_units(one: Money, other: Money) -> None:
    assert (one < other) == (one.minor < other.minor)
    assert (one <= other) == (one.minor <= other.minor)
    assert (one > other) == (one.minor > other.minor)
    assert (one >= other) == (one.minor >= other.minor)
    assert one + other - other == one


@pytest.mark.parametrize("other", [Money.euro(1), Money(100, vat=VatBasis.INCLUDED)])
def test_amounts_of_another_currency_or_vat_basis_do_not_compare(other: Money) -> None:
    krona = Money.kronor(1)

    for compare in (krona.__lt__, krona.__le__, krona.__gt__, krona.__ge__, krona.__add__, krona.__sub__):
        with pytest.raises(ValueError, match="do not compare"):
            compare(other)


def test_whole_kronor_and_euro_have_a_hundred_minor_units() -> None:
    assert Money.kronor(7).minor == 700
    assert Money.euro(7) == Money(700, "EUR")
