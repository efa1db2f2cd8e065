"""What a table of facts is made of: columns with a type and a unit, and an order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa


@dataclass(frozen=True)
class Column:
    """One column. ``unit`` is what its values count or name: ``öre``, ``tenders``, ``day`` or ``code``."""

    name: str
    type: Any
    unit: str
    nullable: bool = True

    @property
    def field(self) -> Any:  # noqa: ANN401 - pyarrow ships no types
        return pa.field(self.name, self.type, nullable=self.nullable)


@dataclass(frozen=True)
class Table:
    """A table and the columns that put its rows in a total order."""

    name: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]

    @property
    def schema(self) -> Any:  # noqa: ANN401 - pyarrow ships no types
        return pa.schema([column.field for column in self.columns])

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def must(name: str, kind: Any, unit: str) -> Column:  # noqa: ANN401 - pyarrow ships no types
    """A column that every row fills."""
    return Column(name, kind, unit, nullable=False)


def text(name: str) -> Column:
    """Words as they were published."""
    return Column(name, pa.string(), "text")


def code(name: str) -> Column:
    """A value of a code list."""
    return Column(name, pa.string(), "code")


def flag(name: str) -> Column:
    """Yes or no; null where nothing is said."""
    return Column(name, pa.bool_(), "yes/no")
