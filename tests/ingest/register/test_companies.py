"""The official register of companies: what it says, and files that are not as they should be."""

from __future__ import annotations

import tracemalloc
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svangrum.core.errors import SvangrumError
from svangrum.ingest.register.companies import Company, bolagsverket_companies, scb_companies
from tests.ingest.register.bulk import COLUMNS, bolagsverket, company, scb, written, zipped
from tests.ingest.register.made import PERSON, a_number
from tests.records.build import refused

if TYPE_CHECKING:
    from pathlib import Path

ONE, OTHER = a_number(1), a_number(2)
PERSONS = PERSON.replace("-", "")


def silent(_done: int, _total: int) -> None:
    pass


def read(folder: Path, content: bytes, *wanted: str) -> dict[str, Company]:
    return bolagsverket_companies(written(folder, content), wanted or {ONE}, silent).found


def test_what_it_says_of_one_that_is_asked_for(tmp_path: Path) -> None:
    found = read(tmp_path, bolagsverket([company(OTHER), company(ONE, "Uppdiktade Kaféet ek. för.", form="EK-ORGFO")]))

    assert found == {
        ONE: Company("Bolagsverket", ONE, "Uppdiktade Kaféet ek. för.", "economic-association", "active", None)
    }


@pytest.mark.parametrize(
    ("changes", "standing", "since"),
    [
        ({}, "active", None),
        ({"under_way": "LI-AVOMFO$2026-05-21"}, "liquidation", date(2026, 5, 21)),
        ({"under_way": "|LI-AVOMFO$2026-05-21|KK-AVOMFO$Konkurs$2026-06-01"}, "bankrupt", date(2026, 6, 1)),
        ({"under_way": "KK-AVOMFO"}, "bankrupt", None),
        ({"under_way": "FR-AVOMFO$Företagsrekonstruktion$2026-08-17"}, "active", None),
        ({"under_way": "KKUHAVD-AVSLAVOMFO$2026-06-01"}, "active", None),
        ({"ended": "2025-02-03", "under_way": "KK-AVOMFO$2024-01-01"}, "deregistered", date(2025, 2, 3)),
    ],
)
def test_standing(tmp_path: Path, changes: dict[str, str], standing: str, since: date | None) -> None:
    (found,) = read(tmp_path, bolagsverket([company(ONE, **changes)])).values()

    assert (found.standing, found.since) == (standing, since)


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("AB-ORGFO", "limited-company"),
        ("HB-ORGFO", "partnership"),
        ("I-ORGFO", "non-profit-association"),
        ("S-ORGFO", "foundation"),
        ("TSF-ORGFO", "other"),
        ("", ""),
    ],
)
def test_legal_form(tmp_path: Path, code: str, form: str) -> None:
    assert read(tmp_path, bolagsverket([company(ONE, form=code)]))[ONE].form == form


def test_stray_quotation_marks_and_several_names(tmp_path: Path) -> None:
    names = 'Björken Co$FORNAMN_FRSPRAK-ORGNAM$2021-01-01|Kaféet "Björken"; och mer AB$FORETAGSNAMN-ORGNAM$2020-01-02'
    text = 'Bolaget ska driva "kafé"; catering; och "annat".'
    content = bolagsverket([company(ONE, organisationsnamn=names, verksamhetsbeskrivning=text)])

    assert read(tmp_path, content)[ONE].name == 'Kaféet "Björken"; och mer AB'


def test_rows_without_quotation_marks(tmp_path: Path) -> None:
    content = bolagsverket([company(ONE)]).replace(b'"', b"")

    assert read(tmp_path, content)[ONE].name == "Påhittade Städ AB"


def test_a_text_of_several_lines(tmp_path: Path) -> None:
    content = bolagsverket([company(ONE, verksamhetsbeskrivning="Städ\noch annat"), company(OTHER)])

    assert set(read(tmp_path, content, ONE, OTHER)) == {ONE, OTHER}


def test_columns_in_another_order_and_the_other_spelling(tmp_path: Path) -> None:
    content = bolagsverket([company(ONE, under_way="LI-AVOMFO$2026-05-21")], columns=COLUMNS[::-1])
    content = content.replace(b"pagandeAvvecklings", b"pagaendeAvvecklings")

    assert read(tmp_path, content)[ONE].standing == "liquidation"


def test_people_and_estates_are_passed_over(tmp_path: Path) -> None:
    rows = [company(PERSONS, "Robin", "PERSON-IDORG"), company(ONE, "Robins bo", "DODSBO-IDORG")]

    assert read(tmp_path, bolagsverket(rows), ONE, PERSONS) == {}


def test_of_two_rows_the_one_that_is_there_counts(tmp_path: Path) -> None:
    rows = [company(ONE, "Det gamla AB", ended="2020-01-01"), company(ONE, "Det nya AB")]

    assert read(tmp_path, bolagsverket(rows))[ONE].name == "Det nya AB"
    assert read(tmp_path, bolagsverket(rows[::-1]))[ONE].name == "Det nya AB"


def test_a_zip_and_a_mark_at_the_beginning(tmp_path: Path) -> None:
    assert ONE in read(tmp_path, zipped(b"\xef\xbb\xbf" + bolagsverket([company(ONE)])))


def test_a_row_that_cannot_be_read_is_told_and_the_rest_stands(tmp_path: Path) -> None:
    content = bolagsverket([company(OTHER)]) + f'"{ONE}$ORGNR-IDORG";"1"\n'.encode() + bolagsverket([company(ONE)])
    said = bolagsverket_companies(
        written(tmp_path, content[: content.rindex(b"organisationsid")]), {ONE, OTHER}, silent
    )

    assert (set(said.found), said.unread) == ({OTHER}, (3,))


WHOLE = bolagsverket([company(OTHER), company(ONE)])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "companies.no-columns"),
        (b"namn;nummer\n1;2\n", "companies.no-columns"),
        (WHOLE.replace(b"organisationsform;", b"form;", 1), "companies.no-columns"),
        (WHOLE[:-40], "companies.cut"),
        (zipped(WHOLE)[:-30], "companies.damaged"),
        (zipped(WHOLE, "a.txt", "b.txt"), "companies.several"),
        (WHOLE + b"x" * 1_100_000, "companies.not-table"),
        (WHOLE + b"a\0b\n", "companies.not-table"),
        (WHOLE.replace("Påhittade".encode(), "Påhittade".encode("latin-1")), "companies.not-text"),
    ],
)
def test_a_file_that_is_not_whole_or_another_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    with refused(code):
        read(tmp_path, content)


def test_a_zip_whose_content_is_damaged(tmp_path: Path) -> None:
    content = bytearray(zipped(bolagsverket([company(a_number(place)) for place in range(500)])))
    content[200:240] = bytes(40)
    with refused("companies.damaged"):
        read(tmp_path, bytes(content))


def test_no_file(tmp_path: Path) -> None:
    with refused("companies.unreadable"):
        bolagsverket_companies(tmp_path / "none.txt", {ONE}, silent)


def test_scb_has_those_that_bolagsverket_does_not_register(tmp_path: Path) -> None:
    rows = [
        {"PeOrgNr": f"16{ONE}", "Namn": "Kalix kommuns verkstad", "JurForm": "82", "FtgStat": "1"},
        {"PeOrgNr": f"16{OTHER}", "Namn": "Påhittade föreningen", "JurForm": "61", "FtgStat": "9"},
        {"PeOrgNr": f"19{PERSONS}", "Namn": "Robin", "JurForm": "10", "FtgStat": "1"},
    ]
    said = scb_companies(written(tmp_path, scb(rows)), {ONE, OTHER, PERSONS}, silent)

    assert said.found == {
        ONE: Company("SCB", ONE, "Kalix kommuns verkstad", "public-body", "active"),
        OTHER: Company("SCB", OTHER, "Påhittade föreningen", "non-profit-association", ""),
    }


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    rows = [company(a_number(place), verksamhetsbeskrivning="Städning. " * 30) for place in range(30_000)]
    path = written(tmp_path, bolagsverket(rows))
    told: list[tuple[int, int]] = []
    tracemalloc.start()
    bolagsverket_companies(path, {ONE}, lambda done, total: told.append((done, total)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert path.stat().st_size > 10_000_000
    assert peak < 2_000_000
    assert told[-1] == (path.stat().st_size, path.stat().st_size)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=400), st.tuples(st.integers(0, len(WHOLE)), st.binary(max_size=20))))
def test_whatever_the_file_is_it_is_read_or_refused_in_words(
    tmp_path: Path, content: bytes | tuple[int, bytes]
) -> None:
    """Any bytes; and the whole file with anything pasted in anywhere."""
    made = content if isinstance(content, bytes) else WHOLE[: content[0]] + content[1] + WHOLE[content[0] :]
    for read_file in (bolagsverket_companies, scb_companies):
        try:
            said = read_file(written(tmp_path, made), {ONE, OTHER}, silent)
        except SvangrumError as error:
            assert error.code.startswith("companies.")  # noqa: PT017 - either is an answer
        else:
            assert set(said.found) <= {ONE, OTHER}
