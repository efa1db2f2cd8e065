"""The code lists a buyer meets: the CPV nomenclature and the municipalities.

The tables in ``data/codes`` are built by ``scripts/build_codes.py``; sources and licences stand in
``data/codes/SOURCES.md``. They are read when first asked for.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from svangrum.core.data import data_path
from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CPV = re.compile(r"(\d{8})(?:-\d)?", re.ASCII)
_MUNICIPALITY_CODE = re.compile(r"\d{3,4}", re.ASCII)
_MUNICIPALITY_KIND = re.compile(r" (?:kommun|stad)$")
_CALLED_OTHERWISE = {"region gotland": "Gotland"}
"""What a municipality calls itself, by short name, where it is neither *kommun* nor *stad*."""


class Cpv(NamedTuple):
    """One code of the nomenclature: eight digits, without the check digit."""

    code: str
    sv: str
    en: str

    @property
    def division(self) -> str:
        """The first two digits (*huvudgrupp*)."""
        return self.code[:2]

    @property
    def group(self) -> str:
        """The first three digits (*grupp*)."""
        return self.code[:3]

    def label(self, language: str) -> str:
        """The official name in ``sv`` or ``en``."""
        return self.en if language == "en" else self.sv


class Municipality(NamedTuple):
    """A municipality. ``fictional`` ones are for examples and have no county."""

    code: str
    name: str
    short: str
    county_code: str | None
    county: str | None
    fictional: bool = False


def _rows(file: str) -> Iterator[list[str]]:
    lines = data_path(f"codes/{file}").read_text("utf-8").splitlines()
    return (line.split("\t") for line in lines[1:])


@cache
def cpv_table() -> Mapping[str, Cpv]:
    """Every code of the nomenclature, in code order."""
    return MappingProxyType({row[0]: Cpv._make(row) for row in _rows("cpv.tsv")})


def parse_cpv(text: str, *, field: str = "cpv") -> Cpv:
    """Read ``90911200`` or ``90911200-8``, spaces allowed; the check digit is dropped unchecked.

    Raises ``SvangrumError`` ``cpv.unreadable``; ``cpv.unknown`` with the nearest code above it that exists
    (``parent``); or ``cpv.unknown-division`` when there is none.
    """
    match = _CPV.fullmatch("".join(text.split()))
    if match is None:
        raise SvangrumError("cpv.unreadable", field=field, text=text.strip())
    found = cpv_table().get(match[1])
    if found is None:
        raise _unknown_cpv(match[1], field)
    return found


def _unknown_cpv(code: str, field: str) -> SvangrumError:
    above = (cpv_table().get(code[:digits].ljust(8, "0")) for digits in range(7, 1, -1))
    parent = next((found for found in above if found), None)
    if parent is None:
        return SvangrumError("cpv.unknown-division", field=field, text=code)
    return SvangrumError("cpv.unknown", field=field, text=code, parent=parent)


@cache
def municipalities() -> tuple[Municipality, ...]:
    """The 290 municipalities in code order, then the fictional one of the examples."""
    real = (
        Municipality(code, name, short, county_code, county)
        for code, name, short, county_code, county in _rows("municipalities.tsv")
    )
    fictional = (
        Municipality(code, name, short, county_code=None, county=None, fictional=True)
        for code, name, short in _rows("fictional_municipalities.tsv")
    )
    return (*real, *fictional)


def short_name_of(municipality: str) -> str:
    """The short name of the municipality with a code. Raises ``StopIteration`` for no municipality's."""
    return next(one.short for one in municipalities() if one.code == municipality)


def find_municipality(text: str, *, field: str = "municipality") -> Municipality:
    """The municipality meant by ``Nordanstig``, ``Falu kommun``, ``Region Gotland`` or ``2132``.

    Case, accents and a left-out leading zero do not matter; where two names differ by an accent only
    (Habo, Håbo), the accent decides. Raises ``SvangrumError`` ``municipality.unknown`` with up to three
    names like it (``close``), or ``municipality.unknown-name`` when no name is.
    """
    wanted = " ".join(text.split())
    found = _by_code(wanted) if _MUNICIPALITY_CODE.fullmatch(wanted) else _by_name(wanted)
    if found is not None:
        return found
    close = ", ".join(_close_names(wanted))
    if close:
        raise SvangrumError("municipality.unknown", field=field, text=wanted, close=close)
    raise SvangrumError("municipality.unknown-name", field=field, text=wanted)


def _by_code(digits: str) -> Municipality | None:
    return next((one for one in municipalities() if one.code == digits.zfill(4)), None)


def _by_name(wanted: str) -> Municipality | None:
    stem = _stem(wanted)
    return _exact_names().get(stem) or _plain_names().get(_without_accents(stem))


def _stem(name: str) -> str:
    return _MUNICIPALITY_KIND.sub("", unicodedata.normalize("NFC", name).casefold())


@cache
def _exact_names() -> dict[str, Municipality]:
    """Every name of each, casefolded; a short name goes before another's genitive."""
    genitives = {f"{_stem(one.short)}s": one for one in municipalities()}
    full = {_stem(one.name): one for one in municipalities()}
    short = {_stem(one.short): one for one in municipalities()}
    return genitives | full | short | {other: short[_stem(name)] for other, name in _CALLED_OTHERWISE.items()}


@cache
def _plain_names() -> dict[str, Municipality]:
    return {_without_accents(name): one for name, one in _exact_names().items()}


def _without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def _close_names(wanted: str) -> list[str]:
    by_plain = {_without_accents(_stem(one.short)): one.short for one in municipalities() if not one.fictional}
    close = get_close_matches(_without_accents(_stem(wanted)), by_plain, n=3, cutoff=0.7)
    return [by_plain[name] for name in close]
