"""Files as rows with the numbers people see, and files that cannot be."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from typing import TYPE_CHECKING

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.ingest import bounds
from svangrum.ingest.tabular import Sheet, read_bytes, sheets
from tests.ingest.workbooks import archive, workbook

if TYPE_CHECKING:
    from pathlib import Path


def only(content: bytes, path: str = "tabell.csv") -> Sheet:
    (sheet,) = sheets(content, path=path)
    return sheet


def refused(content: bytes, path: str) -> SvangrumError:
    with pytest.raises(SvangrumError) as caught:
        read_all(content, path)
    return caught.value


def read_all(content: bytes, path: str) -> None:
    for sheet in sheets(content, path=path):
        list(sheet.rows)


def test_a_workbook_keeps_the_numbers_of_its_rows() -> None:
    content = workbook([["", ""], ["a", "b"], ["", ""], ["1", 2.5], ["", True]])

    sheet = only(content, "tabell.xlsx")

    assert sheet.name == "data"
    assert list(sheet.rows) == [(2, ["a", "b"]), (4, ["1", 2.5]), (5, ["", True])]


def test_what_a_file_is_called_does_not_matter() -> None:
    assert only(workbook([["a"]]), "tabell.csv").name == "data"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_finds_its_separator(separator: str) -> None:
    text = '"Antal anbud, Summa"S"År"\n1S2021\n'.replace("S", separator).replace(f"{separator}umma", "Summa")

    assert [row for _, row in only(text.encode()).rows] == [["Antal anbud, Summa", "År"], ["1", "2021"]]


def test_a_first_line_without_end_is_told_and_not_read() -> None:
    assert refused(b"a;" + b"x" * 200_000, "tabell.csv").code == "ingest.quotes"


def test_csv_counts_lines_through_broken_cells_and_empty_lines() -> None:
    content = b'a;b\r\n"1\r\n2";3\r\n\r\n;\r\n4;5\r\n'

    assert list(only(content).rows) == [(1, ["a", "b"]), (2, ["1\n2", "3"]), (6, ["4", "5"])]


def test_bare_carriage_returns_end_lines() -> None:
    assert [row for _, row in only(b"a;b\r1;2\r").rows] == [["a", "b"], ["1", "2"]]


def test_a_quotation_mark_that_never_closes_is_told_by_its_row() -> None:
    error = refused(b'a;b\n1;2\n3;"4\n5;6\n', "tabell.csv")

    assert (error.code, error.values["line"]) == ("ingest.quotes", 3)


@pytest.mark.parametrize(
    ("content", "path", "code"),
    [
        (b"", "a.csv", "empty"),
        (b" \r\n ", "a.csv", "empty"),
        (b"inte en arbetsbok", "a.xlsx", "not-xlsx"),
        (archive({"word/document.xml": "<a/>"}), "a.docx", "not-xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xlsx", "old-workbook"),
        (workbook([["a"]])[:300], "a.xlsx", "damaged"),
        (b"\0\1\2", "a.csv", "not-text"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, path: str, code: str) -> None:
    error = refused(content, path)

    assert (error.code, error.values["path"]) == (f"ingest.{code}", path)


def test_a_byte_changed_on_the_way_is_found() -> None:
    content = bytearray(workbook([["a" * 5_000, "b"]]))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as file:
        start = file.getinfo("xl/worksheets/sheet1.xml").header_offset + 60
    content[start] ^= 0xFF

    assert refused(bytes(content), "a.xlsx").code == "ingest.damaged"


@pytest.mark.parametrize("far", ["DA1", "ZZ3", "XFD1", "A500000", "B1048576"])
def test_a_stray_cell_far_out_is_refused_before_memory_is_set_aside_for_it(far: str) -> None:
    content = _with_cell(far)

    assert refused(content, "a.xlsx").code == "ingest.far-cell"


@pytest.mark.parametrize("near", ["CZ1", "A49999"])
def test_cells_just_inside_are_read(near: str) -> None:
    assert list(only(_with_cell(near), "a.xlsx").rows)


def _with_cell(place: str) -> bytes:
    cell = f"<row><c r='{place}' t='inlineStr'><is><t>x</t></is></c></row>"
    with zipfile.ZipFile(io.BytesIO(workbook([["a"]]))) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    return archive({**parts, sheet: parts[sheet].replace("</sheetData>", f"{cell}</sheetData>")})


def test_a_file_that_unfolds_too_far_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_UNFOLDED", 2 << 20)
    content = workbook([["a" * (3 << 20)]])

    assert len(content) < 100_000
    assert refused(content, "a.xlsx").code == "ingest.too-large"


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(SvangrumError) as caught:
        read_bytes(tmp_path)

    assert caught.value.code == "ingest.unreadable"


def test_a_large_csv_file_is_never_one_text() -> None:
    content = ("a;b\n" + "städ – lokalvård;1\n" * 400_000).encode()
    tracemalloc.start()
    try:
        (sheet,) = sheets(content, path="a.csv")
        rows = sum(1 for _ in sheet.rows)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert rows == 400_001
    assert peak < 6 << 20 < len(content)
