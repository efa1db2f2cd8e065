"""Cells as files for others to count on: CSV, Parquet, JSON, each naming its source."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from svangrum.analysis.observatory.cells import LAST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from svangrum.analysis.observatory.cells import Cell, Observatory

CSV, PARQUET, JSON = FORMATS = ("csv", "parquet", "json")
_BEFORE = ("source", "country", "year", "dimension", "member", "status", "procurements", "lots")
_TENDERS = (*(f"tenders_{number}" for number in range(LAST)), f"tenders_{LAST}_or_more")
_AFTER = ("tenders_sum", "valued", "value_hundredths", "currency", "review_known", "reviewed", "attribution")
COLUMNS = (*_BEFORE, *_TENDERS, *_AFTER)
"""One row is a cell. An empty ``value_hundredths`` is withheld."""


def as_bytes(observatory: Observatory, cells: Sequence[Cell], form: str) -> bytes:
    """The cells as a file of one of ``FORMATS``: the same cells, the same bytes."""
    return _WRITERS[form](observatory, _rows(observatory, cells))


def _rows(observatory: Observatory, cells: Sequence[Cell]) -> list[dict[str, Any]]:
    attributions = {origin.source: origin.attribution for origin in observatory.origins}
    return [_row(cell, attributions[cell.source]) for cell in cells]


def _row(cell: Cell, attribution: str) -> dict[str, Any]:
    told = {**asdict(cell), **dict(zip(_TENDERS, cell.tenders, strict=True))}
    told |= {"value_hundredths": cell.value, "attribution": attribution}
    return {name: told[name] for name in COLUMNS}


def _csv(_observatory: Observatory, rows: Sequence[dict[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _parquet(_observatory: Observatory, rows: Sequence[dict[str, Any]]) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 - takes its time to load, and the other forms do without it
    import pyarrow.parquet as pq  # noqa: PLC0415 - said above

    texts = {"source", "country", "dimension", "member", "status", "currency", "attribution"}
    kinds = {name: pa.string() if name in texts else pa.int64() for name in COLUMNS}
    schema = pa.schema({**kinds, "value_hundredths": pa.decimal128(38, 0)})
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), file, compression="zstd", version="2.6")
    return file.getvalue()


def _json(observatory: Observatory, rows: Sequence[dict[str, Any]]) -> bytes:
    told = {
        "snapshot": observatory.identity,
        "shipped": observatory.shipped,
        "origins": [asdict(origin) for origin in observatory.origins],
        "cells": rows,
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


_WRITERS = {CSV: _csv, PARQUET: _parquet, JSON: _json}
