"""The tables of facts: what each holds, in which order, of which type and unit.

``docs/methods/facts.md`` defines the same columns for readers; a test holds the two together.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pyarrow as pa

from svangrum.facts.columns import Column, Table, code, flag, must, text

if TYPE_CHECKING:
    from collections.abc import Mapping

_ID = must("procurement_id", pa.string(), "id")
_YEAR = must("year", pa.int64(), "year")
_PUBLISHED = must("published", pa.date32(), "day")
_KNOWN = must("has_procurement", pa.bool_(), "yes/no")
_TENDERS = must("tenders", pa.int64(), "tenders")
_BUYER_NUMBER = Column("buyer_orgnr", pa.string(), "id")
_PLACE = (must("source", pa.string(), "id"), must("source_row", pa.int64(), "row"))

PROCUREMENTS = Table(
    "procurements",
    (
        _ID,
        _YEAR,
        text("title"),
        _PUBLISHED,
        text("buyer_name"),
        _BUYER_NUMBER,
        code("buyer_sector"),
        code("buyer_subsector"),
        text("buyer_legal_form"),
        code("kind"),
        code("cpv"),
        code("legal_basis"),
        flag("directive_governed"),
        code("procedure"),
        code("contract_form"),
        flag("dynamic_purchasing"),
        flag("electronic_auction"),
        flag("has_lots"),
        flag("joint"),
        flag("environmental"),
        flag("social"),
        flag("innovation"),
        flag("reserved_participation"),
        flag("reserved_execution"),
        text("database"),
        flag("reviewed"),
        *_PLACE,
    ),
    ("procurement_id",),
)

LOTS = Table(
    "lots",
    (
        _ID,
        must("lot_id", pa.string(), "id"),
        _YEAR,
        _TENDERS,
        _KNOWN,
        _PUBLISHED,
        text("title"),
        text("buyer_name"),
        _BUYER_NUMBER,
        code("buyer_sector"),
        code("buyer_subsector"),
        code("kind"),
        code("cpv"),
        code("legal_basis"),
        flag("directive_governed"),
        code("procedure"),
        code("contract_form"),
        flag("dynamic_purchasing"),
        flag("has_lots"),
        flag("reserved_participation"),
        flag("reserved_execution"),
        code("stated_cpv"),
        flag("stated_directive_governed"),
        code("stated_procedure"),
        code("stated_contract_form"),
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
        text("supplier_name"),
        Column("supplier_orgnr", pa.string(), "id"),
        flag("natural_person"),
        code("supplier_sector"),
        code("supplier_size"),
        text("supplier_legal_form"),
        code("supplier_sni_section"),
        code("supplier_sni_division"),
        code("supplier_sni_group"),
        code("supplier_sni_class"),
        code("supplier_sni_subclass"),
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
        must("value_ore", pa.int64(), "öre"),
        _KNOWN,
        flag("buyer_agrees"),
        flag("title_agrees"),
        *_PLACE,
    ),
    ("procurement_id", "source", "source_row"),
)

REFUSALS = Table(
    "refusals",
    (
        must("source", pa.string(), "id"),
        Column("table", pa.string(), "code"),
        text("sheet"),
        Column("row", pa.int64(), "row"),
        text("column"),
        must("reason", pa.string(), "code"),
        text("detail"),
        must("rows", pa.int64(), "rows"),
    ),
    ("source", "table", "sheet", "row", "column", "reason", "detail"),
)

FACT_TABLES: Mapping[str, Table] = MappingProxyType(
    {table.name: table for table in (PROCUREMENTS, LOTS, WINNERS, VALUES)}
)
ALL_TABLES: Mapping[str, Table] = MappingProxyType({**FACT_TABLES, REFUSALS.name: REFUSALS})

# What each table counts or sums, so that its total can be held against the source's.
MEASURES: Mapping[str, str] = MappingProxyType({"lots": "tenders", "winners": "tenders", "values": "value_ore"})
