"""Small tables in the publisher's two forms, for made-up purchases."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

COMMON: dict[str, Any] = {
    "År": 2021.0,
    "Namn för köpare": "EXEMPELSTADS KOMMUN",
    "Organisationsnummer för köpare": "2120000142",
    "Sektor för köpare": "Kommun",
    "Delsektor för köpare": "Kommun",
    "Juridisk form för köpare": "Kommuner",
    "Upphandlingsslag": "Tjänster",
    "Huvudsaklig CPV-kod": "90911200 Städning av byggnader",
    "Rättslig grund": "Direktiv 2014/24/EU",
    "Direktivstyrd": "False",
    "Förfarande": "Förenklat förfarande",
    "Typ av avtal": "Kontrakt",
    "Upphandlings-ID": "XX1",
    "Upphandlingens titel": "Lokalvård i Exempelstad",
    "Publiceringsdatum": "2021-05-28",
}
FLAGS: dict[str, Any] = {
    "Dynamiskt inköpssystem": "False",
    "Elektronisk auktion": "False",
    "Anbudsområden": "False",
    "Samordnad upphandling": "False",
    "Miljömässigt hållbar upphandling": "",
    "Socialt hållbar upphandling": "",
    "Innovationsupphandling": "",
    "Reserverad upphandling": "False",
    "Reserverat genomförande": "False",
    "Annonsdatabas": "Exempelbasen",
    "Överprövad": "False",
}
SUPPLIER: dict[str, Any] = {
    "Namn för leverantör": "Påhittade Städ AB",
    "Sektor för leverantör": "Privat",
    "Företagsstorlek för leverantör": "Små företag",
    "Juridisk form för leverantör": "Övriga aktiebolag",
    "SNI-Avdelning för leverantör": "N Uthyrning",
    "SNI-Huvudgrupp för leverantör": "81 Fastighetsservice",
    "SNI-Grupp för leverantör": "812 Rengöring",
    "SNI-Undergrupp för leverantör": "8121 Lokalvård",
    "SNI-Detaljgrupp för leverantör": "81210 Lokalvård",
}


def procurement(**changes: Any) -> dict[str, Any]:
    return _changed({**COMMON, **FLAGS, "Antal upphandlingar, Summa": 1.0}, changes)


def lot(**changes: Any) -> dict[str, Any]:
    return _changed({**COMMON, **FLAGS, "Anbudsområdes-ID": "XX1_1", "Antal anbud, Summa": 3.0}, changes)


def winner(**changes: Any) -> dict[str, Any]:
    measure = {"Antal kontrakterade anbud*, Summa": 1.0}
    return _changed({**COMMON, **FLAGS, "Anbudsområdes-ID": "XX1_1", **SUPPLIER, **measure}, changes)


def value(**changes: Any) -> dict[str, Any]:
    return _changed({**COMMON, **FLAGS, "Kontrakterat värde, Summa": 1_200_000.0}, changes)


_SHORT = {
    "id": "Upphandlings-ID",
    "lot": "Anbudsområdes-ID",
    "tenders": "Antal anbud, Summa",
    "won": "Antal kontrakterade anbud*, Summa",
    "kronor": "Kontrakterat värde, Summa",
    "counted": "Antal upphandlingar, Summa",
    "title": "Upphandlingens titel",
    "published": "Publiceringsdatum",
    "buyer": "Namn för köpare",
    "buyer_number": "Organisationsnummer för köpare",
    "buyer_form": "Juridisk form för köpare",
    "name": "Namn för leverantör",
    "form": "Juridisk form för leverantör",
    "number": "Organisationsnummer för leverantör",
    "contract": "Typ av avtal",
    "cpv": "Huvudsaklig CPV-kod",
    "directive": "Direktivstyrd",
    "kind": "Upphandlingsslag",
    "procedure": "Förfarande",
    "reserved": "Reserverad upphandling",
    "year": "År",
}


def _changed(row: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, **{_SHORT.get(name, name): change for name, change in changes.items()}}


def rows_of(records: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """A header row and the records, each with every column of the first."""
    header = list(records[0])
    return [list(header), *([record[name] for name in header] for record in records)]


def workbook(*sheets: Sequence[Sequence[Any]], names: Sequence[str] = ("data", "blad2", "blad3")) -> bytes:
    """An xlsx file with the cells of each sheet, inline as the publisher writes them."""
    used = list(zip(names, sheets, strict=False))
    links = [f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, (name, _) in enumerate(used, 1)]
    parts = {
        "[Content_Types].xml": _content_types(len(used)),
        "_rels/.rels": _relations([("r0", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{"".join(links)}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            [(f"r{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(used) + 1)]
        ),
        **{f"xl/worksheets/sheet{n}.xml": _sheet(rows) for n, (_, rows) in enumerate(used, 1)},
    }
    return archive(parts)


def archive(parts: Mapping[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return held.getvalue()


def _content_types(count: int) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>'
        for n in range(1, count + 1)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>{sheets}</Types>'
    )


def _relations(links: Iterable[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for name, kind, target in links
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _sheet(rows: Sequence[Sequence[Any]]) -> str:
    inner = "".join(f'<row r="{number}">{_cells(row, number)}</row>' for number, row in enumerate(rows, 1))
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{inner}</sheetData></worksheet>'


def _cells(row: Sequence[Any], number: int) -> str:
    return "".join(_cell(cell, f"{column(place)}{number}") for place, cell in enumerate(row))


def _cell(cell: Any, place: str) -> str:
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, int | float):
        return f'<c r="{place}"><v>{cell!r}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'


def column(place: int) -> str:
    """``A`` for 0, ``AA`` for 26."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def csv_text(records: Sequence[Mapping[str, Any]], *, separator: str = ";", line_end: str = "\r\n") -> str:
    held = io.StringIO()
    csv.writer(held, delimiter=separator, lineterminator=line_end).writerows(rows_of(records))
    return held.getvalue()


def write_tables(folder: Path, *, prefix: str = "XX", count: int = 3) -> list[Path]:
    """The four tables of ``count`` made-up procurements, each with two lots, as workbooks in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    ids = [f"{prefix}{number}" for number in range(1, count + 1)]
    lots = [(one, f"{one}_{number}") for one in ids for number in (1, 2)]
    tables = {
        "upphandlingar": [procurement(id=one) for one in ids],
        "anbud": [lot(id=one, lot=lot_id, tenders=float(n % 4)) for n, (one, lot_id) in enumerate(lots)],
        "vinnare": [winner(id=one, lot=lot_id) for one, lot_id in lots],
        "varden": [value(id=one, kronor=1_000.0 * n) for n, one in enumerate(ids)],
    }
    for name, records in tables.items():
        (folder / f"{name}.xlsx").write_bytes(workbook(rows_of(records)))
    return sorted(folder.iterdir())
