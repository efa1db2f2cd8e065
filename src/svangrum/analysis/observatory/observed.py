"""What every source is brought to before it is counted: one row for each lot, or group of lots, with what it adds.

The keys say where a row is counted, the measures what it adds there. So every figure is a plain sum, a procurement
counts once, and the members of each dimension add up to the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from svangrum.analysis.observatory.cells import (
    ALL,
    BUYER,
    CLAUSE,
    CPV,
    LAST,
    MUNICIPALITY,
    OTHER,
    REGION,
    SOCIAL,
    STATUSES,
    UNKNOWN,
    UNTOLD,
    WINNER,
)
from svangrum.core.codes import cpv_table

if TYPE_CHECKING:
    from collections.abc import Mapping

NO = ibis.literal(False)  # noqa: FBT003 - its only form
TENDERS = tuple(f"tenders_{number}" for number in range(LAST + 1))
MEASURES = (
    "procurements",
    "lots",
    *TENDERS,
    "tenders_sum",
    "valued",
    "value",
    "review_known",
    "reviewed",
    "persons_valued",
)
"""``persons_valued``: procurements with a value that a natural person, or what may be one, won."""
_PLACES = (CPV, BUYER, REGION, MUNICIPALITY, WINNER)
_NUTS_2 = 4
_ABOUT = ("country", "year", "status", "currency")


def cube(observed: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """The rows summed over all that no dimension tells apart: what every dimension is counted from."""
    return _summed(observed.group_by([*_ABOUT, *_PLACES]), observed)


def by_dimension(observed: Any, dimension: str) -> Any:  # noqa: ANN401 - ibis ships no types
    """The cells of one dimension, from the rows or from their ``cube``."""
    member = ibis.literal(ALL) if dimension == ALL else observed[dimension]
    placed = observed.mutate(member=member)
    return _summed(placed.group_by([*_ABOUT, "member"]), placed)


def _summed(grouped: Any, table: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    whole = {name: table[name].sum().cast("int64") for name in MEASURES if name != "value"}
    return grouped.aggregate(**whole, value=table.value.sum().cast("decimal(38, 0)"))


def division(code: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """The CPV division of a code; ``unknown`` when there is none such."""
    known = sorted({one[:2] for one in cpv_table()})
    first = code.left(2)
    return ibis.ifelse(first.isin(known), first, UNKNOWN).fill_null(UNKNOWN)


def nuts_2(code: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """The NUTS 2 area of a code; ``unknown`` where it tells of a larger one, or of none."""
    return ibis.ifelse(code.length() >= _NUTS_2, code.left(_NUTS_2), UNKNOWN).fill_null(UNKNOWN)


def translated(code: Any, words: Mapping[str, str]) -> Any:  # noqa: ANN401 - ibis ships no types
    """The code as its word; ``unknown`` where it has none."""
    return code.cases(*words.items(), else_=UNKNOWN)


def status_of(
    verdict: Any,  # noqa: ANN401 - ibis ships no types
    *,
    clause: Any = None,  # noqa: ANN401 - as above
    social: Any = None,  # noqa: ANN401 - as above
    untold: Any = None,  # noqa: ANN401 - as above
) -> Any:  # noqa: ANN401 - as above
    """The verdict where there is one, then an employment clause, the wider social mark, nothing told, the rest."""
    marks = ((clause, CLAUSE), (social, SOCIAL), (untold, UNTOLD))
    said = [(mark.fill_null(NO), name) for mark, name in marks if mark is not None]
    rest = ibis.cases(*said, else_=OTHER) if said else ibis.literal(OTHER)
    return verdict.fill_null(rest)


def histogram(tenders: Any) -> dict[str, Any]:  # noqa: ANN401 - ibis ships no types
    """One measure for each place of ``Cell.tenders``: 1 where the lot stands there."""
    places = {name: (tenders == number) for number, name in enumerate(TENDERS[:-1])}
    places[TENDERS[-1]] = tenders >= LAST
    return {name: told.fill_null(NO).cast("int64") for name, told in places.items()}


def leading(rows: Any, procurement: str, lot: str) -> Any:  # noqa: ANN401 - ibis ships no types
    """The rows with ``procurements``: 1 for one lot of each procurement, the first of the most telling status.

    So a procurement with one reserved lot counts among the reserved, and counts once.
    """
    rank = rows.status.cases(*((status, str(place)) for place, status in enumerate(STATUSES)), else_="9")
    ranked = rows.mutate(lead=rank + rows[lot].cast("string"))
    first = ranked.group_by(procurement).aggregate(first=ranked.lead.min())
    joined = ranked.left_join(first, procurement)
    leads = joined.mutate(procurements=(joined.lead == joined.first).cast("int64"))
    return without(leads, "lead", "first", f"{procurement}_right")


def without(table: Any, *columns: str) -> Any:  # noqa: ANN401 - ibis ships no types
    """The table without some columns, one by one: Ibis writes several in no set order."""
    for name in columns:
        table = table.drop(name)
    return table
