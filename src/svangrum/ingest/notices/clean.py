"""Single values as notices write them, into values that can be compared. What cannot be read is None, never a guess."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

from babel.core import get_global

from svangrum.core.orgnr import NumberKind, classify_number, normalise_orgnr
from svangrum.ingest.notices.notice import Amount

WITHHELD = "unpublished"
"""What eForms writes in the place of a code that is kept back (BT-195)."""
_LONGEST_TEXT = 4_000
_LONGEST_CODE = 200
_PUBLICATION = re.compile(r"0*(\d{1,8})-(\d{4})")
_OJ_NUMBER = re.compile(r"(\d{4})/S[ -]?\d{1,3}-0*(\d{1,8})")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:-\d{2})?", re.IGNORECASE)
_PEOPLE = {
    "ES": re.compile(r"(?:ES)?-?(?:\d{8}|[KLMXYZ]-?\d{7})-?[A-Z]"),
    "FI": re.compile(r"\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]"),
    "IT": re.compile(r"(?:IT)?[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]"),
    "RO": re.compile(r"[1-8]\d{12}"),
}
"""How personal numbers are written. A Finnish one has its sign of the century in its place."""
_CPV = re.compile(r"\d{8}")
_NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d+)?")
_COUNTRIES = {"EL": "GR", "1A": "XK", "XKX": "XK", "KOS": "XK"}
"""Codes of the Publications Office that are not ISO's."""
_SIZES = {"micro", "small", "medium", "large", "sme"}


def text(raw: str) -> str | None:
    """Words with single spaces between, at most four thousand characters."""
    words = " ".join(raw.split())[:_LONGEST_TEXT]
    if not words.isprintable():
        words = "".join(letter for letter in words if unicodedata.category(letter) != "Cc")
    return words or None


def code(raw: str) -> str | None:
    """A code without padding; None for an empty one, one that is withheld, and what is no code at all."""
    squeezed = raw.strip()
    known = squeezed and squeezed != WITHHELD and len(squeezed) <= _LONGEST_CODE and squeezed.isprintable()
    return squeezed if known else None


def day(raw: str) -> date | None:
    """The local day of ``2024-01-03+01:00``, ``2024-01-03`` or ``20240103``: no clock is moved."""
    digits = raw.strip()[:10].replace("-", "")[:8]
    if len(digits) != 8 or not digits.isascii() or not digits.isdigit():
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def amount(raw: str, currency: str) -> Amount | None:
    """``1234.5``, ``1 943 078,47`` or ``1,943,078.47`` in hundredths. A negative one stands for a withheld value."""
    if not raw:
        return None
    digits = "".join(raw.split())
    if not _NUMBER.fullmatch(digits):
        digits = _with_point(digits)
        if not _NUMBER.fullmatch(digits):
            return None
    if digits[0] == "-":
        return None
    whole, _, fraction = digits.partition(".")
    hundredths = int(whole) * 100 + int(fraction[:2].ljust(2, "0") or 0) + (fraction[2:3] >= "5")
    return Amount(hundredths, currency.strip().upper()[:3] or None)


def _with_point(digits: str) -> str:
    """The last comma or point with one or two digits after it parts off the decimals; other signs part thousands."""
    head, sign, tail = max((digits.rpartition("."), digits.rpartition(",")), key=lambda parts: len(parts[0]))
    if sign and len(tail) in {1, 2}:
        return head.replace(",", "").replace(".", "") + "." + tail
    return digits.replace(",", "").replace(".", "")


def count(raw: str) -> int | None:
    """A number of things; None for anything but a whole number from nought."""
    digits = raw.strip().removesuffix(".0").removesuffix(".00")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None


def cpv(raw: str) -> str | None:
    """The eight digits, without check digit."""
    found = _CPV.match(raw.strip())
    return found[0] if found else None


def nuts(raw: str) -> str | None:
    squeezed = raw.strip().upper()
    return squeezed if _NUTS.fullmatch(squeezed) else None


def country(raw: str) -> str | None:
    """ISO 3166-1 alpha-2, from alpha-2 or alpha-3. Source of the pairs: Unicode CLDR, territory aliases."""
    return _country(raw) if len(raw) <= _LONGEST_CODE else None


@lru_cache(maxsize=1024)
def _country(raw: str) -> str | None:
    squeezed = raw.strip().upper()
    if squeezed in _COUNTRIES:
        return _COUNTRIES[squeezed]
    alias = get_global("territory_aliases").get(squeezed)
    if alias:
        return str(alias[0])
    return squeezed if len(squeezed) == 2 and squeezed.isalpha() else None


def size(raw: str) -> str | None:
    """The size of an enterprise, as eForms codes it (BT-165)."""
    squeezed = raw.strip().lower()
    return squeezed if squeezed in _SIZES else None


def is_person(raw: str, where: str | None) -> bool:
    """Whether a number is a person's, as far as it can tell: then neither name nor number is kept.

    A personal number of Sweden, Spain, Italy, Finland or Romania, and one that was masked before it was published.
    Where no country is stated any of them counts.
    """
    squeezed = re.sub(r"[\s.]", "", raw).upper()
    if "*" in squeezed:
        return True
    if where in {"SE", None} and classify_number(raw) is NumberKind.PERSON:
        return True
    return any(shape.fullmatch(squeezed) for country, shape in _PEOPLE.items() if where in {country, None})


def organisation(raw: str, where: str | None) -> str | None:
    """An organisation's number: ten digits in Sweden, with or without hyphen; elsewhere as written, without spaces."""
    return _organisation(raw, where) if len(raw) <= _LONGEST_CODE else None


@lru_cache(maxsize=65_536)
def _organisation(raw: str, where: str | None) -> str | None:
    squeezed = "".join(raw.split())
    if not squeezed or squeezed == WITHHELD or not any(letter.isalnum() for letter in squeezed):
        return None
    if where != "SE":
        return squeezed[:60]
    return normalise_orgnr(squeezed)


def notice_number(raw: str) -> str | None:
    """A reference to a notice: ``123456-2024`` for a publication or an OJ number, else a BT-701 with version."""
    return _notice_number(raw) if len(raw) <= _LONGEST_CODE else None


@lru_cache(maxsize=65_536)
def _notice_number(raw: str) -> str | None:
    squeezed = raw.strip()
    published = _PUBLICATION.fullmatch(squeezed)
    if published:
        return f"{published[1]}-{published[2]}"
    in_journal = _OJ_NUMBER.search(squeezed)
    if in_journal:
        return f"{in_journal[2]}-{in_journal[1]}"
    uuid = _UUID.fullmatch(squeezed)
    return squeezed.lower() if uuid else None
