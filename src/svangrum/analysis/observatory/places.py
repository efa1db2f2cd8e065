"""Where a Swedish buyer is, and of what kind a buyer is, as far as the sources tell."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.analysis.observatory.cells import UNKNOWN
from svangrum.core.codes import find_municipality, municipalities
from svangrum.core.data import read_yaml
from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FILE = "market/observatory.yaml"
_WORD = re.compile(r"\w+")
_MUNICIPALITIES = ("kommun",)
_MUNICIPAL = ("kommunalt-agd-organisation",)
_REGIONAL = ("region", "regionalt-agd-organisation")


@cache
def _data() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_yaml(_FILE)
    return found


def buyer_kinds(source: str) -> Mapping[str, str]:
    """The source's code for a buyer → its kind here."""
    kinds: Mapping[str, str] = _data()["buyers"][source]
    return kinds


def county_by_nuts() -> Mapping[str, str]:
    """NUTS 3 in Sweden → the county's code."""
    return {county["nuts"]: code for code, county in _data()["counties"].items()}


def place(name: str | None, sector: str | None) -> tuple[str, str]:
    """County and municipality of a Swedish buyer by its name and the statistics' sector; ``unknown`` where not told.

    A municipality by its name. A municipal company by the municipality's name in its own, when it holds one only. A
    region by its county. All others, and names that tell of several, are unknown.
    """
    told = (name or "").upper()
    if sector in _MUNICIPALITIES:
        return _municipality(told)
    if sector in _MUNICIPAL:
        return _company(told)
    if sector in _REGIONAL:
        return _only({code for code, words in _county_words().items() if words & set(_WORD.findall(told))}), UNKNOWN
    return UNKNOWN, UNKNOWN


def _municipality(name: str) -> tuple[str, str]:
    try:
        found = find_municipality(name.removeprefix("REGION "))
    except SvangrumError:
        return UNKNOWN, UNKNOWN
    return (found.county_code or UNKNOWN, UNKNOWN if found.fictional else found.code)


def _company(name: str) -> tuple[str, str]:
    words = _WORD.findall(name)
    codes = {code for word in words for code in _codes(word)} | set(_long_names(name))
    return _only({code[:2] for code in codes}), _only(codes)


def _codes(word: str) -> Iterator[str]:
    if word in _names():
        yield _names()[word]
        return
    for ending in _data()["company_endings"]:
        if word.endswith(ending) and word.removesuffix(ending) in _names():
            yield _names()[word.removesuffix(ending)]


def _long_names(name: str) -> Iterator[str]:
    """Municipalities whose names are more than one word."""
    return (code for told, code in _names().items() if " " in told and re.search(rf"\b{told}\b", name))


def _only(codes: set[str]) -> str:
    return next(iter(codes)) if len(codes) == 1 else UNKNOWN


@cache
def _names() -> Mapping[str, str]:
    """Short names and their genitives, in capitals → the municipality's code; a short name goes first."""
    real = [one for one in municipalities() if not one.fictional]
    genitives = {f"{one.short}s".upper(): one.code for one in real}
    return genitives | {one.short.upper(): one.code for one in real}


@cache
def _county_words() -> Mapping[str, set[str]]:
    return {code: set(county["words"]) for code, county in _data()["counties"].items()}
