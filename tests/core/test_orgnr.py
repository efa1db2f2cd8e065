import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.orgnr import NumberKind, classify_number, normalise_orgnr


def check_digit(nine: str) -> str:
    """The Luhn digit that completes nine digits; written apart from the code under test."""
    total = 0
    for place, digit in enumerate(nine):
        product = int(digit) * (2 if place % 2 == 0 else 1)
        total += product // 10 + product % 10
    return str(-total % 10)


@st.composite
def organisation_numbers(draw: st.DrawFn) -> str:
    group = draw(st.sampled_from("125789"))
    third = draw(st.integers(2, 9))
    nine = f"{group}{draw(st.integers(0, 9))}{third}{draw(st.integers(0, 999_999)):06d}"
    return nine + check_digit(nine)


@st.composite
def personal_numbers(draw: st.DrawFn) -> str:
    """Digits of the shape of a personal or co-ordination number, with any last digit: nobody's, made here."""
    year, month = draw(st.integers(0, 99)), draw(st.integers(1, 12))
    day = draw(st.integers(1, 31)) + draw(st.sampled_from([0, 60]))
    return f"{year:02d}{month:02d}{day:02d}{draw(st.integers(0, 9999)):04d}"


@given(
    organisation_numbers(),
    st.sampled_from(
        [
            "{0}{1}",
            "{0}-{1}",
            "16{0}{1}",
            "16{0}-{1}",
            "SE{0}{1}01",
            " {0} {1} ",
            "{0}\u2013{1}",
            "{0}\u00a0{1}",
            "{0}\u200b{1}",
        ]
    ),
)
def test_an_organisation_number_is_known_however_it_is_written(number: str, form: str) -> None:
    written = form.format(number[:6], number[6:])

    assert classify_number(written) is NumberKind.ORGANISATION
    assert normalise_orgnr(written) == number


@given(organisation_numbers(), st.integers(1, 9))
def test_one_wrong_check_digit_is_invalid(number: str, off: int) -> None:
    wrong = number[:9] + str((int(number[9]) + off) % 10)

    assert classify_number(wrong) is NumberKind.INVALID
    assert normalise_orgnr(wrong) is None


@given(
    personal_numbers(),
    st.sampled_from(
        [
            "{0}{1}",
            "{0}-{1}",
            "{0}+{1}",
            "19{0}{1}",
            "19{0}-{1}",
            "20{0}{1}",
            "SE{0}{1}01",
            " {0} - {1} ",
            "{0}\u2212{1}",
        ]
    ),
)
def test_every_number_that_could_be_a_person_is_a_person(number: str, form: str) -> None:
    written = form.format(number[:6], number[6:])

    assert classify_number(written) is NumberKind.PERSON
    assert normalise_orgnr(written) is None


@pytest.mark.parametrize("text", ["", "***", "******-****", "personuppgift", "[innehåller personuppgifter]", "-"])
def test_masks_are_masks(text: str) -> None:
    assert classify_number(text) is NumberKind.MASKED


@pytest.mark.parametrize("text", ["DE123456789", "NO 987654321 MVA", "FI12345678"])
def test_foreign_vat_numbers_are_foreign(text: str) -> None:
    assert classify_number(text) is NumberKind.FOREIGN


@pytest.mark.parametrize("text", ["12345", "1" * 40, "okänt nummer", "٥٥٦٧٨٩١٢٣٤", "0000000000", "5561-23"])
def test_what_is_none_of_these_is_invalid(text: str) -> None:
    assert classify_number(text) is NumberKind.INVALID
    assert normalise_orgnr(text) is None


@given(st.text(max_size=30))
def test_any_text_gets_a_kind_and_only_organisations_a_number(text: str) -> None:
    kind = classify_number(text)

    assert (normalise_orgnr(text) is not None) == (kind is NumberKind.ORGANISATION)
