"""The procurements that were judged to be reserved or not: as text, and as small tables beside the facts."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from pathlib import Path

    from svangrum.analysis.reserved_review import Reviewed

_STATISTICS = pa.schema({"procurement_id": pa.string(), "verdict": pa.string()})
_NOTICES = pa.schema({"notice_id": pa.string(), "lot_id": pa.string(), "verdict": pa.string()})


def judged(store: Path, dataset: str) -> tuple[Reviewed, ...]:
    """All that were judged of a dataset, overrides among them."""
    try:
        from svangrum.analysis.reserved_review import review
    except ImportError:
        return ()
    return review(store, dataset)


def holding(one: Reviewed) -> str:
    """The verdict that holds: a person's override, else the signs'."""
    return one.override.verdict if one.override else one.verdict.code


def statistics_verdicts(reviewed: tuple[Reviewed, ...]) -> Any:
    rows = [
        {"procurement_id": one.procurement_id, "verdict": holding(one)}
        for one in reviewed
        if holding(one) != "not-reserved"
    ]
    return pa.Table.from_pylist(rows, schema=_STATISTICS)


def notice_verdicts(reviewed: tuple[Reviewed, ...]) -> Any:
    return pa.Table.from_pylist([], schema=_NOTICES)


def review_text(one: Reviewed) -> str:
    """One line of JSON: the same review, the same line."""
    return json.dumps(asdict(one), ensure_ascii=False, sort_keys=True, default=str)


def review_from(raw: dict[str, Any]) -> Reviewed:
    """Read it back."""
    raise NotImplementedError
