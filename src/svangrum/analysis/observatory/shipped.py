"""The figures that ship with Svängrum, as one small file of text: the same figures give the same bytes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.analysis.observatory.cells import Cell, Origin
from svangrum.analysis.observatory.judged import review_from, review_text
from svangrum.core.data import data_path

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from svangrum.analysis.observatory.cells import Figures
    from svangrum.analysis.reserved_review import Reviewed

FILE = "market/observatory.json"
_FIELDS = tuple(Cell.__dataclass_fields__)


@dataclass(frozen=True)
class Held:
    """Figures in memory: everything that was counted, whether it ships or has just been built."""

    every: tuple[Cell, ...]
    reviewed: tuple[Reviewed, ...]
    queries: Mapping[tuple[str, str], str]
    origins: tuple[Origin, ...]
    identity: str
    shipped: bool = False

    @property
    def places(self) -> dict[str, dict[str, tuple[int, ...]]]:
        found: dict[str, dict[str, set[int]]] = {}
        for cell in self.every:
            found.setdefault(cell.source, {}).setdefault(cell.country, set()).add(cell.year)
        return {
            source: {country: tuple(sorted(years)) for country, years in countries.items()}
            for source, countries in found.items()
        }

    def judged(self, source: str, country: str, years: Collection[int]) -> tuple[Reviewed, ...]:
        wanted = (source, country)
        return tuple(one for one in self.reviewed if (one.source, one.country) == wanted and one.year in years)

    def judged_of(self, source: str, procurement_id: str) -> tuple[Reviewed, ...]:
        wanted = (source, procurement_id)
        return tuple(one for one in self.reviewed if (one.source, one.procurement_id) == wanted)

    def select(self, source: str, country: str, years: Collection[int], dimension: str) -> tuple[Cell, ...]:
        wanted = (source, country, dimension)
        return tuple(
            cell for cell in self.every if (cell.source, cell.country, cell.dimension) == wanted and cell.year in years
        )


@cache
def shipped_figures() -> Figures:
    """The figures under ``data/market``."""
    return from_text(data_path(FILE).read_text("utf-8"), shipped=True)


def to_text(figures: Held) -> str:
    """One cell a line."""
    head = {
        "identity": figures.identity,
        "origins": [asdict(origin) for origin in figures.origins],
        "queries": [[*key, query] for key, query in sorted(figures.queries.items())],
        "fields": _FIELDS,
    }
    lists = {
        "cells": [
            json.dumps([getattr(cell, name) for name in _FIELDS], separators=(",", ":")) for cell in figures.every
        ],
        "reserved": [review_text(one) for one in figures.reviewed],
    }
    told = [f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items()]
    told += [f"{json.dumps(name)}: [\n" + ",\n".join(lines) + "\n]" for name, lines in lists.items()]
    return "{\n" + ",\n".join(told) + "\n}\n"


def from_text(content: str, *, shipped: bool) -> Held:
    """Read the file back."""
    raw = json.loads(content)
    return Held(
        every=tuple(_cell(dict(zip(raw["fields"], row, strict=True))) for row in raw["cells"]),
        reviewed=tuple(review_from(one) for one in raw["reserved"]),
        queries={(source, dimension): query for source, dimension, query in raw["queries"]},
        origins=tuple(origin_from(one) for one in raw["origins"]),
        identity=raw["identity"],
        shipped=shipped,
    )


def _cell(row: dict[str, Any]) -> Cell:
    return Cell(**{**row, "tenders": tuple(row["tenders"])})


def origin_from(raw: Mapping[str, Any]) -> Origin:
    years = raw["years"]
    return Origin(**{**raw, "years": tuple(years) if years else None})
