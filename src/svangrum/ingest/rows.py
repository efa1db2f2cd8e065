"""Rows of one table to columns of values. A row that cannot become a fact is set aside with its place and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.facts.refusals import Refusal
from svangrum.ingest.cells import CellError
from svangrum.ingest.privacy import leave_people_out
from svangrum.ingest.readings import OddCells, SheetReading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from svangrum.ingest.layouts import Field, Layout
    from svangrum.ingest.readings import Columns, Odd
    from svangrum.ingest.tabular import Cell, Row


class TableReader:
    """Reads rows of one sheet a column at a time, so that equal cells are read once."""

    def __init__(self, layout: Layout, where: Mapping[str, int], *, width: int, sheet: str | None, source: str) -> None:
        self._layout = layout
        self._where = where
        self._width = width
        self._source = source
        self._reading = SheetReading(layout.table, sheet)
        stored = (one for one in layout.fields if one.name not in layout.only_compared)
        self._headers = {one.name: one.header for one in stored}
        self._odd: dict[tuple[str, str], list[int]] = {}

    def read(self, chunk: list[tuple[int, Row]]) -> None:
        self._reading.rows += len(chunk)
        numbers, rows = self._whole_rows(chunk)
        columns: Columns = {}
        odd: Odd = {}
        for one in self._layout.fields:
            columns[one.name], odd[one.name] = self._column(one, rows)
        self._reading.total += sum(value for value in columns[self._layout.counts] if value is not None)
        leave_people_out(self._layout.table, columns, odd)
        refused = self._refuse(columns, odd, numbers)
        self._note(odd, numbers, refused)
        for name, values in {**columns, "row": numbers}.items():
            kept = [one for index, one in enumerate(values) if index not in refused] if refused else values
            self._reading.columns.setdefault(name, []).extend(kept)

    def _whole_rows(self, chunk: list[tuple[int, Row]]) -> tuple[list[int], list[Row]]:
        numbers, rows = [], []
        for number, row in chunk:
            if len(row) == self._width:
                numbers.append(number)
                rows.append(row)
            else:
                self._set_aside(number, None, "row.cells")
        return numbers, rows

    def _column(self, one: Field, rows: list[Row]) -> tuple[list[Any], dict[int, str]]:
        place = self._where.get(one.name)
        if place is None:
            return [None] * len(rows), {}
        cells = [row[place] for row in rows]
        keys = _keys(cells)
        values: dict[object, Any] = {}
        reasons: dict[object, str] = {}
        for key, cell in dict(zip(keys, cells, strict=True)).items():
            try:
                values[key] = one.read(cell)
            except CellError as error:
                values[key], reasons[key] = None, error.reason
        odd = {index: reasons[key] for index, key in enumerate(keys) if key in reasons} if reasons else {}
        return list(map(values.__getitem__, keys)), odd

    def _refuse(self, columns: Columns, odd: Odd, numbers: list[int]) -> set[int]:
        """Set aside the rows whose needed cells are missing or unreadable; each row once, for the first."""
        refused: dict[int, tuple[str | None, str]] = {}
        for one in self._layout.fields:
            if one.needed and None in columns[one.name]:
                for index, value in enumerate(columns[one.name]):
                    if value is None:
                        refused.setdefault(index, (one.header, odd[one.name].get(index, "cell.missing")))
        for index, reason in _unfit(columns):
            refused.setdefault(index, (None, reason))
        for index, (header, reason) in sorted(refused.items()):
            self._set_aside(numbers[index], header, reason)
        return set(refused)

    def _set_aside(self, number: int, header: str | None, reason: str) -> None:
        self._reading.refusals.append(
            Refusal(
                source=self._source,
                reason=reason,
                table=self._layout.table,
                sheet=self._reading.sheet,
                row=number,
                column=header,
            )
        )

    def _note(self, odd: Odd, numbers: list[int], refused: set[int]) -> None:
        for name, header in self._headers.items():
            for index, reason in odd[name].items():
                if index not in refused:
                    self._odd.setdefault((header, reason), []).append(numbers[index])

    def done(self) -> SheetReading:
        self._reading.odd = [
            OddCells(column, reason, len(rows), rows[0]) for (column, reason), rows in sorted(self._odd.items())
        ]
        return self._reading


def _keys(cells: Sequence[Cell]) -> Sequence[object]:
    """What tells equal cells: the cells themselves, with their types where there are several (``True == 1``)."""
    if len(set(map(type, cells))) == 1:
        return cells
    return list(zip(map(type, cells), cells, strict=True))


def _unfit(columns: Columns) -> Iterator[tuple[int, str]]:
    """Rows that are read well but are not what the table is for."""
    for index, counted in enumerate(columns.get("counted", ())):
        if counted is not None and counted != 1:
            yield index, "row.aggregated"
    for index, contracted in enumerate(columns.get("contracted", ())):
        if contracted is False:
            yield index, "row.not-contracted"
