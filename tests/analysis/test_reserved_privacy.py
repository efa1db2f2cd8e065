"""What leads to a person is met, and what only looks like it is let in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.analysis.reserved_privacy import holds_contact, holds_personal_number


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(0, 9999), st.sampled_from(["", "-", " ", "+"]))
def test_every_personal_number_is_met(born, last, between):
    written = f"{born:%y%m%d}{between}{last:04}"

    assert holds_personal_number(f"Enligt {written}, som skrev")
    assert holds_personal_number(f"{born:%Y}{written[2:]}")


@pytest.mark.parametrize("text", ["Diarienummer 2021-1234", "212000-0142 svarade", "KA4808", "Värde 1 200 000 kr"])
def test_other_numbers_are_let_in(text):
    assert not holds_personal_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ring 070-123 45 67",
        "0701234567",
        "08-123 456",
        "(08) 12 34 56 78",
        "0910-12 345",
        "+46 70 123 45 67",
        "+33 1 23 45 67 89",
        "0046701234567",
        "Skriv till namn@exempelstad.se",
    ],
)
def test_telephone_numbers_and_addresses_are_met(text):
    assert holds_contact(f"Läste. {text}.")


@pytest.mark.parametrize(
    "text",
    [
        "Diarienummer KS 2021-1234 och 2021/0123-45678",
        "212000-0142",
        "CPV 03111000-2 och 03111000",
        "Den 2021-06-01, 01-02-2021 och 01/02/2021",
        "Avsnitt 2.1.03, sidan 12",
        "Värde 1 200 000 kr",
        "LOU (2016:1145) 4:18",
        "Dnr 0123-2021",
        "KA4808 @ bilaga 3",
    ],
)
def test_what_only_looks_like_it_is_let_in(text):
    assert not holds_contact(text)
