"""The tables of facts: what each holds, in which order, of which type and unit.

``docs/methods/facts.md`` defines the same columns for readers; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Mapping


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


def _must(name: str, kind: Any, unit: str) -> Column:  # noqa: ANN401 - pyarrow ships no types
    return Column(name, kind, unit, nullable=False)


def _text(name: str) -> Column:
    return Column(name, pa.string(), "text")


def _code(name: str) -> Column:
    return Column(name, pa.string(), "code")


def _flag(name: str) -> Column:
    return Column(name, pa.bool_(), "yes/no")


_ID = _must("procurement_id", pa.string(), "id")
_YEAR = _must("year", pa.int64(), "year")
_PUBLISHED = _must("published", pa.date32(), "day")
_KNOWN = _must("has_procurement", pa.bool_(), "yes/no")
_TENDERS = _must("tenders", pa.int64(), "tenders")
_BUYER_NUMBER = Column("buyer_orgnr", pa.string(), "id")
_PLACE = (_must("source", pa.string(), "id"), _must("source_row", pa.int64(), "row"))

PROCUREMENTS = Table(
    "procurements",
    (
        _ID,
        _YEAR,
        _text("title"),
        _PUBLISHED,
        _text("buyer_name"),
        _BUYER_NUMBER,
        _code("buyer_sector"),
        _code("buyer_subsector"),
        _text("buyer_legal_form"),
        _code("kind"),
        _code("cpv"),
        _code("legal_basis"),
        _flag("directive_governed"),
        _code("procedure"),
        _code("contract_form"),
        _flag("dynamic_purchasing"),
        _flag("electronic_auction"),
        _flag("has_lots"),
        _flag("joint"),
        _flag("environmental"),
        _flag("social"),
        _flag("innovation"),
        _flag("reserved_participation"),
        _flag("reserved_execution"),
        _text("database"),
        _flag("reviewed"),
        *_PLACE,
    ),
    ("procurement_id",),
)

LOTS = Table(
    "lots",
    (
        _ID,
        _must("lot_id", pa.string(), "id"),
        _YEAR,
        _TENDERS,
        _KNOWN,
        _PUBLISHED,
        _text("title"),
        _text("buyer_name"),
        _BUYER_NUMBER,
        _code("buyer_sector"),
        _code("buyer_subsector"),
        _code("kind"),
        _code("cpv"),
        _code("legal_basis"),
        _flag("directive_governed"),
        _code("procedure"),
        _code("contract_form"),
        _flag("has_lots"),
        _flag("reserved_participation"),
        _flag("reserved_execution"),
        _code("stated_cpv"),
        _flag("stated_directive_governed"),
        _code("stated_procedure"),
        _code("stated_contract_form"),
        *_PLACE,
    ),
    ("procurement_id", "lot_id"),
)

WINNERS = Table(
    "winners",
    (
        _ID,
        Column("lot_id", pa.string(), "id"),
        _YEAR,
        _KNOWN,
        _text("supplier_name"),
        Column("supplier_orgnr", pa.string(), "id"),
        _flag("natural_person"),
        _code("supplier_sector"),
        _code("supplier_size"),
        _text("supplier_legal_form"),
        _code("supplier_sni_section"),
        _code("supplier_sni_division"),
        _code("supplier_sni_group"),
        _code("supplier_sni_class"),
        _code("supplier_sni_subclass"),
        _TENDERS,
        *_PLACE,
    ),
    ("procurement_id", "lot_id", "source", "source_row"),
)

VALUES = Table(
    "values",
    (
        _ID,
        _YEAR,
        _must("value_ore", pa.int64(), "öre"),
        _KNOWN,
        _flag("buyer_agrees"),
        _flag("title_agrees"),
        *_PLACE,
    ),
    ("procurement_id", "source", "source_row"),
)

REFUSALS = Table(
    "refusals",
    (
        _must("source", pa.string(), "id"),
        Column("table", pa.string(), "code"),
        _text("sheet"),
        Column("row", pa.int64(), "row"),
        _text("column"),
        _must("reason", pa.string(), "code"),
        _text("detail"),
        _must("rows", pa.int64(), "rows"),
    ),
    ("source", "table", "sheet", "row", "column", "reason", "detail"),
)

FACT_TABLES: Mapping[str, Table] = MappingProxyType(
    {table.name: table for table in (PROCUREMENTS, LOTS, WINNERS, VALUES)}
)
ALL_TABLES: Mapping[str, Table] = MappingProxyType({**FACT_TABLES, REFUSALS.name: REFUSALS})

# What each table counts or sums, so that its total can be held against the source's.
MEASURES: Mapping[str, str] = MappingProxyType({"lots": "tenders", "winners": "tenders", "values": "value_ore"})
