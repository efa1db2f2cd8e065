"""The procurements that were judged to be reserved or not: as text, and as small tables beside the facts."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from svangrum.analysis.observatory.cells import TED, TED_COMPETITIONS, UNKNOWN
from svangrum.analysis.observatory.notices import COMPETITION, RESULT
from svangrum.analysis.reserved_overrides import Override
from svangrum.analysis.reserved_review import Reviewed, review
from svangrum.competition.reservation import NOT_RESERVED, Evidence, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_TEXT = pa.string()
_STATISTICS = pa.schema({"procurement_id": _TEXT, "verdict": _TEXT})
_NOTICES = pa.schema({"notice_id": _TEXT, "lot_id": _TEXT, "verdict": _TEXT})
_CONTRACTS = pa.schema({"contract_id": _TEXT, "lot": pa.int64(), "verdict": _TEXT})
_NEUTRAL = {"winner-sole-trader": "winner-company"}
_SOURCES = {RESULT: TED, COMPETITION: TED_COMPETITIONS}
"""Kind of notice → the source that its lots are counted under; other kinds are not counted."""


def judged(store: Path, dataset: str) -> tuple[Reviewed, ...]:
    """All of a dataset that were judged and are counted, under the observatory's own sources and countries."""
    return tuple(_counted(one) for one in review(store, dataset) if one.kind is None or one.kind in _SOURCES)


def _counted(one: Reviewed) -> Reviewed:
    source = one.source if one.kind is None else _SOURCES[one.kind]
    return replace(one, source=source, country=one.country or UNKNOWN, verdict=_without_people(one.verdict))


def _without_people(verdict: Verdict) -> Verdict:
    """The verdict without a word of who is in business alone: such a winner is told of as any other business.

    Both signs weigh alike, so the evidence still adds up and nothing gives the difference away.
    """
    evidence = tuple(replace(one, code=_NEUTRAL.get(one.code, one.code)) for one in verdict.evidence)
    return replace(verdict, evidence=evidence)


def statistics_verdicts(reviewed: Iterable[Reviewed]) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """Verdicts by procurement of the Swedish statistics."""
    return _table(_STATISTICS, ((one.procurement_id, one.holds) for one in _held(reviewed)))


def notice_verdicts(reviewed: Iterable[Reviewed]) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """Verdicts by notice and lot of TED."""
    return _table(_NOTICES, ((one.procurement_id, lot, one.holds) for one in _held(reviewed) for lot in one.lots))


def contract_verdicts(reviewed: Iterable[Reviewed]) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """Verdicts by contract and lot of the French data."""
    rows = ((one.procurement_id, int(lot), one.holds) for one in _held(reviewed) for lot in one.lots)
    return _table(_CONTRACTS, rows)


def _held(reviewed: Iterable[Reviewed]) -> Iterator[Reviewed]:
    return (one for one in reviewed if one.holds != NOT_RESERVED)


def _table(schema: Any, rows: Iterable[tuple[object, ...]]) -> Any:  # noqa: ANN401 - pyarrow ships no types
    return pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema=schema)


def review_text(one: Reviewed) -> str:
    """One line of JSON: the same review, the same line."""
    return json.dumps(asdict(one), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat)


def review_from(raw: dict[str, Any]) -> Reviewed:
    """Read it back."""
    told, decided = _tuples(raw["verdict"]), raw["override"]
    verdict = Verdict(**{**told, "evidence": tuple(Evidence(**one) for one in told["evidence"])})
    override = decided and Override(**{**decided, "day": date.fromisoformat(decided["day"])})
    return Reviewed(**{**_tuples(raw), "verdict": verdict, "override": override})


def _tuples(raw: dict[str, Any]) -> dict[str, Any]:
    """JSON has no tuples."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}
