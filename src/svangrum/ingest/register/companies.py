"""The official register of companies, from its weekly bulk files: what it says of the numbers that are asked for.

Organisations alone: a row about anyone else is passed over by its number and not read further. The files are read a
line at a time, so that one of a gigabyte takes no more memory than a small one. Their layouts follow public
descriptions; docs/how-to/import-enterprises.md says what was never at hand to try them on.
"""

from __future__ import annotations

import csv
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BufferedReader
from typing import TYPE_CHECKING, NamedTuple

from svangrum.core.errors import SvangrumError
from svangrum.core.orgnr import normalise_orgnr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path
    from typing import IO

    Told = Callable[[int, int], None]
    """How many bytes are read, of how many."""

_LONGEST_LINE = 1 << 20
_TOLD_EVERY = 100_000
_ZIP = b"PK\x03\x04"
_BOM = b"\xef\xbb\xbf"
_ORGANISATION = "ORGNR-IDORG"
_NAME = "FORETAGSNAMN-ORGNAM"
_FORMS: Mapping[str, str] = {
    **dict.fromkeys(("AB", "BAB", "FAB", "TPAB", "SE"), "limited-company"),
    **dict.fromkeys(("EK", "KHF", "BF", "BRF", "SF", "SCE"), "economic-association"),
    **dict.fromkeys(("HB", "KB"), "partnership"),
    "I": "non-profit-association",
    "S": "foundation",
}
_SCB_FORMS: Mapping[str, str] = {
    "31": "partnership",
    "49": "limited-company",
    "51": "economic-association",
    "61": "non-profit-association",
    "71": "foundation",
    "72": "foundation",
    "82": "public-body",
}
_PROCEEDINGS: Mapping[str, str] = {"KK-AVOMFO": "bankrupt", "LI-AVOMFO": "liquidation"}
"""Those that a reader is warned of, the gravest first. A reconstruction or a merger leaves a company active."""
_OTHER = "other"


@dataclass(frozen=True)
class Company:
    """What the official register says of one organisation.

    ``form`` and ``standing`` are values of ``LegalForm`` and ``Standing``; empty where the file does not tell.
    ``since`` is the day on which the standing began, none where it is not told. ``source`` keeps the register.
    """

    source: str
    orgnr: str
    name: str
    form: str
    standing: str
    since: date | None = None


class Companies(NamedTuple):
    """What a file says, by number. ``unread`` are the rows about those asked for that could not be read."""

    found: dict[str, Company]
    unread: tuple[int, ...]


class _Layout(NamedTuple):
    """``needed`` are the columns by the names of the file, each with the other ways in which it is spelt."""

    separator: str
    encoding: str
    needed: Mapping[str, tuple[str, ...]]
    number: str


_BOLAGSVERKET = _Layout(
    separator=";",
    encoding="utf-8",
    needed={
        "organisationsidentitet": (),
        "organisationsnamn": (),
        "organisationsform": (),
        "avregistreringsdatum": (),
        # The file leaves out an e that the API has
        "pagandeAvvecklingsEllerOmstruktureringsforfarande": ("pagaendeAvvecklingsEllerOmstruktureringsforfarande",),
    },
    number="organisationsidentitet",
)
_SCB = _Layout(
    separator="\t",
    encoding="latin-1",
    needed={"PeOrgNr": (), "Namn": (), "JurForm": (), "FtgStat": ()},
    number="PeOrgNr",
)


def bolagsverket_companies(path: Path, wanted: Collection[str], told: Told) -> Companies:
    """Bolagsverket's ``bolagsverket_bulkfil``, as text or zip.

    Raises ``SvangrumError`` ``companies.unreadable``, ``companies.damaged``, ``companies.several``,
    ``companies.no-columns``, ``companies.cut``, ``companies.not-table`` and ``companies.not-text``.
    """
    return _read(path, _BOLAGSVERKET, wanted, told, _of_bolagsverket)


def scb_companies(path: Path, wanted: Collection[str], told: Told) -> Companies:
    """SCB's ``scb_bulkfil``, as text or zip; it also has those that Bolagsverket does not register.

    Raises as ``bolagsverket_companies``.
    """
    return _read(path, _SCB, wanted, told, _of_scb)


def _of_bolagsverket(fields: Mapping[str, str]) -> Company:
    ended = fields["avregistreringsdatum"]
    form = fields["organisationsform"].partition("-")[0]
    standing, since = ("deregistered", _day(ended)) if ended else _proceeding(list(fields.values())[-1])
    return Company(
        source="Bolagsverket",
        orgnr=_number(fields["organisationsidentitet"]) or "",
        name=_name(fields["organisationsnamn"]),
        form=_FORMS.get(form, _OTHER) if form else "",
        standing=standing,
        since=since,
    )


def _of_scb(fields: Mapping[str, str]) -> Company:
    form = fields["JurForm"].strip()
    return Company(
        source="SCB",
        orgnr=_number(fields["PeOrgNr"]) or "",
        name=" ".join(fields["Namn"].split()),
        form=_SCB_FORMS.get(form, _OTHER) if form else "",
        # What the other codes mean has not been confirmed
        standing="active" if fields["FtgStat"].strip() == "1" else "",
    )


def _proceeding(written: str) -> tuple[str, date | None]:
    """``|LI-AVOMFO$2024-05-21|KK-AVOMFO$Konkurs$2024-06-01`` is a bankruptcy since that day in June."""
    under_way = {parts[0].strip(): parts[1:] for parts in (one.split("$") for one in written.split("|"))}
    for code, standing in _PROCEEDINGS.items():
        if code in under_way:
            return standing, next((day for day in map(_day, under_way[code]) if day), None)
    return "active", None


def _name(written: str) -> str:
    """The registered name, of several: ``Björken AB$FORETAGSNAMN-ORGNAM$2020-01-02|…``."""
    names = [one.split("$") for one in written.split("|") if one.strip("$ ")]
    best = next((parts for parts in names if _NAME in parts[1:]), names[0] if names else [""])
    return " ".join(best[0].split())


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip()[:10])
    except ValueError:
        return None


def _number(written: str) -> str | None:
    """``4020000012$ORGNR-IDORG`` or ``164020000012``; none for a person and for anything else."""
    digits, _, kind = written.partition("$")
    if kind and kind.strip() != _ORGANISATION:
        return None
    if not kind and not digits.strip().startswith("16"):
        return None
    return normalise_orgnr(digits)


def _read(
    path: Path, layout: _Layout, wanted: Collection[str], told: Told, company_of: Callable[[Mapping[str, str]], Company]
) -> Companies:
    """The rows about ``wanted``. Of several about one, a company that is there goes before one that has ended."""
    found: dict[str, Company] = {}
    unread = []
    with _opened(path) as (file, size):
        lines = _lines(file, path)
        header = _split(_text(next(lines, b"").removeprefix(_BOM), layout, path), layout, 0)
        places = _places(header, layout, path)
        line = b""
        for row, line in enumerate(_counted(lines, size, told), 2):
            if _number_in(line, layout, places[layout.number]) not in wanted:
                continue
            fields = _split(_text(line, layout, path), layout, len(header))
            if len(fields) <= max(places.values()):
                unread.append(row)
                continue
            company = company_of({name: fields[place] for name, place in places.items()})
            held = found.get(company.orgnr)
            if company.orgnr in wanted and (held is None or held.standing == "deregistered"):
                found[company.orgnr] = company
        _refuse_cut(line, layout, len(header), path)
    return Companies(found, tuple(unread))


def _counted(lines: Iterator[bytes], size: int, told: Told) -> Iterator[bytes]:
    """The same lines, with what is read told now and then."""
    read = 0
    for number, line in enumerate(lines, 1):
        read += len(line)
        if number % _TOLD_EVERY == 0:
            told(read, size)
        yield line
    told(size, size)


def _number_in(line: bytes, layout: _Layout, place: int) -> str:
    """The ten digits of a line's number, without reading the rest of it; whatever else when there are none."""
    if layout.separator == "\t":
        fields = line.split(b"\t", place + 1)
        return fields[place].strip()[2:12].decode("ascii", "replace") if len(fields) > place else ""
    if place == 0:
        return line[:12].lstrip(b'"')[:10].decode("ascii", "replace")
    fields_before = _split(line.decode(layout.encoding, "replace"), layout, 0)
    return fields_before[place][:10] if len(fields_before) > place else ""


def _split(line: str, layout: _Layout, width: int) -> list[str]:
    """A line's fields. In Bolagsverket's file quotation marks stand inside texts as they were written."""
    text = line.rstrip("\r\n")
    if layout.separator == "\t":
        return text.split("\t")
    if text.startswith('"'):
        fields = text[1:].removesuffix('"').split('";"')
        if len(fields) == width or width == 0 or not text.endswith('"'):
            return fields
    try:
        return next(csv.reader([text], delimiter=";"), [])
    except csv.Error:
        return []


def _places(header: list[str], layout: _Layout, path: Path) -> dict[str, int]:
    """Where each needed column stands, in any order."""
    names = [name.strip() for name in header]
    places = {}
    for name, others in layout.needed.items():
        spelt = next((one for one in (name, *others) if one in names), None)
        if spelt is not None:
            places[name] = names.index(spelt)
    missing = ", ".join(name for name in layout.needed if name not in places)
    if missing:
        raise SvangrumError("companies.no-columns", path=path.name, columns=missing)
    return places


def _refuse_cut(last: bytes, layout: _Layout, width: int, path: Path) -> None:
    """A file whose last line is not whole was not fetched to its end."""
    if last and not last.endswith(b"\n") and len(_split(_text(last, layout, path), layout, width)) < width:
        raise SvangrumError("companies.cut", path=path.name)


def _text(line: bytes, layout: _Layout, path: Path) -> str:
    try:
        return line.decode(layout.encoding)
    except UnicodeDecodeError as error:
        raise SvangrumError("companies.not-text", path=path.name) from error


def _lines(file: IO[bytes], path: Path) -> Iterator[bytes]:
    try:
        while line := file.readline(_LONGEST_LINE + 1):
            if len(line) > _LONGEST_LINE or b"\0" in line:
                raise SvangrumError("companies.not-table", path=path.name)
            yield line
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise SvangrumError("companies.damaged", path=path.name) from error


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """The file, or the one inside a zip, and its size in bytes."""
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as file:
                if file.read(len(_ZIP)) == _ZIP:
                    raise SvangrumError("companies.damaged", path=path.name)
                file.seek(0)
                yield file, path.stat().st_size
            return
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            if len(parts) != 1:
                raise SvangrumError("companies.several", path=path.name, count=len(parts))
            with archive.open(parts[0]) as member:
                yield BufferedReader(member, 1 << 20), parts[0].file_size  # type: ignore[type-var]
    except (OSError, zipfile.BadZipFile) as error:
        raise SvangrumError("companies.unreadable", path=path.name) from error
