"""Cells added up: for the reserved, for those with an employment clause, for all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.analysis.observatory.cells import CLAUSE, GENUINE, LAST, MIS_SET, MISSED, OTHER, SOCIAL, UNCLEAR, UNTOLD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from svangrum.analysis.observatory.cells import Cell

RESERVED = (GENUINE, MISSED)
"""Reserved in fact, whatever the notice's flag says."""
DOUBTED = (UNCLEAR, MIS_SET)
"""Flagged, or worded as reserved, but not counted so."""
CLAUSES = (CLAUSE,)
OTHERS = (SOCIAL, OTHER, UNTOLD)
GROUPS = {"reserved": RESERVED, "clause": CLAUSES, "other": OTHERS}
"""What is set side by side."""


@dataclass(frozen=True)
class Sum:
    """Several cells together. ``tenders`` holds lots with 0, 1, … and ten or more tenders; ``values`` minor units."""

    procurements: int
    lots: int
    tenders: tuple[int, ...]
    valued: int
    values: Mapping[str, int]
    review_known: int
    reviewed: int

    @property
    def counted(self) -> int:
        """Lots with a known number of tenders."""
        return sum(self.tenders)

    @property
    def few(self) -> int:
        """Lots with at most one tender."""
        return sum(self.tenders[:2])

    @property
    def median(self) -> int | None:
        """The middle lot's number of tenders, the lower of two; ten stands for ten or more."""
        passed = 0
        for number, lots in enumerate(self.tenders):
            passed += lots
            if passed * 2 >= self.counted > 0:
                return number
        return None


def total(cells: Iterable[Cell]) -> Sum:
    several = list(cells)
    values: dict[str, int] = {}
    for one in several:
        if one.value and one.currency:
            values[one.currency] = values.get(one.currency, 0) + one.value
    places = zip(*(one.tenders for one in several), strict=True)
    return Sum(
        procurements=sum(one.procurements for one in several),
        lots=sum(one.lots for one in several),
        tenders=tuple(sum(place) for place in places) or (0,) * (LAST + 1),
        valued=sum(one.valued for one in several),
        values=values,
        review_known=sum(one.review_known for one in several),
        reviewed=sum(one.reviewed for one in several),
    )


def told(cells: Iterable[Cell]) -> Sum:
    """All of which the source says whether they were reserved."""
    return total(one for one in cells if one.status != UNTOLD)


def of_status(cells: Iterable[Cell], statuses: tuple[str, ...]) -> Sum:
    return total(one for one in cells if one.status in statuses)


def in_groups(cells: Iterable[Cell]) -> dict[str, Sum]:
    """The reserved, those with an employment clause, all others."""
    several = list(cells)
    return {name: of_status(several, statuses) for name, statuses in GROUPS.items()}


def grouped(cells: Iterable[Cell], key: Callable[[Cell], object]) -> dict[object, list[Cell]]:
    """Cells by what ``key`` gives, in the order of the keys."""
    found: dict[object, list[Cell]] = {}
    for one in cells:
        found.setdefault(key(one), []).append(one)
    return dict(sorted(found.items(), key=lambda item: str(item[0])))
