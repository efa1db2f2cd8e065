"""Upphandlingsmyndigheten's open data: where they lie, and which of their columns are kept.

Source: https://www.upphandlingsmyndigheten.se/om-oss/var-oppna-data/
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.ingest.layouts import LOTS, PROCUREMENTS, VALUES, WINNERS, normal
from svangrum.ingest.sources.landing import Fetched

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from svangrum.ingest.layouts import Field, Layout

SITE = "https://catalog.upphandlingsmyndigheten.se"
PAUSE = 1.0
"""Seconds between requests."""
TABLES = {layout.table: layout for layout in (PROCUREMENTS, LOTS, WINNERS, VALUES)}
ROW_STORE = {
    "procurements": "5ad00e4f-0697-4ee5-8dff-1b282a236e64",
    "lots": "14137f50-c74a-4502-8814-75bf1dbe2a04",
    "winners": "582c2145-af7d-4eb5-a02d-dffd60585ff0",
    "values": "a616c14a-3068-407f-a591-f1e2f142e1d2",
}
"""The data set of each table. Left alone: every tender with its supplier, losers too (only 2024), and the estimates."""
BULK = "/store/12/resource/239"
"""Contracted tenders with their suppliers, all years, as one CSV file."""
_LEFT = frozenset(
    map(
        normal,
        (
            "CPV-Huvudgrupp",
            "CPV-Grupp",
            "CPV-Undergrupp",
            "CPV-Kategori",
            "CPV-Underkategori",
            "SNI-Avdelning för köpare",
            "Kontrakterad",
            *(one.header for layout in TABLES.values() for one in layout.fields),
        ),
    )
)


@dataclass(frozen=True)
class Years:
    """Both years are included."""

    first: int
    last: int

    def each(self) -> range:
        return range(self.first, self.last + 1)

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass
class FetchedTables(Fetched):
    """What came of asking for tables.

    ``restarted``: files begun anew because the source changed meanwhile. ``new``: columns that were never seen
    before, by table; they are not kept. ``persons``: rows in which a person's name or number was covered.
    """

    restarted: list[str] = field(default_factory=list)
    new: dict[str, tuple[str, ...]] = field(default_factory=dict)
    persons: int = 0


@dataclass(frozen=True)
class Columns:
    """The columns of a source that are kept, in the layout's order, by the names that the source has for them."""

    layout: Layout
    names: Mapping[str, str]

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(one for one in self.layout.fields if one.name in self.names)

    @property
    def header(self) -> list[str]:
        return [one.header for one in self.fields]


def chosen(layout: Layout, names: Iterable[str]) -> Columns:
    """What to keep of a source whose columns have these ``names``: what is read as facts, and nothing more.

    Raises ``SvangrumError`` ``fetch.columns-missing`` with every missing column, or ``fetch.column-twice``.
    """
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(normal(name), []).append(name)
    wanted = [one for one in layout.fields if normal(one.header) in found or not one.optional]
    missing = [one.header for one in wanted if normal(one.header) not in found]
    if missing:
        raise SvangrumError("fetch.columns-missing", table=layout.table, columns=", ".join(missing))
    twice = [one.header for one in wanted if len(found[normal(one.header)]) > 1]
    if twice:
        raise SvangrumError("fetch.column-twice", table=layout.table, columns=", ".join(twice))
    return Columns(layout, {one.name: found[normal(one.header)][0] for one in wanted})


def unknown(names: Iterable[str]) -> tuple[str, ...]:
    """Columns that nobody here has seen before."""
    return tuple(sorted({normal(name) for name in names} - _LEFT))
