"""Where a French contract is performed: a code of some kind to département, region and NUTS."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from svangrum.core.data import data_path

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIVE = re.compile(r"(?:\d{5}|2[AB]\d{3})")
_BELOW_A_DEPARTMENT = frozenset({"postal", "commune", "arrondissement", "canton"})


@dataclass(frozen=True)
class Place:
    """Département and region by INSEE's codes, region by NUTS; None where the code does not tell."""

    department: str | None = None
    region: str | None = None
    nuts: str | None = None


NOWHERE = Place()


@cache
def departments() -> Mapping[str, Place]:
    """The 101 départements with their regions."""
    with data_path("codes/french_departments.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["department"]: Place(row["department"], row["region"], row["nuts"]) for row in rows}


@cache
def _regions() -> Mapping[str, Place]:
    return {str(place.region): Place(None, place.region, place.nuts) for place in departments().values()}


def place(code: str | None, kind: str | None) -> Place:
    """What a code of that kind tells. A postal code tells its département but for a few along borders."""
    if code is None:
        return NOWHERE
    if kind == "region":
        return _regions().get(code.zfill(2), NOWHERE)
    if kind == "department":
        return departments().get(code.upper().zfill(2), NOWHERE)
    if kind in _BELOW_A_DEPARTMENT:
        return departments().get(_department_of(code.upper(), kind) or "", NOWHERE)
    return NOWHERE


def _department_of(code: str, kind: str | None) -> str | None:
    if kind in {"postal", "commune"}:
        code = code.zfill(5)
        if not _FIVE.fullmatch(code):
            return None
    if code.startswith("97"):
        return code[:3]
    if kind == "postal" and code.startswith("20"):
        return "2A" if code[2] in "01" else "2B"
    return code[:2]
