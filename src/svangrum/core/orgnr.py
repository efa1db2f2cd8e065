"""Tell organisations from people in the numbers that sources give, before anything is stored.

A Swedish organisation number has ten digits, the third is at least 2 (so that it can never be a date) and the
last is a Luhn check digit. Sole traders carry their owner's personal number: those are people.
Source: https://oid-base.com/get/1.3.7
"""

from __future__ import annotations

import re
from enum import StrEnum


class NumberKind(StrEnum):
    ORGANISATION = "organisation"
    PERSON = "person"
    FOREIGN = "foreign"
    MASKED = "masked"
    INVALID = "invalid"


_SEPARATORS = re.compile(r"[\s+\-\u00ad\u200b\u2010-\u2015\u2060\u2212\ufeff]")
_VAT = re.compile(r"SE(\d{10})01")
_FOREIGN_VAT = re.compile(r"(?!SE)[A-Z]{2}[0-9A-Z]{5,}")
_MASK = re.compile(r"[*\-\s]*|personuppgift.*|\[.*personuppgift.*\]", re.IGNORECASE)


def classify_number(text: str) -> NumberKind:
    """What kind of identity ``text`` is. A personal or co-ordination number is always ``PERSON``."""
    squeezed = _SEPARATORS.sub("", text.upper())
    if _MASK.fullmatch(text.strip()):
        return NumberKind.MASKED
    if _FOREIGN_VAT.fullmatch(squeezed):
        return NumberKind.FOREIGN
    digits = _ten_digits(squeezed)
    if digits is None:
        return NumberKind.INVALID
    if _is_date_like(digits):
        return NumberKind.PERSON
    return NumberKind.ORGANISATION if digits[2] >= "2" and has_check_digit(digits) else NumberKind.INVALID


def normalise_orgnr(text: str) -> str | None:
    """The ten digits of an organisation number, or None for anything else, people above all."""
    if classify_number(text) is not NumberKind.ORGANISATION:
        return None
    return _ten_digits(_SEPARATORS.sub("", text.upper()))


def written_number(orgnr: str) -> str:
    """As Swedes write it: six digits, a dash, four; nothing for none."""
    return f"{orgnr[:6]}-{orgnr[6:]}" if orgnr else ""


def _ten_digits(squeezed: str) -> str | None:
    vat = _VAT.fullmatch(squeezed)
    digits = vat[1] if vat else squeezed
    if not digits.isascii() or not digits.isdigit():
        return None
    if len(digits) == 12 and digits[:2] in {"16", "18", "19", "20"}:
        digits = digits[2:]
    return digits if len(digits) == 10 else None


def _is_date_like(digits: str) -> bool:
    month, day = int(digits[2:4]), int(digits[4:6])
    return 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)


def has_check_digit(digits: str) -> bool:
    """Whether the last of ten digits is the check digit of the others (Luhn, modulus 10)."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
