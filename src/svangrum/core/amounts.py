"""Amounts as people write them, read into money."""

from __future__ import annotations

import re
from decimal import Decimal

from svangrum.core.errors import SvangrumError
from svangrum.core.money import Money

_AMOUNT = re.compile(r"(?P<sign>[-−]?)(?P<whole>\d+)(?:[.,](?P<minor>\d{1,2}))?")
_THOUSANDS = re.compile(r"\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})")
"""Two or more groups of three digits parted by one sign can only be thousands: ``1.200.000``, ``1,200,000``."""
_SCALES = {"mkr": 1_000_000, "miljoner": 1_000_000, "miljon": 1_000_000, "mnkr": 1_000_000, "tkr": 1_000}
_SCALED = re.compile(r"(?P<number>\d{1,9}(?:[.,]\d{1,3})?)(?P<scale>[a-z]+)")
_MAX_DIGITS = 15


def parse_kronor(text: str, *, field: str) -> Money:
    """Read an amount as people write it: ``1 200 000``, ``1200000,50``, ``SEK 1,200,000``, ``2,5 Mkr``.

    Raises ``SvangrumError`` with ``money.unreadable``, ``money.ambiguous`` (one point or comma before three digits),
    ``money.negative`` or ``money.too-large``.
    """
    written = re.sub(r"\s", "", text.lower())
    scaled = _SCALED.fullmatch(written.removesuffix("kronor"))
    if scaled and scaled["scale"] in _SCALES:
        return Money.kronor(int(Decimal(scaled["number"].replace(",", ".")) * _SCALES[scaled["scale"]]))
    squeezed = re.sub(r"^sek|(?:kronor|kr|sek|:-)$", "", written)
    if _THOUSANDS.fullmatch(squeezed):
        squeezed = re.sub(r"[.,]", "", squeezed)
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", squeezed):
        raise SvangrumError("money.ambiguous", field=field, text=text)
    match = _AMOUNT.fullmatch(squeezed)
    if match is None:
        raise SvangrumError("money.unreadable", field=field, text=text)
    if len(match["whole"]) > _MAX_DIGITS:
        raise SvangrumError("money.too-large", field=field, text=text)
    minor = int(match["whole"]) * 100 + int((match["minor"] or "").ljust(2, "0") or 0)
    if match["sign"] and minor:
        raise SvangrumError("money.negative", field=field, text=text)
    return Money(minor)
