"""The tables of the observatory's snapshot: its cells, the procurements that were judged, the queries behind."""

from __future__ import annotations

import pyarrow as pa

from svangrum.facts.columns import Column, Table, must

DATASET = "observatory"
_KEYS = ("source", "country", "year", "dimension", "member", "status", "currency")


def _count(name: str, unit: str) -> Column:
    return must(name, pa.int64(), unit)


def _code(name: str) -> Column:
    return must(name, pa.string(), "code")


CELLS = Table(
    "cells",
    (
        _code("source"),
        _code("country"),
        _count("year", "year"),
        _code("dimension"),
        _code("member"),
        _code("status"),
        _count("procurements", "procurements"),
        _count("lots", "lots"),
        must("tenders", pa.list_(pa.int64()), "lots"),
        _count("tenders_sum", "tenders"),
        _count("valued", "procurements"),
        Column("value", pa.decimal128(38, 0), "hundredths of the currency"),
        Column("currency", pa.string(), "code"),
        _count("review_known", "procurements"),
        _count("reviewed", "procurements"),
    ),
    _KEYS,
)
"""One row is a ``Cell``; what may not be told is already left out."""

REVIEWED = Table(
    "reserved",
    (
        _code("source"),
        _code("country"),
        _count("year", "year"),
        must("procurement_id", pa.string(), "id"),
        must("review", pa.string(), "JSON"),
    ),
    ("source", "country", "year", "procurement_id", "review"),
)

QUERIES = Table(
    "queries",
    (_code("source"), _code("dimension"), must("query", pa.string(), "text")),
    ("source", "dimension"),
)

ORIGINS = Table(
    "origins",
    (
        _code("source"),
        must("snapshot", pa.string(), "id"),
        must("attribution", pa.string(), "text"),
        must("retrieved_at", pa.string(), "time"),
        Column("first_year", pa.int64(), "year"),
        Column("last_year", pa.int64(), "year"),
    ),
    ("source",),
)
"""The snapshots that the figures are made from."""

TABLES = (CELLS, REVIEWED, QUERIES, ORIGINS)
