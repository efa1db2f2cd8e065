"""The observatory's figures: small cells, ready to be added up, from a store or as they ship with Svängrum.

What may not be told of a cell is already left out (``analysis/disclosure.py``). Every count is a whole number
and adds up: the cells of each dimension sum to the cell ``all`` of the same source, country, year and status, but
for values that are withheld.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from svangrum.analysis.reserved_review import Reviewed

UHM, TED, TED_COMPETITIONS, DECP = "uhm", "ted", "ted-competitions", "decp"
SOURCES = (UHM, TED, TED_COMPETITIONS, DECP)
"""``ted``: results, which tell of tenders, winners and values. ``ted-competitions``: how many calls were reserved."""

ALL, CPV, BUYER, REGION, MUNICIPALITY, WINNER = "all", "cpv", "buyer", "region", "municipality", "winner"
DIMENSIONS = (ALL, CPV, BUYER, REGION, MUNICIPALITY, WINNER)

GENUINE, MISSED, UNCLEAR, MIS_SET = "genuine", "missed", "unclear", "mis-set"
CLAUSE, SOCIAL, OTHER, UNTOLD = "clause", "social", "other", "untold"
STATUSES = (GENUINE, MISSED, UNCLEAR, MIS_SET, CLAUSE, SOCIAL, OTHER, UNTOLD)
"""``clause``: says it has an employment clause. ``social``: the Swedish table's mark, which is wider than that.
``untold``: the source does not say whether it was reserved, as nearly all results of TED do not."""

UNKNOWN = "unknown"
"""The member of what could not be placed. Among winners also of sole traders where fewer than five."""
SEVERAL = "several"
"""The member of procurements, or lots, that winners of more than one kind share."""
OBSERVED = "observed"
"""The rows of a source, as the queries name them."""
LAST = 10
"""So many tenders, or more, share the last place of ``Cell.tenders``."""


@dataclass(frozen=True)
class Cell:
    """Counts of one member of one dimension. ``tenders``: lots with 0, 1, … 9 and ten or more.

    ``tenders_sum`` is the sum over the same lots. ``value`` is in hundredths of ``currency``, over the ``valued``
    procurements (of TED and DECP lots) with a value above nought; None, over 0, when it is withheld.
    ``reviewed`` of ``review_known`` procurements were taken to court.
    """

    source: str
    country: str
    year: int
    dimension: str
    member: str
    status: str
    procurements: int
    lots: int
    tenders: tuple[int, ...]
    tenders_sum: int
    valued: int
    value: int | None
    currency: str | None
    review_known: int
    reviewed: int

    @property
    def counted(self) -> int:
        """Lots with a known number of tenders."""
        return sum(self.tenders)


@dataclass(frozen=True)
class Origin:
    """One source's snapshot behind the figures."""

    source: str
    snapshot: str
    attribution: str
    retrieved_at: str
    years: tuple[int, int] | None


class Figures(Protocol):
    """Where cells lie: in a snapshot, or in the file that ships."""

    @property
    def origins(self) -> tuple[Origin, ...]: ...
    @property
    def identity(self) -> str: ...
    @property
    def shipped(self) -> bool: ...
    @property
    def places(self) -> Mapping[str, Mapping[str, tuple[int, ...]]]:
        """Years by source and country."""

    @property
    def queries(self) -> Mapping[tuple[str, str], str]:
        """By source and dimension; by source and ``OBSERVED`` how the facts become the rows that all of them count."""

    def judged(self, source: str, country: str, years: Collection[int]) -> tuple[Reviewed, ...]:
        """What was judged, in the order of procurement and lots."""

    def judged_of(self, source: str, procurement_id: str) -> tuple[Reviewed, ...]:
        """What was judged of one procurement, in the order of its lots."""

    def select(self, source: str, country: str, years: Collection[int], dimension: str) -> tuple[Cell, ...]:
        """The cells asked for, in the order of year, member, status, currency."""


class Observatory:
    """The figures, open for questions."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    @property
    def shipped(self) -> bool:
        """Whether these are the figures that ship with Svängrum, not the store's own."""
        return self._figures.shipped

    @property
    def identity(self) -> str:
        """The snapshot of the observatory."""
        return self._figures.identity

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The snapshots that the figures are made from."""
        return self._figures.origins

    @property
    def attributions(self) -> tuple[str, ...]:
        """The lines that whoever shows the figures writes beside them."""
        return tuple(dict.fromkeys(origin.attribution for origin in self.origins))

    @property
    def built_at(self) -> str:
        """When the newest of the facts was read."""
        return max((origin.retrieved_at for origin in self.origins), default="")

    @property
    def sources(self) -> tuple[str, ...]:
        """Those of ``SOURCES`` that there are figures from."""
        return tuple(source for source in SOURCES if source in self._figures.places)

    def countries(self, source: str) -> tuple[str, ...]:
        """Country codes in order, ``unknown`` among them where the source does not tell."""
        return tuple(sorted(self._figures.places.get(source, {})))

    def years(self, source: str, country: str) -> tuple[int, ...]:
        return self._figures.places.get(source, {}).get(country, ())

    def cells(self, source: str, country: str, years: Sequence[int], dimension: str) -> tuple[Cell, ...]:
        """The cells of one of ``DIMENSIONS``; none when nothing is known."""
        return self._figures.select(source, country, frozenset(years), dimension)

    def reserved(self, source: str, country: str, years: Sequence[int]) -> tuple[Reviewed, ...]:
        """The procurements that were judged, each with its verdict and what it rests on."""
        return self._figures.judged(source, country, frozenset(years))

    def procurement(self, source: str, procurement_id: str) -> tuple[Reviewed, ...]:
        """What was judged of one procurement, lot by lot; empty where nothing was."""
        return self._figures.judged_of(source, procurement_id)

    def query(self, dimension: str, source: str | None = None) -> str:
        """The query behind the figures of a dimension, for one source or for each."""
        wanted = [source] if source else list(self.sources)
        return "\n\n".join(self._query(dimension, one) for one in wanted)

    def _query(self, dimension: str, source: str) -> str:
        queries = self._figures.queries
        rows = queries[source, OBSERVED].replace("\n", "\n  ")
        return f"WITH {OBSERVED} AS (\n  {rows}\n)\n{queries[source, dimension]}"


def open_observatory(store: Path | None = None) -> Observatory:
    """The store's own figures, where there are any; else those that ship with Svängrum.

    Raises ``SvangrumError`` ``facts.damaged`` when the store's snapshot is not whole.
    """
    from svangrum.analysis.observatory.kept import from_store  # noqa: PLC0415 - loads Arrow
    from svangrum.analysis.observatory.shipped import shipped_figures  # noqa: PLC0415 - needs Cell

    built: Figures | None = from_store(store) if store is not None else None
    return Observatory(built if built is not None and built.places else shipped_figures())
