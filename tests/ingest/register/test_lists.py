"""Lists as municipalities and trade bodies have them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svangrum.core.errors import SvangrumError
from svangrum.core.persons import MASK, personal_numbers
from svangrum.ingest.register.lists import MOST_ROWS, Meaning, guessed, letters, read_list
from svangrum.ingest.register.rows import read_rows
from tests.core.test_orgnr import personal_numbers as made_up_persons
from tests.ingest.register.made import HEADER, PERSON, a_file, a_list, a_number, read
from tests.ingest.workbooks import workbook
from tests.records.build import refused

ROW = (a_number(), "Påhittade Städ AB", "Lokalvård", "90911200", "Göteborg", "info@pahittade.example")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_any_encoding_and_separator(encoding: str, separator: str) -> None:
    (row,) = read(a_file([HEADER, ROW], separator, encoding)).rows

    assert (row.orgnr, row.name, row.places) == (a_number(), "Påhittade Städ AB", ("1480",))
    assert [(one.cpv, one.words) for one in row.offers] == [("90911200", "Lokalvård")]
    assert row.email == "info@pahittade.example"


@pytest.mark.parametrize("separator", [";", ","])
def test_a_header_on_row_four(separator: str) -> None:
    above = [["Lista över sociala företag, hösten 2026"], [], ["Framtagen av näringslivskontoret"]]
    found = read_list(a_file([*above, HEADER, ROW], separator), path="lista.csv")

    assert found.header == HEADER
    assert [number for number, _ in found.rows] == [5]


def test_a_workbook_with_89_columns_and_a_first_sheet_of_words() -> None:
    """As a ledger is exported: the columns that matter stand anywhere among the others, numbers as numbers."""
    header = [f"Fält {place}" for place in range(86)]
    header[20:20] = ["Org.nr", "Leverantörsnamn", "Verkar i"]
    cells: list[Any] = ["x"] * 86
    cells[20:20] = [float(a_number()), "Påhittade Städ AB", "Kalix och Luleå"]
    found = read_list(workbook([["Läs detta först"]], [header, cells]), path="reskontra.xlsx")

    assert len(found.header) == 89
    assert guessed(found) == {Meaning.ORGNR: 20, Meaning.NAME: 21, Meaning.PLACES: 22}
    (row,) = read_rows(found, guessed(found)).rows
    assert (row.orgnr, row.places) == (a_number(), ("2514", "2580"))


def test_columns_without_a_header_are_known_by_what_stands_in_them() -> None:
    found = read_list(a_file([ROW, (a_number(1), "Uppdiktade Kaféet ek. för.", "Kafé", "", "Malmö", "")]), path="l.csv")

    assert (found.header, found.column(1)) == (("",) * 6, "B")
    assert guessed(found) == {
        Meaning.ORGNR: 0,
        Meaning.NAME: 1,
        Meaning.CPV: 3,
        Meaning.PLACES: 4,
        Meaning.EMAIL: 5,
    }


def test_the_letters_of_a_column() -> None:
    assert [letters(place) for place in (0, 25, 26, 88, 701, 702)] == ["A", "Z", "AA", "CK", "ZZ", "AAA"]


@pytest.mark.parametrize("written", [f"{a_number()[:6]}-{a_number()[6:]}", f"16{a_number()}", f"SE{a_number()}01"])
def test_a_number_however_it_is_written(written: str) -> None:
    assert read(a_list((written, *ROW[1:]))).rows[0].orgnr == a_number()


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (PERSON, "person"),
        (PERSON.replace("-", ""), "person"),
        ("19811218-9876", "person"),
        ("811218-9870", "person"),
        ("811278-9873", "person"),
        ("[innehåller personuppgifter]", "person"),
        ("******-****", "person"),
        (a_number()[:9] + str((int(a_number()[9]) + 1) % 10), "check-digit"),
        ("4711", "not-orgnr"),
        ("DK12345678", "foreign"),
    ],
)
def test_what_is_no_organisation_is_refused_and_the_rest_stands(number: str, reason: str) -> None:
    found = read(a_list(ROW, (number, "Annat Namn", "", "", "", "")))

    assert [(one.row, one.reason) for one in found.refused] == [(3, reason)]
    assert [row.orgnr for row in found.rows] == [a_number()]


def test_nothing_is_kept_of_a_row_about_a_person() -> None:
    content = a_list(ROW, (PERSON, "Robin Exempels Trädgård", "", "", "", "robin@exempel.example"))

    assert "Robin" not in repr(read_list(content, path="lista.csv"))


def test_columns_about_people_are_emptied() -> None:
    header = ("Orgnr", "Namn", "Kontaktperson", "Telefon", "Kontakt e-post")
    found = read_list(
        a_list((a_number(), "Städ AB", "Robin Exempel", "0701121238", "info@stad.example"), header=header), path="l.csv"
    )

    assert found.rows[0][1] == (a_number(), "Städ AB", "", "", "info@stad.example")


def test_a_personal_number_in_a_text_is_masked_and_the_row_stands() -> None:
    found = read(a_list((a_number(), "Städ AB", f"Lokalvård {PERSON}", "", "", "")))

    assert found.rows[0].offers[0].words == f"Lokalvård {MASK}"


def test_a_number_of_a_voucher_costs_no_row() -> None:
    """2401151238 would be somebody's by its digits; in a ledger it is a voucher, and is masked."""
    header = ("Verifikation", *HEADER)
    found = read_list(a_list(("2401151231", *ROW), header=header), path="l.csv")

    assert found.rows[0][1][1] == a_number()
    assert not personal_numbers(found.rows[0][1][0])


@pytest.mark.parametrize("address", ["robin.exempel@stad.example", "robin@stad.example", "r@stad.example", "ingen"])
def test_an_address_that_may_be_a_persons_is_left(address: str) -> None:
    (row,) = read(a_list((*ROW[:5], address))).rows

    assert (row.email, row.left) == ("", ((Meaning.EMAIL, ""),))


@pytest.mark.parametrize("address", ["Info@Stad.example", "pahittade@post.example", "stad@stad.example"])
def test_an_address_of_a_function_or_of_the_enterprise(address: str) -> None:
    assert read(a_list((*ROW[:5], address))).rows[0].email == address.lower()


def test_rows_of_one_enterprise_are_one() -> None:
    found = read(a_list(ROW, (*ROW[:2], "Fönsterputs", "90911300", "Kungälv", "")))

    assert (len(found.rows), found.repeated) == (1, 1)
    assert found.rows[0].places == ("1480", "1482")
    assert [one.cpv for one in found.rows[0].offers] == ["90911200", "90911300"]


def test_one_number_under_two_names_is_refused_with_the_other_row() -> None:
    found = read(a_list(ROW, (ROW[0], "Helt Annan Firma AB", "", "", "", "")))

    assert [(one.row, one.reason, one.other) for one in found.refused] == [(3, "number-twice", 2)]


def test_places_by_code_name_and_county_and_what_is_none() -> None:
    (row,) = read(a_list((*ROW[:4], "0180, Falu kommun; Gotlands län och Atlantis", ""))).rows

    assert row.places == ("0180", "2080", "0980")
    assert row.left == ((Meaning.PLACES, "Atlantis"),)


def test_offers_without_codes_and_codes_that_are_none() -> None:
    (row,) = read(a_list((*ROW[:2], "Kafé, catering och tvätt", "12345678", "", ""))).rows

    assert [one.words for one in row.offers] == ["Kafé", "catering", "tvätt"]
    assert row.left == ((Meaning.CPV, "12345678"),)


def test_names_alone() -> None:
    found = read(a_list(("Påhittade Städ",), ("Uppdiktade Kaféet",), header=("Namn",)))

    assert [(row.row, row.orgnr, row.name) for row in found.rows] == [
        (2, None, "Påhittade Städ"),
        (3, None, "Uppdiktade Kaféet"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "ingest.empty"),
        (b"Organisationsnummer;Namn\r\n", "list.no-rows"),
        (b"a\0b", "ingest.not-text"),
        (b"PK\x03\x04 broken", "ingest.damaged"),
        (a_list(*[ROW] * (MOST_ROWS + 1)), "list.too-long"),
        (a_file([["x"] * 121, ["y"] * 121]), "list.too-wide"),
    ],
)
def test_a_file_that_is_no_list_says_so(content: bytes, code: str) -> None:
    with refused(code):
        read(content)


CELLS = st.one_of(
    st.text(max_size=20),
    st.sampled_from([PERSON, a_number(), "Städ AB", "Kalmar", "90911200", "-", "*", "info@stad.example"]),
    made_up_persons(),
    made_up_persons().map(lambda digits: f"{digits[:6]}-{digits[6:]}"),
    made_up_persons().map(lambda digits: f"Robin Exempel, 19{digits}"),
)
HEADERS = st.one_of(st.sampled_from([*HEADER, "Personnummer", "Telefon", "Fakturanr", ""]), st.text(max_size=10))


@settings(max_examples=300)
@given(
    st.lists(HEADERS, max_size=6),
    st.lists(st.lists(CELLS, max_size=8), max_size=8),
    st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]),
    st.dictionaries(st.sampled_from(Meaning), st.integers(0, 5)),
)
def test_whatever_is_read_is_told_and_holds_no_personal_number(
    header: list[str], rows: list[list[str]], encoding: str, columns: dict[Meaning, int]
) -> None:
    """Every row is taken, one with another, or refused; or the file is, in words. And nobody's number comes along."""
    try:
        found = read_list(a_file([header, *rows], encoding=encoding), path="lista.csv")
    except SvangrumError:
        return
    here = {meaning: place for meaning, place in columns.items() if place < len(found.header)}
    for mapping in (guessed(found), here):
        told = read_rows(found, mapping)
        assert len(told.rows) + len(told.refused) + told.repeated == len(found.rows) + len(found.refused)
        kept = [text for row in told.rows for text in (row.name, row.email, *(one.words for one in row.offers))]
        assert not [text for text in kept if personal_numbers(text)]
    texts = [*found.header, *(cell for _, cells in found.rows for cell in cells)]
    assert not [text for text in texts if personal_numbers(text)]


@settings(max_examples=300)
@given(st.binary(max_size=300), st.sampled_from(["lista.csv", "lista.xlsx", "lista"]))
def test_any_bytes_are_a_list_or_refused(content: bytes, path: str) -> None:
    try:
        read(content, path)
    except SvangrumError as error:
        assert error.code.startswith(("ingest.", "list."))  # noqa: PT017 - either is an answer
