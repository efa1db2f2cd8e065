"""An xlsx: every cell, numbers stored as numbers too, the names of sheets, comments, headers and properties."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from svangrum.core.persons import personal_numbers
from svangrum.records.files.checks import markup, office
from svangrum.records.files.checks.passages import Passage, Place

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator, Mapping

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MAIN = "xl/workbook.xml"
_RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TEXTS = frozenset({"si", "is", "p", "text"})
_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{0,20})?([eE][+-]?[0-9]{1,2})?")
_REFERENCE = re.compile(r"s([0-9]{1,9})")


def passages(archive: zipfile.ZipFile) -> Iterator[Passage]:
    """Every text of its parts of XML. Raises ``SvangrumError`` ``file.external`` and ``file.damaged``."""
    sheets = _sheets(archive)
    yield from (Passage(Place("sheet-names"), name) for name in sheets.values())
    persons = _shared_persons(archive)
    for name, sheet in sheets.items():
        yield from _cells(archive, name, sheet, persons)
    for name in filter(office.is_markup, archive.namelist()):
        if name not in sheets:
            yield from _other(archive, name)


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The parts that are sheets, with the name that a reader sees."""
    names = set(archive.namelist())
    if not {_MAIN, _RELATIONSHIPS} <= names:
        return {}
    parts = {one.get("Id"): _part(one.get("Target", "")) for one in office.index(archive, _RELATIONSHIPS)}
    listed = [(parts.get(one.get(_ID)), one.get("name", "")) for one in office.index(archive, _MAIN).iter("{*}sheet")]
    return {part: name for part, name in listed if part in names and "/worksheets/" in part}


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _other(archive: zipfile.ZipFile, name: str) -> Iterator[Passage]:
    words = markup.Words(_TEXTS)
    place = Place("properties" if name.startswith("docProps") else "workbook")
    for text in markup.read_part(archive, name, words):
        yield Passage(place, text)
    office.refuse_bids(words.bids)


def _shared_persons(archive: zipfile.ZipFile) -> Mapping[int, str]:
    """Which of the texts that cells share hold a person's number: the cell that shows one says where it is."""
    if _STRINGS not in archive.namelist():
        return {}
    shared = enumerate(markup.read_part(archive, _STRINGS, _Shared()))
    return {place: text for place, text in shared if personal_numbers(text)}


def _cells(archive: zipfile.ZipFile, name: str, sheet: str, persons: Mapping[int, str]) -> Iterator[Passage]:
    cells = _Cells()
    for found in markup.read_part(archive, name, cells):
        row, _, text = found.partition("\t")
        place = Place("row", {"sheet": sheet, "row": int(row)}) if row else Place("workbook")
        yield Passage(place, _written(text, persons))
    office.refuse_bids(cells.bids)


def _written(text: str, persons: Mapping[int, str]) -> str:
    """The text as searched: a number without its exponent or decimals, a shared text that holds a person's number."""
    reference = _REFERENCE.fullmatch(text)
    if reference:
        return persons.get(int(reference[1]), text)
    return f"{Decimal(text):f}".partition(".")[0] if _NUMBER.fullmatch(text) else text


@dataclass
class _Cells(markup.Words):
    """A target for a sheet: each text after the number of its row and a tab; a shared one as ``s`` and its place."""

    blocks: frozenset[str] = frozenset({"is"})
    row: str = ""
    is_shared: bool = False
    _value: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = markup.local(tag)
        if name == "row":
            self.row = _digits(attributes.get("r", self.row))
        elif name == "c":
            self.row = _digits(attributes.get("r", self.row))
            self.is_shared = attributes.get("t") == "s"
        self._value.clear()
        super().start(tag, attributes)

    def data(self, text: str) -> None:
        super().data(text)
        self._value.append(text)

    def end(self, tag: str) -> None:
        if markup.local(tag) == "v" and self.is_shared:
            self._pieces = ["s", *self._value]
        super().end(tag)

    def found(self, text: str) -> None:
        self.texts.append(f"{self.row}\t{text}")


@dataclass
class _Shared(markup.Words):
    """A target that gives one text for each ``si``, an empty one too: their order is what cells refer to."""

    _parts: list[str] = field(default_factory=list)

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        if markup.local(tag) == "si":
            self._parts.clear()

    def data(self, text: str) -> None:
        self._parts.append(text)

    def end(self, tag: str) -> None:
        if markup.local(tag) == "si":
            self.texts.append("".join(self._parts))

    def comment(self, text: str) -> None:
        """No cell shows one; ``_other`` reads it."""


def _digits(reference: str) -> str:
    """``12`` of ``B12``; empty for what is no reference, or one no sheet can have."""
    found = re.fullmatch(r"[A-Z]{0,3}([0-9]{1,7})", reference)
    return found[1] if found else ""
