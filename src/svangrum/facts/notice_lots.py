"""The table of lots as notices tell of them: one row for each lot of each notice, in the order comparables are sought.

``docs/methods/notices.md`` defines the same columns for readers, with the path of each in both schemas.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from svangrum.facts.schemas import Column, Table

DATASET = "lots"
_AMOUNT = pa.decimal128(20, 2)
_TEXTS = pa.list_(pa.string())


def _must(name: str, kind: Any, unit: str) -> Column:  # noqa: ANN401 - pyarrow ships no types
    return Column(name, kind, unit, nullable=False)


def _text(name: str) -> Column:
    return Column(name, pa.string(), "text")


def _code(name: str) -> Column:
    return Column(name, pa.string(), "code")


def _id(name: str) -> Column:
    return Column(name, pa.string(), "id")


def _flag(name: str) -> Column:
    return Column(name, pa.bool_(), "yes/no")


def _several(name: str, unit: str) -> Column:
    return Column(name, _TEXTS, unit)


def _money(name: str, unit: str) -> Column:
    return Column(name, _AMOUNT, unit)


_TOLD = (
    _must("notice_id", pa.string(), "id"),
    Column("notice_version", pa.string(), "version"),
    _id("notice_uuid"),
    _must("notice_kind", pa.string(), "code"),
    _must("form", pa.string(), "code"),
    Column("published_on", pa.date32(), "day"),
    _code("country"),
    _code("legal_basis"),
    _text("buyer_name"),
    _id("buyer_id"),
    _code("buyer_type"),
    _id("procedure_id"),
    _code("procedure"),
    _id("previous_notice_id"),
    _must("lot_id", pa.string(), "id"),
    _text("title"),
    _code("cpv_main"),
    _several("cpv_additional", "code"),
    _several("nuts", "code"),
    _code("contract_nature"),
    _flag("framework"),
    _code("reserved_participation"),
    _flag("reserved_execution"),
    _several("social_codes", "code"),
    _text("performance_terms"),
    _several("award_criteria", "code"),
    _money("estimated_value", "currency"),
    _code("estimated_currency"),
    _money("awarded_value", "currency"),
    _code("awarded_currency"),
    Column("tenders_received", pa.int64(), "tenders"),
    _must("tenders_kind", pa.string(), "code"),
    Column("tenders_sme", pa.int64(), "tenders"),
    _flag("awarded"),
    _code("not_awarded_reason"),
    _several("winner_names", "text"),
    _several("winner_ids", "id"),
    _several("winner_countries", "code"),
    _several("winner_sizes", "code"),
)
_PLACE = (_must("source", pa.string(), "id"), _must("member", pa.string(), "text"))

READ = Table(
    "lots",
    (*_TOLD, _id("changes"), *_PLACE, _must("part", pa.string(), "id"), _must("position", pa.int64(), "notice")),
    ("notice_id", "lot_id", "source", "member", "part", "position"),
)
"""What one file tells, before notices are put together."""

LOTS = Table(
    "lots",
    (
        *_TOLD,
        _code("currency"),
        _money("estimated_value_eur", "EUR"),
        _money("estimated_value_sek", "SEK"),
        _money("awarded_value_eur", "EUR"),
        _money("awarded_value_sek", "SEK"),
        _id("linked_competition_notice_id"),
        _code("link_kind"),
        _must("marks_carried", pa.bool_(), "yes/no"),
        *_PLACE,
    ),
    ("cpv_main", "country", "published_on", "notice_id", "lot_id"),
)
"""The facts. A result carries the reserved marks of the competition it is linked to (``marks_carried``)."""

SOURCES = Table(
    "sources",
    (
        _must("source", pa.string(), "id"),
        _must("sha256", pa.string(), "id"),
        _must("name", pa.string(), "text"),
        _must("bytes", pa.int64(), "bytes"),
        _must("notices", pa.int64(), "notices"),
    ),
    ("sha256", "name"),
)
REFUSED = Table(
    "refusals",
    (
        _must("source", pa.string(), "id"),
        _must("member", pa.string(), "text"),
        _must("reason", pa.string(), "code"),
        _text("detail"),
    ),
    ("source", "member", "reason"),
)
"""Notices and files that did not become facts, each with its place and the code of the reason."""
