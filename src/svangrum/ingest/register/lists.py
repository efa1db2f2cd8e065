"""A list of enterprises as somebody keeps it: any names of columns, any encoding, titles above the header.

What comes out holds no number of a person, and no row about one. Which column means what is guessed, by its name and by
what stands in it; a person corrects the guess.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from svangrum.core.codes import cpv_table, municipalities
from svangrum.core.errors import SvangrumError
from svangrum.core.orgnr import NumberKind, classify_number
from svangrum.core.persons import redacted
from svangrum.ingest.privacy import has_entity_mark
from svangrum.ingest.register.people import covered, is_about_people, is_persons_row
from svangrum.ingest.tabular import sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from svangrum.ingest.tabular import Cell, Sheet

MOST_ROWS = 2_000
MOST_COLUMNS = 120
LONGEST_CELL = 2_000
_SEARCHED = 30
"""The header is one of the first rows that say something, so many."""
_LOOKED_AT = 200
"""So many rows tell what stands in a column."""


class Meaning(StrEnum):
    """What a column of a list can be read as."""

    ORGNR = "orgnr"
    NAME = "name"
    OFFERS = "offers"
    CPV = "cpv"
    PLACES = "places"
    EMAIL = "email"


_NAMES: Mapping[Meaning, tuple[str, ...]] = {
    Meaning.ORGNR: (
        *("organisationsnummer", "orgnr", "orgnummer", "organisationsnr", "orgno", "peorgnr", "företagsnummer"),
        *("organizationnumber", "organisationnumber", "leverantörid", "leverantörensorgnr", "companynumber"),
    ),
    Meaning.NAME: (
        *("namn", "företag", "företagsnamn", "företagetsnamn", "leverantör", "leverantörsnamn", "leverantörensnamn"),
        *(
            "organisation",
            "organisationsnamn",
            "bolag",
            "firma",
            "namnpåföretag",
            "socialtföretag",
            "asf",
            "företagare",
        ),
        *("name", "company", "companyname", "supplier", "suppliername", "enterprise"),
    ),
    Meaning.OFFERS: (
        *("verksamhet", "verksamheter", "bransch", "branscher", "tjänst", "tjänster", "varorochtjänster", "erbjuder"),
        *("utbud", "produkter", "verksamhetsområde", "verksamhetsområden", "beskrivning", "verksamhetsbeskrivning"),
        *("vad", "tjänsterochprodukter", "produkterochtjänster", "services", "offers", "industry", "description"),
    ),
    Meaning.CPV: ("cpv", "cpvkod", "cpvkoder", "cpvcode", "cpvcodes"),
    Meaning.PLACES: (
        *("kommun", "kommuner", "ort", "orter", "postort", "verkari", "leveransområde", "område", "geografi", "plats"),
        *("municipality", "municipalities", "place", "places", "stad", "ortkommun", "kommunort"),
    ),
    Meaning.EMAIL: (
        *("epost", "epostadress", "mejl", "mejladress", "mail", "mailadress", "email", "emailaddress"),
        *("kontaktepost", "epostkontakt", "kontaktmail", "kontaktmejl"),
    ),
}
_MEANINGS = {name: meaning for meaning, names in _NAMES.items() for name in names}


@dataclass(frozen=True)
class EnterpriseList:
    """A list that holds no person. ``header`` has one name for each column, empty for one that has none.

    ``rows`` are the row's number, as a program that opens the file shows it, and its cells, as many as the header's.
    ``refused`` are the rows that did not come along, each with its reason: ``person``, ``cells``.
    """

    path: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    refused: tuple[tuple[int, str], ...]

    def column(self, place: int) -> str:
        """What the column is called, and where in the file it stands: ``Ort``, or ``F`` for one without a name."""
        return self.header[place] or letters(place)

    def samples(self, place: int, most: int = 3) -> tuple[str, ...]:
        """The first different things that stand in the column."""
        return tuple(islice(dict.fromkeys(cells[place] for _, cells in self.rows if cells[place]), most))


def read_list(content: bytes, *, path: str) -> EnterpriseList:
    """The rows of the sheet that looks most like a list of enterprises.

    Raises as ``tabular.sheets``, and ``SvangrumError`` ``list.no-rows``, ``list.too-long`` and ``list.too-wide``.
    """
    read = [_read(sheet, path) for sheet in sheets(content, path=path, header_within=_SEARCHED)]
    best = max(read, key=lambda rows: (_likeness(rows), len(rows)), default=[])
    header, rows = _below_header(best)
    if not rows:
        raise SvangrumError("list.no-rows", field="file")
    width = max(len(header), *(_width(cells) for _, cells in rows)) if not any(header) else len(header)
    if width > MOST_COLUMNS:
        raise SvangrumError("list.too-wide", field="file", most=MOST_COLUMNS)
    return _covered(path, _padded(header, width), rows)


def guessed(found: EnterpriseList) -> dict[Meaning, int]:
    """Which column is read as what: by its name first, and then by what stands in it. Each column once."""
    columns: dict[Meaning, int] = {}
    for place, name in enumerate(found.header):
        meaning = _MEANINGS.get(_plain(name))
        if meaning is not None:
            columns.setdefault(meaning, place)
    for meaning, says in _SAYS.items():
        if meaning not in columns:
            said = _place_of(found, says, taken=columns.values())
            if said is not None:
                columns[meaning] = said
    return columns


def letters(place: int) -> str:
    """The column's letters in a spreadsheet: 0 is ``A``, 26 ``AA``."""
    named = ""
    while place >= 0:
        place, last = divmod(place, 26)
        named = chr(ord("A") + last) + named
        place -= 1
    return named


def _read(sheet: Sheet, path: str) -> list[tuple[int, list[str]]]:
    most = MOST_ROWS + _SEARCHED
    rows = [(number, [_text(cell) for cell in row]) for number, row in islice(sheet.rows, most + 1)]
    if len(rows) > most:
        raise SvangrumError("list.too-long", field="file", path=path, most=MOST_ROWS)
    return [(number, cells) for number, cells in rows if any(cells)]


def _text(cell: Cell) -> str:
    """A cell as one line of text; what is longer than any cell should be is cut, and refused when it is read."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    shown = "".join(one if unicodedata.category(one) != "Cc" else " " for one in str(cell)[: LONGEST_CELL + 1])
    return " ".join(shown.split())


def _likeness(rows: list[tuple[int, list[str]]]) -> int:
    return max((_known(cells) for _, cells in rows[:_SEARCHED]), default=0)


def _known(cells: Iterable[str]) -> int:
    """How many meanings the cells name."""
    return len({_MEANINGS[name] for name in map(_plain, cells) if name in _MEANINGS})


def _below_header(rows: list[tuple[int, list[str]]]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header, empty names when there is none, and the rows below it."""
    first = rows[:_SEARCHED]
    if not first:
        return [], []
    widest = max(_filled(cells) for _, cells in first)
    best = max(range(len(first)), key=lambda at: (_known(first[at][1]), _filled(first[at][1]) * 2 > widest, -at))
    cells = first[best][1]
    if any(_is_number(cell) for cell in cells):
        return [], [row for row in rows if 2 * _filled(row[1]) > widest or any(map(_is_number, row[1]))]
    return cells[: _width(cells)], rows[best + 1 :]


def _is_number(cell: str) -> bool:
    return classify_number(cell) in {NumberKind.ORGANISATION, NumberKind.PERSON}


def _filled(cells: Sequence[str]) -> int:
    return sum(map(bool, cells))


def _width(cells: Sequence[str]) -> int:
    """Up to the last cell that says something."""
    return max((place + 1 for place, cell in enumerate(cells) if cell), default=0)


def _covered(path: str, header: tuple[str, ...], rows: list[tuple[int, list[str]]]) -> EnterpriseList:
    numbers = {place for place in range(len(header)) if _holds_numbers(header[place], rows, place)}
    names = {place for place, name in enumerate(header) if _MEANINGS.get(_plain(name)) is Meaning.NAME}
    people = {place for place, name in enumerate(header) if is_about_people(name)} - numbers - names
    kept, refused = [], []
    for number, cells in rows:
        if is_persons_row(cells, numbers=numbers, names=names):
            refused.append((number, "person"))
        elif _width(cells) > len(header):
            refused.append((number, "cells"))
        else:
            kept.append((number, covered(_padded(cells, len(header)), people)))
    if len(kept) > MOST_ROWS:
        raise SvangrumError("list.too-long", field="file", path=path, most=MOST_ROWS)
    return EnterpriseList(path, tuple(map(redacted, header)), tuple(kept), tuple(refused))


def _holds_numbers(name: str, rows: list[tuple[int, list[str]]], place: int) -> bool:
    """Whether a column holds organisation numbers, as it is named or as it looks."""
    if _MEANINGS.get(_plain(name)) is Meaning.ORGNR:
        return True
    there = [cells[place] for _, cells in rows[:_LOOKED_AT] if place < len(cells) and cells[place]]
    numbers = sum(map(_is_number, there))
    valid = any(classify_number(cell) is NumberKind.ORGANISATION for cell in there)
    return valid and 2 * numbers >= len(there)


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells[:width], *[""] * (width - len(cells)))


def _plain(name: str) -> str:
    """A name of a column as it is compared: ``Org.nr*`` and ``ORG-NR`` are ``orgnr``."""
    return re.sub(r"[^a-zåäö0-9]", "", unicodedata.normalize("NFC", name).casefold())


def _place_of(found: EnterpriseList, says: Callable[[str], bool], *, taken: Iterable[int]) -> int | None:
    """The column, not taken, most of whose cells say it; none where that is fewer than half of them."""
    shares = {place: _share(found, place, says) for place in range(len(found.header)) if place not in set(taken)}
    best = max(shares, key=lambda place: (shares[place], -place), default=None)
    return best if best is not None and shares[best] >= 0.5 else None


def _share(found: EnterpriseList, place: int, says: Callable[[str], bool]) -> float:
    there = [cells[place] for _, cells in found.rows[:_LOOKED_AT] if cells[place]]
    return sum(map(says, there)) / len(there) if there else 0.0


def _says_orgnr(cell: str) -> bool:
    return classify_number(cell) is NumberKind.ORGANISATION


def _says_cpv(cell: str) -> bool:
    return cell[:8] in cpv_table()


def _says_email(cell: str) -> bool:
    return "@" in cell


def _says_place(cell: str) -> bool:
    return cell.casefold() in _place_names()


@cache
def _place_names() -> frozenset[str]:
    return frozenset(name.casefold() for one in municipalities() for name in (one.short, one.name))


_SAYS: Mapping[Meaning, Callable[[str], bool]] = {
    Meaning.ORGNR: _says_orgnr,
    Meaning.CPV: _says_cpv,
    Meaning.EMAIL: _says_email,
    Meaning.PLACES: _says_place,
    Meaning.NAME: has_entity_mark,
}
