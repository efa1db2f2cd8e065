import json
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.errors import SvangrumError
from svangrum.core.persons import MASK, personal_numbers, redacted, refuse_persons
from tests.core.test_orgnr import check_digit, organisation_numbers

FORMS = (
    "{century}{date}-{last}",
    "{century}{date}{last}",
    "{century}{date} {last}",
    "{date}-{last}",
    "{date}+{last}",
    "{date}{last}",
    "{date} {last}",
    "{date} - {last}",
    "{date}_{last}",
    "{date}--{last}",
    "{date}\u2013{last}",
    "{date}\u2011{last}",
    "{date}\u2212{last}",
    "{date}\u00a0{last}",
    "{date}\u2009-\u2009{last}",
    "{date}\u00ad{last}",
    "{date}\u200b-\u200b{last}",
    "{century}{year}-{month}-{day}-{last}",
    "{year} {month} {day} {last}",
    "{century}{year} {month} {day} - {last}",
    "SE{date}{last}01",
    "SE {date}{last}01",
)
PLACES = (
    "{}",
    "Ring {} om bilen.",
    "pnr:{}",
    "({})",
    "anna{}@example.se",
    "cv_{}.pdf",
    "/scan/{}/intyg.pdf",
    "1,{},kvinna",
    "nr {}, lön 25 000",
    "född 12/3: {}.",
    "850101-0000 {}",
    "\u202e{}\u202c",
    '{{"note":"rad\\n{}"}}',
)
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@st.composite
def parts(draw: st.DrawFn) -> dict[str, str]:
    """A made-up number, right by its check digit, in its parts: nobody's."""
    century = draw(st.sampled_from(["18", "19", "20"]))
    year, month = f"{draw(st.integers(0, 99)):02d}", f"{draw(st.integers(1, 12)):02d}"
    day = f"{draw(st.integers(1, 31)) + draw(st.sampled_from([0, 60])):02d}"
    serial = f"{draw(st.integers(0, 999)):03d}"
    date = year + month + day
    last = serial + check_digit(date + serial)
    return {"century": century, "year": year, "month": month, "day": day, "date": date, "last": last}


@given(parts(), st.sampled_from(FORMS), st.sampled_from(PLACES))
def test_every_number_in_every_usual_form_and_place_is_found(number, form, place):
    text = place.format(form.format(**number))

    assert len(personal_numbers(text)) == 1
    assert personal_numbers(redacted(text)) == []
    assert number["last"] not in redacted(text).replace("0000", "")
    with pytest.raises(SvangrumError, match=r"text\.person"):
        refuse_persons([text])


@given(parts())
def test_digits_of_another_width_are_digits(number):
    assert personal_numbers(f"{number['date']}-{number['last']}".translate(WIDE)) == [
        f"{number['date']}-{number['last']}"
    ]


@given(
    organisation_numbers(),
    st.sampled_from(["{0}-{1}", "{0}{1}", "16{0}{1}", "16{0}-{1}", "SE{0}{1}01", "SE {0}{1}01", "{0} {1}", "{0}–{1}"]),
    st.sampled_from(PLACES),
)
def test_an_organisation_number_is_nobody(number, form, place):
    text = place.format(form.format(number[:6], number[6:]))

    assert personal_numbers(text) == []
    assert redacted(text) == text


@given(
    st.uuids(), st.sampled_from([str, lambda one: one.hex, lambda one: f"/kop/{one}/", lambda one: str(one).upper()])
)
def test_a_random_name_never_raises(name, form):
    refuse_persons([form(name), {"purchase": form(name)}, json.dumps([form(name)])])


@pytest.mark.parametrize("name", ["19850101-1236-4abc-8def-0123456789ab", "abcdef01-8501-4123-8501-850101123685"])
def test_a_random_name_that_looks_like_a_number_never_raises(name):
    refuse_persons([str(uuid.UUID(name))])


@pytest.mark.parametrize(
    "text",
    [
        "070-123 45 67",
        "070 112 12 38",
        "070-1121238",
        "+46701121239",
        "0046 70 112 12 38",
        "tel: 0701121238",
        "Telefon 0101121234",
        "08-123 456 78",
        "90910000-9 Städtjänster",
        "KS 2026/00123",
        "2026-11-27 09:15",
        "2026-11-27 0915",
        "2026-11-27--2026-12-31",
        "20261127-20261231",
        "2026-11-27T00:33:49+00:00",
        "TED 120115-2020",
        "https://ted.europa.eu/sv/notice/-/detail/120115-2020",
        "1 201 151 234,50 kr",
        "0.1201151234",
        "bankgiro 123-4567, plusgiro 12 34 56-7",
        "9780123456789",
        "20260115091512",
        "850101-1234",
        "",
    ],
)
def test_what_is_something_else_is_left_alone(text):
    assert personal_numbers(text) == []
    assert redacted(text) == text


def test_a_mobile_number_without_its_word_is_taken_for_somebody():
    """Better to ask once too often."""
    assert personal_numbers("0701121238") == ["0701121238"]


def test_lists_and_mappings_are_searched_and_amounts_are_not():
    refuse_persons([{"value_minor": 8501011236, "facts": [None, True, 1.5, "550101"]}])
    for hidden in ({"a": [{"b": "850101-1236"}]}, {"850101-1236": 1}, ["x", ("850101-1236",)]):
        with pytest.raises(SvangrumError):
            refuse_persons([hidden])


def test_the_error_does_not_repeat_what_it_refuses():
    with pytest.raises(SvangrumError) as raised:
        refuse_persons(["850101-1236"])

    assert "850101" not in repr(raised.value) + str(raised.value.values)


def test_a_log_line_keeps_all_but_the_number():
    assert redacted("a 850101-1236 b SE850101123601 c") == f"a {MASK} b {MASK} c"


@given(st.text())
def test_any_text_is_read(text):
    assert (redacted(text) == text) == (personal_numbers(text) == [])
