"""TED's packages: all notices of a day's issue of the OJ S, or of a month, in one file."""

from __future__ import annotations

import csv
import gzip
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.ingest.sources.download import download
from svangrum.ingest.sources.landing import Fetched, folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from svangrum.ingest.sources.landing import Told
    from svangrum.ingest.sources.polite import Polite

_PIECE = 1 << 20
_DAMAGED = (gzip.BadGzipFile, EOFError, zlib.error)


@dataclass(frozen=True)
class Days:
    """Both days are included."""

    first: date
    last: date

    def years(self) -> range:
        return range(self.first.year, self.last.year + 1)

    def months(self) -> Iterator[str]:
        """Every month that a day of these falls in, as TED names it: ``2026-3``."""
        months = range(self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month)
        yield from (f"{month // 12}-{month % 12 + 1}" for month in months)


def fetch_packages(days: Days, *, monthly: bool, server: str, into: Path, polite: Polite, told: Told) -> Fetched:
    """Save the package of every issue in ``days``, or of every month they touch.

    Raises ``SvangrumError`` ``fetch.*``; what came before stays, and the same call goes on from there.
    """
    fetched = Fetched()
    names = [f"monthly/{month}" for month in days.months()] if monthly else _issues(days, server, polite)
    with folder(into):
        for name in names:
            path = into / f"{name.rpartition('/')[2]}.tar.gz"
            if path.exists():
                fetched.already += 1
                continue
            told(path.name)
            with fetched.one("fetch.absent"):
                download(f"{server}/packages/{name}", path, polite, is_sound=_is_sound)
                fetched.saved += 1
    return fetched


def _issues(days: Days, server: str, polite: Polite) -> list[str]:
    """The issues of the OJ S that came out in ``days``, by the calendars of their years."""
    found = []
    for year in days.years():
        calendar = _calendar(year, server, polite)
        found += [f"daily/{year}{issue:05d}" for issue, day in calendar if days.first <= day <= days.last]
    return found


def _calendar(year: int, server: str, polite: Polite) -> list[tuple[int, date]]:
    try:
        body = polite.read("GET", f"{server}/en/release-calendar/-/download/file/CSV/{year}")
    except SvangrumError as error:
        if error.code != "fetch.absent":
            raise
        raise SvangrumError("fetch.no-calendar", year=year) from error
    rows = list(csv.reader(body.decode("utf-8-sig", "replace").splitlines()))
    issues = [_issue(row, year, line) for line, row in enumerate(rows[1:], start=2) if any(row)]
    if not issues:
        raise SvangrumError("fetch.calendar", year=year, line=1)
    return issues


def _issue(row: Sequence[str], year: int, line: int) -> tuple[int, date]:
    """``1,02/01/2026``: the number of the issue and its day."""
    try:
        number, day = int(row[0]), datetime.strptime(row[1].strip(), "%d/%m/%Y").date()  # noqa: DTZ007 - a day only
    except (ValueError, IndexError) as error:
        raise SvangrumError("fetch.calendar", year=year, line=line) from error
    if not 0 < number < 100_000 or day.year != year:
        raise SvangrumError("fetch.calendar", year=year, line=line)
    return number, day


def _is_sound(part: Path) -> bool:
    """The package unfolds to its end and its check sum holds: it was not put together from two versions."""
    try:
        with gzip.open(part) as package:
            is_empty = not package.read(_PIECE)
            while package.read(_PIECE):
                pass
    except _DAMAGED:
        return False
    return not is_empty
