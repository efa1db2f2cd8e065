"""A small observatory whose every figure a test can add up by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.analysis.observatory.cells import DIMENSIONS, OBSERVED, Cell, Observatory, Origin
from svangrum.analysis.reserved_review import Reviewed
from svangrum.competition.reservation import Evidence, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

ATTRIBUTION = "Källan & co, 2021"
FEW = (1, 6, 2, 1, 0, 0, 0, 0, 0, 0, 0)
"""Ten lots, seven of them with at most one tender."""
MANY = (0, 20, 20, 20, 20, 10, 5, 2, 1, 1, 1)
"""A hundred lots, twenty of them with one tender."""
NONE = (0,) * 11


def cell(dimension: str = "all", member: str = "all", status: str = "other", **other) -> Cell:
    """A cell of Sweden in 2021: a hundred procurements, five of them taken to court, unless told otherwise."""
    standing = {"source": "uhm", "country": "SE", "year": 2021, "procurements": 100, "tenders": NONE, "valued": 0}
    told = {**standing, "value": 0, "currency": "SEK", **other}
    counts = {
        "lots": sum(told["tenders"]),
        "tenders_sum": sum(number * lots for number, lots in enumerate(told["tenders"])),
        "review_known": told["procurements"],
        "reviewed": told["procurements"] // 20,
    }
    return Cell(dimension=dimension, member=member, status=status, **{**counts, **told})


def reviewed(code: str = "genuine", place: int = 1, **other) -> Reviewed:
    """A procurement of Sweden in 2021 with a verdict that rests on its flag."""
    evidence = (
        Evidence("base-rate", "0.002", -1, 6.0),
        Evidence("flag-participation", "x", 1, 7.0),
        Evidence("winner-company", "x", -1, 0.5),
    )
    standing = {
        "source": "uhm",
        "country": "SE",
        "year": 2021,
        "procurement_id": f"U-{code}-{place}",
        "title": f"Lokalvård <{place}>",
        "buyer": "Exempelstads kommun",
        "address": None,
        "verdict": Verdict(code, evidence, 0.9),
    }
    return Reviewed(**{**standing, **other})


class _Figures:
    identity = "0123456789abcdef"
    shipped = True

    def __init__(self, cells: Iterable[Cell], several: Iterable[Reviewed]) -> None:
        self._cells = tuple(cells)
        self._judged = tuple(several)
        self.origins = tuple(
            Origin(source, "s", f"{ATTRIBUTION} ({source})", "2026-11-26T10:00:00+00:00", (2021, 2021))
            for source in sorted({one.source for one in self._cells})
        )
        self.queries = {
            (source, dimension): f"rows of {dimension}"
            for source in {one.source for one in self._cells}
            for dimension in (OBSERVED, *DIMENSIONS)
        }

    @property
    def places(self) -> Mapping[str, Mapping[str, tuple[int, ...]]]:
        found: dict[str, dict[str, set[int]]] = {}
        for one in self._cells:
            found.setdefault(one.source, {}).setdefault(one.country, set()).add(one.year)
        return {source: {code: tuple(sorted(years)) for code, years in of.items()} for source, of in found.items()}

    def select(self, source: str, country: str, years: Collection[int], dimension: str) -> tuple[Cell, ...]:
        wanted = (source, country, dimension)
        return tuple(
            one for one in self._cells if (one.source, one.country, one.dimension) == wanted and one.year in years
        )

    def judged(self, source: str, country: str, years: Collection[int]) -> tuple[Reviewed, ...]:
        return tuple(
            one for one in self._judged if (one.source, one.country) == (source, country) and one.year in years
        )

    def judged_of(self, source: str, procurement_id: str) -> tuple[Reviewed, ...]:
        wanted = (source, procurement_id)
        found = [one for one in self._judged if (one.source, one.procurement_id) == wanted]
        return tuple(sorted(found, key=lambda one: one.lots))


def observatory(cells: Iterable[Cell], several: Iterable[Reviewed] = ()) -> Observatory:
    return Observatory(_Figures(cells, several))


def ordinary() -> list[Cell]:
    """Ten reserved among a hundred and ten, with lots, winners, buyers and places."""
    return [
        cell(status="genuine", procurements=7, tenders=FEW, valued=4, value=400_000_000, reviewed=1),
        cell(status="missed", procurements=3, reviewed=0),
        cell(status="unclear", procurements=2, reviewed=0),
        cell(status="mis-set", procurements=4, reviewed=0),
        cell(tenders=MANY, valued=50, value=9_000_000_000),
        cell("cpv", "90", "genuine", procurements=10, tenders=FEW),
        cell("cpv", "90", procurements=40, tenders=MANY),
        cell("cpv", "45", procurements=60),
        cell("winner", "social", "genuine", procurements=6),
        cell("winner", "samhall", "genuine", procurements=4),
        cell("winner", "company", procurements=100),
        cell("buyer", "municipality", "genuine", procurements=10),
        cell("buyer", "municipality", procurements=90),
        cell("region", "21", "genuine", procurements=10),
        cell("municipality", "2132", "genuine", procurements=3),
        cell("municipality", "2132", procurements=9),
        cell("municipality", "2180", "mis-set", procurements=1),
        cell("municipality", "0180", procurements=50),
    ]
