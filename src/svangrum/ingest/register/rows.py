"""The rows of a list as enterprises, by the columns that a person has confirmed; a row that is none says why."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from svangrum.core.codes import cpv_table, municipalities
from svangrum.core.orgnr import NumberKind, classify_number, normalise_orgnr
from svangrum.core.persons import personal_numbers
from svangrum.ingest.register.lists import LONGEST_CELL, Meaning
from svangrum.ingest.register.people import function_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from svangrum.ingest.register.lists import EnterpriseList

LONGEST_NAME = 200
LONGEST_WORDS = 200
MOST_OFFERS = 20
_PARTS = re.compile(r"[;,/|\n]|\s&\s|\soch\s")
_CPV = re.compile(r"(?<!\d)(\d{8})(?:-\d)?(?!\d)", re.ASCII)
_TEN_DIGITS = re.compile(r"\d{10}", re.ASCII)


@dataclass(frozen=True)
class Offer:
    """``cpv`` is empty where the list has words alone, and ``words`` where it has a code alone."""

    cpv: str
    words: str


@dataclass(frozen=True)
class ListedRow:
    """One enterprise as a list has it. ``orgnr`` is ten digits, none where the list has no number.

    ``places`` are codes of municipalities. ``left`` is what could not be read, by meaning: it is shown, not kept.
    """

    row: int
    orgnr: str | None
    name: str
    offers: tuple[Offer, ...] = ()
    places: tuple[str, ...] = ()
    email: str = ""
    left: tuple[tuple[Meaning, str], ...] = ()


@dataclass(frozen=True)
class RefusedRow:
    """``reason`` has words: ``list.refused.<reason>``. ``other`` is the row it is about, where there is one."""

    row: int
    reason: str
    other: int | None = None


@dataclass(frozen=True)
class ReadList:
    """``repeated`` counts rows that told of an enterprise that stands above them: they are one with it."""

    rows: tuple[ListedRow, ...]
    refused: tuple[RefusedRow, ...]
    repeated: int = 0


@dataclass
class _Reading:
    rows: dict[str | int, ListedRow] = field(default_factory=dict)
    refused: list[RefusedRow] = field(default_factory=list)
    repeated: int = 0


def read_rows(found: EnterpriseList, columns: Mapping[Meaning, int]) -> ReadList:
    """Every row is an enterprise, one with an earlier row, or refused."""
    reading = _Reading(refused=[RefusedRow(number, reason) for number, reason in found.refused])
    for number, cells in found.rows:
        _take(reading, number, {meaning: cells[place] for meaning, place in columns.items()})
    refused = sorted(reading.refused, key=lambda one: one.row)
    return ReadList(tuple(reading.rows.values()), tuple(refused), reading.repeated)


def _take(reading: _Reading, number: int, cells: Mapping[Meaning, str]) -> None:
    reason = _wrong(cells)
    if reason is not None:
        reading.refused.append(RefusedRow(number, reason))
        return
    row = _row(number, cells)
    key = row.orgnr or row.name.casefold()
    above = reading.rows.get(key)
    if above is None:
        reading.rows[key] = row
    elif above.name.casefold() == row.name.casefold():
        reading.rows[key] = _together(above, row)
        reading.repeated += 1
    else:
        reading.refused.append(RefusedRow(number, "number-twice", above.row))


def _wrong(cells: Mapping[Meaning, str]) -> str | None:
    """Why the row is no enterprise."""
    if any(len(cell) > LONGEST_CELL for cell in cells.values()):
        return "too-long"
    name, orgnr = cells.get(Meaning.NAME, ""), cells.get(Meaning.ORGNR, "")
    if not name:
        return "no-name" if orgnr else "empty"
    if len(name) > LONGEST_NAME:
        return "name-long"
    # A column may be read as something else than it was taken for when people were covered
    if personal_numbers(f"{name} {orgnr}"):
        return "person"
    return _wrong_number(orgnr) if _is_stated(orgnr) else None


def _is_stated(orgnr: str) -> bool:
    return bool(orgnr.strip(" -")) and orgnr.casefold() not in {"saknas", "uppgift saknas", "okänt", "n/a"}


def _wrong_number(orgnr: str) -> str | None:
    kind = classify_number(orgnr)
    if kind is NumberKind.ORGANISATION:
        return "estate" if (normalise_orgnr(orgnr) or "").startswith("1") else None
    if kind in {NumberKind.PERSON, NumberKind.MASKED}:
        return "person"
    if kind is NumberKind.FOREIGN:
        return "foreign"
    return "check-digit" if _TEN_DIGITS.fullmatch(re.sub(r"\D", "", orgnr)[-10:]) else "not-orgnr"


def _row(number: int, cells: Mapping[Meaning, str]) -> ListedRow:
    name, left = cells[Meaning.NAME], []
    offers, unknown = _offers(cells.get(Meaning.OFFERS, ""), cells.get(Meaning.CPV, ""))
    left += [(Meaning.CPV, one) for one in unknown]
    places, unknown = _places(cells.get(Meaning.PLACES, ""))
    left += [(Meaning.PLACES, one) for one in unknown]
    written = cells.get(Meaning.EMAIL, "")
    email = function_address(written, name) or ""
    if written and not email:
        left.append((Meaning.EMAIL, ""))
    return ListedRow(
        row=number,
        orgnr=normalise_orgnr(cells.get(Meaning.ORGNR, "")),
        name=name,
        offers=offers,
        places=places,
        email=email,
        left=tuple(left),
    )


def _together(above: ListedRow, below: ListedRow) -> ListedRow:
    """One enterprise in two rows: what both say it offers, and where."""
    return replace(
        above,
        offers=tuple(dict.fromkeys((*above.offers, *below.offers)))[:MOST_OFFERS],
        places=tuple(dict.fromkeys((*above.places, *below.places))),
        email=above.email or below.email,
        left=tuple(dict.fromkeys((*above.left, *below.left))),
    )


def _offers(words: str, codes: str) -> tuple[tuple[Offer, ...], list[str]]:
    """Each code with the words, when there is one code alone; else codes and words apart. And codes there are not."""
    stated = list(dict.fromkeys(_CPV.findall(codes)))
    known = [code for code in stated if code in cpv_table()]
    parts = [part[:LONGEST_WORDS] for part in _parted(words)]
    unknown = [code for code in stated if code not in cpv_table()] or ([codes] if codes and not stated else [])
    if len(known) == 1 and parts:
        return (Offer(known[0], ", ".join(parts)[:LONGEST_WORDS]),), unknown
    offers = [*(Offer(code, "") for code in known), *(Offer("", part) for part in parts)]
    return tuple(offers[:MOST_OFFERS]), unknown


def _places(text: str) -> tuple[tuple[str, ...], list[str]]:
    """Codes of the municipalities that are named, those of a county when it is; and what is neither."""
    found: list[str] = []
    unknown = []
    for part in _parted(text):
        codes = _municipalities().get(part.casefold())
        if codes is None:
            unknown.append(part)
        else:
            found += codes
    return tuple(dict.fromkeys(found)), unknown


def _parted(text: str) -> Iterator[str]:
    return (part.strip() for part in _PARTS.split(text) if part.strip())


@cache
def _municipalities() -> Mapping[str, tuple[str, ...]]:
    """Codes by code, name, short name and county, all in small letters; a municipality goes before its county."""
    named: dict[str, tuple[str, ...]] = {}
    counties: dict[str, list[str]] = defaultdict(list)
    for one in municipalities():
        counties[(one.county or one.short).casefold()].append(one.code)
        named |= dict.fromkeys((one.code, one.name.casefold(), one.short.casefold()), (one.code,))
    return {name: tuple(codes) for name, codes in counties.items()} | named
