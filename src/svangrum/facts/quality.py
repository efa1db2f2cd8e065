"""What a reader of the facts must know about them, as counts. Each has words: ``ingest.quality.<code>``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Mapping

# What the tenders table states against what the procurement table states; the procurement table wins.
_STATED = {
    "contract-form-differs": "contract_form",
    "procedure-differs": "procedure",
    "directive-differs": "directive_governed",
    "cpv-differs": "cpv",
}


def quality_counts(tables: Mapping[str, Any]) -> dict[str, int]:
    """Counts over the four tables of facts (Arrow), by code. A count of nought is given too."""
    return {
        **_procurements(tables["procurements"]),
        **_lots(tables["lots"]),
        **_winners(tables["winners"], tables["lots"]),
        **_values(tables["values"]),
    }


def _procurements(table: Any) -> dict[str, int]:  # noqa: ANN401 - pyarrow ships no types
    return {
        "procurements.without-kind": table["kind"].null_count,
        "procurements.without-cpv": table["cpv"].null_count,
        "procurements.without-directive": table["directive_governed"].null_count,
        "procurements.without-buyer-number": table["buyer_orgnr"].null_count,
        "procurements.reserved-participation": _true(table["reserved_participation"]),
        "procurements.reserved-execution": _true(table["reserved_execution"]),
    }


def _lots(table: Any) -> dict[str, int]:  # noqa: ANN401 - pyarrow ships no types
    known = table.filter(table["has_procurement"])
    differ = {f"lots.{code}": _differ(known[column], known[f"stated_{column}"]) for code, column in _STATED.items()}
    return {
        "lots.without-procurement": table.num_rows - known.num_rows,
        **differ,
        "lots.without-tenders": _true(pc.equal(table["tenders"], 0)),
        "lots.reserved-participation": _true(table["reserved_participation"]),
    }


def _winners(table: Any, lots: Any) -> dict[str, int]:  # noqa: ANN401 - pyarrow ships no types
    persons = _true(table["natural_person"])
    won = pc.unique(table["lot_id"].drop_null())
    return {
        "winners.without-procurement": _false(table["has_procurement"]),
        "winners.natural-person": persons,
        "winners.name-withheld": table["supplier_name"].null_count - persons,
        "winners.lot-without-tenders": _false(pc.is_in(won, value_set=_set(lots["lot_id"]))),
        "lots.without-winner": _false(pc.is_in(lots["lot_id"], value_set=_set(won))),
    }


def _values(table: Any) -> dict[str, int]:  # noqa: ANN401 - pyarrow ships no types
    return {
        "values.without-procurement": _false(table["has_procurement"]),
        "values.zero": _true(pc.equal(table["value_ore"], 0)),
        "values.same-procurement": table.num_rows - len(pc.unique(table["procurement_id"])),
        "values.other-buyer": _false(table["buyer_agrees"]),
        "values.other-title": _false(table["title_agrees"]),
    }


def _true(flags: Any) -> int:  # noqa: ANN401 - pyarrow ships no types
    return int(pc.sum(flags).as_py() or 0)


def _false(flags: Any) -> int:  # noqa: ANN401 - pyarrow ships no types
    return _true(pc.invert(flags))


def _differ(one: Any, other: Any) -> int:  # noqa: ANN401 - pyarrow ships no types
    """Rows that state different things, or where only one states anything."""
    same = pc.fill_null(pc.equal(one, other), fill_value=False)
    neither = pc.and_(pc.is_null(one), pc.is_null(other))
    return _false(pc.or_(same, neither))


def _set(values: Any) -> Any:  # noqa: ANN401 - pyarrow ships no types
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
