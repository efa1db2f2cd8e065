"""The table of lots as notices tell of them: one row for each lot of each notice, in the order comparables are sought.

``docs/methods/notices.md`` defines the same columns for readers, with the path of each in both schemas.
"""

from __future__ import annotations

import pyarrow as pa

from svangrum.facts.columns import Column, Table, code, flag, must, text

DATASET = "lots"
_AMOUNT = pa.decimal128(20, 2)
_TEXTS = pa.list_(pa.string())


def _id(name: str) -> Column:
    return Column(name, pa.string(), "id")


def _several(name: str, unit: str) -> Column:
    return Column(name, _TEXTS, unit)


def _money(name: str, unit: str) -> Column:
    return Column(name, _AMOUNT, unit)


_TOLD = (
    must("notice_id", pa.string(), "id"),
    Column("notice_version", pa.string(), "version"),
    _id("notice_uuid"),
    must("notice_kind", pa.string(), "code"),
    must("form", pa.string(), "code"),
    Column("published_on", pa.date32(), "day"),
    code("country"),
    code("legal_basis"),
    text("buyer_name"),
    _id("buyer_id"),
    code("buyer_type"),
    _id("procedure_id"),
    code("procedure"),
    _id("previous_notice_id"),
    must("lot_id", pa.string(), "id"),
    text("title"),
    code("cpv_main"),
    _several("cpv_additional", "code"),
    _several("nuts", "code"),
    code("contract_nature"),
    flag("framework"),
    code("reserved_participation"),
    flag("reserved_execution"),
    _several("social_codes", "code"),
    text("performance_terms"),
    _several("award_criteria", "code"),
    _money("estimated_value", "currency"),
    code("estimated_currency"),
    _money("awarded_value", "currency"),
    code("awarded_currency"),
    Column("tenders_received", pa.int64(), "tenders"),
    must("tenders_kind", pa.string(), "code"),
    Column("tenders_sme", pa.int64(), "tenders"),
    flag("awarded"),
    code("not_awarded_reason"),
    _several("winner_names", "text"),
    _several("winner_ids", "id"),
    _several("winner_countries", "code"),
    _several("winner_sizes", "code"),
)
_PLACE = (must("source", pa.string(), "id"), must("member", pa.string(), "text"))

READ = Table(
    "lots",
    (*_TOLD, _id("changes"), *_PLACE, must("part", pa.string(), "id"), must("position", pa.int64(), "notice")),
    ("notice_id", "lot_id", "source", "member", "part", "position"),
)
"""What one file tells, before notices are put together."""

LOTS = Table(
    "lots",
    (
        *_TOLD,
        code("currency"),
        _money("estimated_value_eur", "EUR"),
        _money("estimated_value_sek", "SEK"),
        _money("awarded_value_eur", "EUR"),
        _money("awarded_value_sek", "SEK"),
        _id("linked_competition_notice_id"),
        code("link_kind"),
        must("marks_carried", pa.bool_(), "yes/no"),
        *_PLACE,
    ),
    ("cpv_main", "country", "published_on", "notice_id", "lot_id"),
)
"""The facts. A result carries the reserved marks of the competition it is linked to (``marks_carried``)."""

SOURCES = Table(
    "sources",
    (
        must("source", pa.string(), "id"),
        must("sha256", pa.string(), "id"),
        must("name", pa.string(), "text"),
        must("bytes", pa.int64(), "bytes"),
        must("notices", pa.int64(), "notices"),
    ),
    ("sha256", "name"),
)
REFUSED = Table(
    "refusals",
    (
        must("source", pa.string(), "id"),
        must("member", pa.string(), "text"),
        must("reason", pa.string(), "code"),
        text("detail"),
    ),
    ("source", "member", "reason"),
)
"""Notices and files that did not become facts, each with its place and the code of the reason."""
