"""What reading one file gives: columns of facts to be, what was set aside, and what was counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from svangrum.facts.manifest import source_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.core.findings import Value
    from svangrum.facts.refusals import Refusal

Columns = dict[str, list[Any]]
# Cells that could not be read: field name to row index to reason
Odd = dict[str, dict[int, str]]


@dataclass(frozen=True)
class OddCells:
    """Cells of one column that could not be read, for one reason; ``first_row`` is where the first stands."""

    column: str
    reason: str
    cells: int
    first_row: int


@dataclass
class SheetReading:
    """One table of a file. ``columns`` holds the rows that may become facts, by field name, and ``row``.

    ``rows`` counts all rows of the sheet; ``total`` sums its measure where that could be read, refused rows too.
    """

    table: str
    sheet: str | None
    columns: Columns = field(default_factory=dict)
    rows: int = 0
    total: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    odd: list[OddCells] = field(default_factory=list)


@dataclass(frozen=True)
class FileReading:
    """One file. ``problem`` is the code of the error that set the whole file aside, with the values of its words."""

    name: str
    sha256: str
    bytes: int
    sheets: tuple[SheetReading, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    problem: str | None = None
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def source(self) -> str:
        return source_key(self.sha256)

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.sheets)
