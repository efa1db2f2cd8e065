"""Organisation numbers for the tests: right check digits, and nobody's."""

from __future__ import annotations

import itertools
from zlib import crc32

from svangrum.core.orgnr import has_check_digit

SERIES, EACH = 900, 1000
"""So many series of so many numbers each; those after them are for numbers that are written out in a test."""
_place = itertools.count(1)


def a_place() -> int:
    """The next in this process' row, for names and addresses too."""
    return next(_place)


def a_number() -> str:
    """One that nothing else made in this process has: of the companies' series, with its check digit."""
    stem = f"559{a_place():06d}"
    return next(f"{stem}{last}" for last in range(10) if has_check_digit(f"{stem}{last}"))


def begin_series(name: str) -> None:
    """From here on the numbers are of ``name``'s own series: processes that write to one database never meet."""
    global _place  # noqa: PLW0603 - there is one row of numbers in a process
    _place = itertools.count(EACH * (1 + series_of(name)) + 1)


def series_of(name: str) -> int:
    return crc32(name.encode()) % SERIES
