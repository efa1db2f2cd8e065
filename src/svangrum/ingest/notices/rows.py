"""Notices to rows of the table of lots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from svangrum.facts.notice_lots import READ
from svangrum.ingest.notices.notice import Outcome, TendersKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from svangrum.ingest.notices.notice import Amount, Lot, Notice

_NOTHING = Outcome(tenders_kind=TendersKind.UNKNOWN)
_AMOUNTS = ("estimated_value", "awarded_value")


def rows_of(
    notice: Notice, source: str, member: str, part: str = "", position: int = 0
) -> Iterator[tuple[object, ...]]:
    """A tuple for each lot, in the order of ``READ``; amounts in hundredths.

    ``position`` is the notice's place in its part: two copies of one file are told apart by it.
    """
    head = (
        notice.notice_id,
        notice.notice_version,
        notice.notice_uuid,
        notice.notice_kind.value,
        notice.form,
        notice.published_on,
        notice.country,
        notice.legal_basis,
        notice.buyer_name,
        notice.buyer_id,
        notice.buyer_type,
        notice.procedure_id,
        notice.procedure,
        notice.previous_notice_id,
    )
    place = (notice.changes, source, member, part, position)
    for lot in notice.lots:
        yield head + _lot(lot) + place


def _lot(lot: Lot) -> tuple[object, ...]:
    outcome = lot.outcome or _NOTHING
    return (
        *lot[:12],
        *_amount(lot.estimated_value),
        *_amount(outcome.value),
        outcome.tenders,
        outcome.tenders_kind.value,
        outcome.tenders_sme,
        outcome.awarded,
        outcome.not_awarded_reason,
        [one.name for one in outcome.winners],
        [one.id for one in outcome.winners],
        [one.country for one in outcome.winners],
        [one.size for one in outcome.winners],
    )


def _amount(amount: Amount | None) -> tuple[int | None, str | None]:
    return (None, None) if amount is None else (amount.hundredths, amount.currency)


def table_of(rows: Sequence[tuple[object, ...]]) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """Rows of ``rows_of`` as an Arrow table of the schema ``READ``."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(READ.columns)
    arrays = [
        _decimals(values) if column.name in _AMOUNTS else pa.array(values, type=column.type)
        for column, values in zip(READ.columns, columns, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=READ.schema)


def _decimals(hundredths: Sequence[object]) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """Whole hundredths as decimals with two places: the same bytes, read with another scale."""
    whole = pa.array(hundredths, type=pa.int64()).cast(pa.decimal128(20, 0))
    return pa.Array.from_buffers(pa.decimal128(20, 2), len(whole), whole.buffers(), null_count=whole.null_count)
