"""One cell to one value. A cell that cannot be read raises ``CellError`` with a reason; nothing is guessed."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from svangrum.core.amounts import parse_kronor
from svangrum.core.errors import SvangrumError
from svangrum.core.orgnr import NumberKind, classify_number, normalise_orgnr

if TYPE_CHECKING:
    from svangrum.ingest.tabular import Cell

NOT_STATED = frozenset({"", "-", "uppgift saknas"})
_LONGEST = 2_000
_MOST = 1_000_000
_EARLIEST, _LATEST = 1990, 2100
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_1990, _EXCEL_2101 = 32_874, 73_416
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?")
_WHOLE = re.compile(r"(-?)(\d{1,15})(?:[.,]0*)?")
_CPV = re.compile(r"(\d{8})(?:-\d)?(?:\s.*)?", re.DOTALL)
_LIKE_A_PERSON = re.compile(r"(?<!\d)(?:\d{2})?\d{6}\s?[-+]?\s?\d{4}(?!\d)")
_KINDS = {
    "varor": "varor",
    "tjänster": "tjanster",
    "byggentreprenader": "byggentreprenad",
    "byggentreprenad": "byggentreprenad",
}
_FORMS = {"kontrakt": "contract", "ramavtal": "framework"}
_SIZES = {"mikro": "mikro", "små": "sma", "litet": "sma", "medel": "medelstora", "stor": "stora"}
_YES = frozenset({"true", "ja", "1"})
_NO = frozenset({"false", "nej", "0"})
_NO_PREFIXES = ("inte ", "inga ", "ej ")
_SNI = {"section": r"[A-U]", "division": r"\d{2}", "group": r"\d{3}", "class": r"\d{4}", "subclass": r"\d{4,5}"}


class CellError(ValueError):
    """A cell that cannot be read. ``reason`` has words: ``ingest.refusal.<reason>``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_text(cell: Cell) -> str | None:
    """The text without surrounding space; None where nothing is stated."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell).strip()
    if text.casefold() in NOT_STATED:
        return None
    if len(text) > _LONGEST:
        raise CellError("cell.too-long")
    return text


def read_public_text(cell: Cell) -> str | None:
    """A title or name. One that holds a personal number raises ``cell.person``."""
    text = read_text(cell)
    if text is not None and holds_personal_number(text):
        raise CellError("cell.person")
    return text


def holds_personal_number(text: str) -> bool:
    numbers = (match.group() for match in _LIKE_A_PERSON.finditer(text))
    return any(classify_number(number) is NumberKind.PERSON for number in numbers)


def read_orgnr(cell: Cell) -> str | None:
    """Ten digits. A person's number raises ``cell.person``, a masked one ``cell.masked``."""
    text = read_text(cell)
    if text is None:
        return None
    kind = classify_number(text)
    if kind is NumberKind.PERSON:
        raise CellError("cell.person")
    if kind is NumberKind.MASKED:
        raise CellError("cell.masked")
    number = normalise_orgnr(text)
    if number is None:
        raise CellError("cell.not-orgnr")
    return number


def read_code(cell: Cell) -> str | None:
    """The source's own word as a code: ``Öppet förfarande`` → ``oppet-forfarande``."""
    text = read_text(cell)
    if text is None:
        return None
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or None


def read_kind(cell: Cell) -> str | None:
    """``law.purchase.Kind``'s value."""
    return _from_words(cell, _KINDS)


def read_contract_form(cell: Cell) -> str | None:
    """``contract`` or ``framework``."""
    return _from_words(cell, _FORMS)


def _from_words(cell: Cell, known: dict[str, str]) -> str | None:
    text = read_text(cell)
    if text is None:
        return None
    try:
        return known[text.casefold()]
    except KeyError as error:
        raise CellError("cell.unknown-word") from error


def read_size(cell: Cell) -> str | None:
    """``Medelstora företag``, ``Medelstort företag (50-249 anställda)`` → ``medelstora``."""
    text = read_text(cell)
    if text is None:
        return None
    for beginning, code in _SIZES.items():
        if text.casefold().startswith(beginning):
            return code
    raise CellError("cell.unknown-word")


def read_legal_basis(cell: Cell) -> str | None:
    """``Direktiv 2014/24/EU`` → ``2014/24/EU``."""
    text = read_text(cell)
    return text.removeprefix("Direktiv ").strip() if text else None


def read_cpv(cell: Cell) -> str | None:
    """Eight digits, from ``90911200 Städning`` or ``90911200-8``."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and float(cell).is_integer():
        cell = f"{int(cell):08d}"
    text = read_text(cell)
    if text is None:
        return None
    match = _CPV.fullmatch(text)
    if match is None:
        raise CellError("cell.not-cpv")
    return match[1]


def read_flag(cell: Cell, *, header: str) -> bool | None:
    """Yes or no: ``True``, ``Ja``, the column's own words; ``False``, ``Nej``, ``Inte direktivstyrd``."""
    text = read_text(cell)
    if text is None:
        return None
    said = text.casefold()
    if said in _YES or said == header.casefold():
        return True
    if said in _NO or said.startswith(_NO_PREFIXES):
        return False
    raise CellError("cell.unknown-word")


def read_day(cell: Cell) -> date | None:
    """A day, from a date cell, ISO text or Excel's day number. The local day is kept."""
    if isinstance(cell, datetime):
        return _sensible(cell.date())
    if isinstance(cell, date):
        return _sensible(cell)
    if isinstance(cell, float) and _EXCEL_1990 <= cell < _EXCEL_2101:
        return _EXCEL_EPOCH + timedelta(days=int(cell))
    text = read_text(cell)
    if text is None:
        return None
    match = _DAY.fullmatch(text)
    try:
        return _sensible(date.fromisoformat(match[1] if match else text))
    except ValueError as error:
        raise CellError("cell.not-a-date") from error


def _sensible(day: date) -> date:
    if not _EARLIEST <= day.year <= _LATEST:
        raise CellError("cell.not-a-date")
    return day


def read_year(cell: Cell) -> int | None:
    number = read_whole(cell)
    if number is not None and not _EARLIEST <= number <= _LATEST:
        raise CellError("cell.not-a-year")
    return number


def read_whole(cell: Cell) -> int | None:
    """A whole number of things, from nought to a million."""
    if isinstance(cell, bool):
        raise CellError("cell.not-whole")
    if isinstance(cell, float) and not math.isfinite(cell):
        raise CellError("cell.not-whole")
    text = re.sub(r"\s", "", read_text(cell) or "")
    if not text:
        return None
    match = _WHOLE.fullmatch(text)
    if match is None:
        raise CellError("cell.not-whole")
    number = int(match[2])
    if match[1] and number:
        raise CellError("cell.negative")
    if number > _MOST:
        raise CellError("cell.too-large")
    return number


def read_ore(cell: Cell) -> int | None:
    """Kronor to whole öre."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _ore_from_number(cell)
    text = read_text(cell)
    if text is None:
        return None
    try:
        return parse_kronor(text, field="value").minor
    except SvangrumError as error:
        raise CellError(f"cell.{error.code}") from error


def _ore_from_number(kronor: float) -> int:
    if not math.isfinite(kronor):
        raise CellError("cell.money.unreadable")
    if kronor < 0:
        raise CellError("cell.money.negative")
    if kronor >= 1e13:
        raise CellError("cell.money.too-large")
    return int((Decimal(repr(kronor)) * 100).to_integral_value())


def read_sni(cell: Cell, *, level: str) -> str | None:
    """The code of one level of SNI 2007: ``71121 Tekniska konsultbyråer …`` → ``71121``.

    The words are left: in the source some belong to another code (71 is called iron ore mines). The source drops
    the first nought of a subclass: ``2102 Skogsskötselföretag`` is 02102.
    """
    text = read_text(cell)
    if text is None or text.casefold() == "0 uppgift saknas":
        return None
    match = re.match(rf"({_SNI[level]})(?:\s|$)", text)
    if match is None:
        raise CellError("cell.unknown-word")
    return match[1].zfill(5) if level == "subclass" else match[1]
