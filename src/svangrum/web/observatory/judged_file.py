"""The judged procurements as a file: the verdict that holds, the machine's own, and any change by a person."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from svangrum.core.sheets import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from svangrum.analysis.reserved_review import Reviewed

Row = dict[str, str | int | float | None]
COLUMNS = (
    "source",
    "country",
    "year",
    "procurement_id",
    "lots",
    "title",
    "buyer",
    "address",
    "verdict",
    "machine_verdict",
    "probability",
    "signs",
    "changed_on",
    "changed_by",
    "reason",
    "attribution",
)
"""One row is a procurement, or lots of it that were judged alike. ``signs``: the codes of what was met."""


def rows(reviewed: Sequence[Reviewed], attribution: str) -> list[Row]:
    return [_row(one, attribution) for one in reviewed]


def _row(one: Reviewed, attribution: str) -> Row:
    changed = one.override
    return {
        "source": one.source,
        "country": one.country,
        "year": one.year,
        "procurement_id": one.procurement_id,
        "lots": " ".join(one.lots),
        "title": one.title,
        "buyer": one.buyer,
        "address": one.address,
        "verdict": one.holds,
        "machine_verdict": one.verdict.code,
        "probability": one.verdict.probability,
        "signs": " ".join(sign.code for sign in one.verdict.evidence),
        "changed_on": changed.day.isoformat() if changed else None,
        "changed_by": changed.who if changed else None,
        "reason": changed.reason if changed else None,
        "attribution": attribution,
    }


def as_csv(found: Sequence[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in found)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: str | float | None) -> str | float | None:
    return plain(value) if isinstance(value, str) else value


def as_json(found: Sequence[Row]) -> bytes:
    return (json.dumps({"procurements": found}, ensure_ascii=False, indent=1) + "\n").encode()


def as_parquet(found: Sequence[Row]) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 - takes its time to load, and the other forms do without it
    import pyarrow.parquet as pq  # noqa: PLC0415 - said above

    kinds = {name: pa.string() for name in COLUMNS} | {"year": pa.int64(), "probability": pa.float64()}
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(found), schema=pa.schema(kinds)), file, compression="zstd")
    return file.getvalue()
