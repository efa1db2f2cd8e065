"""TED's packages: all notices of a day's issue of the OJ S, or of a month, in one file."""

from __future__ import annotations

import csv
import gzip
import os
import re
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import httpx

from svangrum.core.errors import SvangrumError
from svangrum.ingest.sources.ted import Fetched, folder, part_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from svangrum.ingest.sources.polite import Polite
    from svangrum.ingest.sources.ted import Told

_PIECE = 1 << 20
_DAMAGED = (gzip.BadGzipFile, EOFError, zlib.error)
_RANGE = re.compile(r"bytes (?:(?P<first>\d+)-\d+|\*)/(?P<total>\d+|\*)", re.ASCII)


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
            with fetched.one():
                _download(f"{server}/packages/{name}", path, polite)
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


def _download(url: str, path: Path, polite: Polite) -> None:
    """The file under its name only when whole and sound; what came before an interruption is gone on with."""
    part = part_of(path)
    damaged = False
    for _ in range(polite.manners.attempts):
        if not _came_to_its_end(url, part, polite):
            continue
        if _is_sound(part):
            part.replace(path)
            return
        part.unlink()
        damaged = True
    raise SvangrumError("fetch.damaged" if damaged else "fetch.cut-short", url=url, tries=polite.manners.attempts)


def _came_to_its_end(url: str, part: Path, polite: Polite) -> bool:
    """Ask for what is missing of ``part`` and write it there."""
    have = part.stat().st_size if part.exists() else 0
    # The bytes as they lie on the server: a transfer that is compressed on the way has no place to go on from
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    with polite.opened("GET", url, headers=headers) as response:
        first, total = _range(response)
        if response.status_code == httpx.codes.OK:
            return _written(response, part, "wb")
        if response.status_code == httpx.codes.PARTIAL_CONTENT and first == have:
            return _written(response, part, "ab") and total in {None, part.stat().st_size}
        if total != have:  # what is there is no beginning of what the server has
            part.unlink()
        return total == have


def _range(response: httpx.Response) -> tuple[int | None, int | None]:
    """Where a partial body begins and how long the whole is, as ``Content-Range`` says: ``bytes 500-999/1000``."""
    stated = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
    if stated is None:
        return None, None
    first, total = stated["first"], stated["total"]
    return (None if first is None else int(first)), (None if total == "*" else int(total))


def _written(response: httpx.Response, part: Path, mode: str) -> bool:
    """False when the body was cut short: what came of it is kept."""
    with part.open(mode) as file:
        try:
            for piece in response.iter_raw():
                file.write(piece)
        except httpx.RequestError:
            return False
        file.flush()
        os.fsync(file.fileno())
    return True


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
