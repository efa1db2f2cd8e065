"""Amounts as people write them, read into money."""

from __future__ import annotations

import re

from svangrum.core.errors import SvangrumError
from svangrum.core.money import Money

_AMOUNT = re.compile(r"(?P<sign>[-−]?)(?P<whole>\d+)(?:[.,](?P<minor>\d{1,2}))?")
_THOUSANDS = re.compile(r"\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})")
"""Two or more groups of three digits parted by one sign can only be thousands: ``1.200.000``, ``1,200,000``."""
_MAX_DIGITS = 15


def parse_kronor(text: str, *, field: str) -> Money:
    """Read an amount as people write it: ``1 200 000``, ``1200000,50``, ``1 200 000 kr``, ``SEK 1,200,000``.

    Raises ``SvangrumError`` with ``money.unreadable``, ``money.ambiguous`` (one point or comma before three digits),
    ``money.negative`` or ``money.too-large``.
    """
    squeezed = re.sub(r"^sek|(?:kronor|kr|sek|:-)$", "", re.sub(r"\s", "", text.lower()))
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
