"""TED's notices as observations: one row for each lot, of results or of competitions, never of both."""

from __future__ import annotations

from typing import Any, NamedTuple

import ibis

from svangrum.analysis.observatory.cells import UNKNOWN
from svangrum.analysis.observatory.observed import (
    NO,
    division,
    histogram,
    leading,
    nuts_2,
    status_of,
    translated,
    without,
)
from svangrum.analysis.observatory.places import buyer_kinds, county_by_nuts

RESULT, COMPETITION = "result", "competition"
_EMPLOYMENT = "opp"
"""BT-775's code for employment opportunities."""
_HUNDREDTHS = 100


class Notices(NamedTuple):
    """The facts, and two small tables that are worked out beside them (Ibis).

    ``verdicts``: ``notice_id``, ``lot_id``, ``verdict``. ``winners``: ``country``, ``winner_names``, ``winner``,
    ``person``.
    """

    lots: Any
    verdicts: Any
    winners: Any


def rows_of(lots: Any, kind: str) -> Any:  # noqa: ANN401 - ibis ships no types
    """The lots of one kind of notice, with the names that ``Notices.winners`` is worked out for."""
    chosen = lots.filter(lots.notice_kind == kind, lots.published_on.notnull())
    return chosen.select(
        "notice_id",
        "lot_id",
        "cpv_main",
        "buyer_type",
        "social_codes",
        "reserved_participation",
        "reserved_execution",
        "winner_names",
        "tenders_received",
        "tenders_kind",
        "awarded_value",
        "currency",
        country=chosen.country.fill_null(UNKNOWN),
        year=chosen.published_on.year().cast("int64"),
        nuts=_first(chosen.nuts),
    )


def _first(codes: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    return ibis.ifelse(codes.length() > 0, codes[0], ibis.null("string"))


def observed(facts: Notices, kind: str) -> Any:  # noqa: ANN401 - ibis ships no types
    """All rows of one kind. A notice counts once as a procurement, in the row of its most telling lot."""
    rows = rows_of(facts.lots, kind)
    if kind == RESULT:
        same = [rows.country == facts.winners.country, rows.winner_names.identical_to(facts.winners.winner_names)]
        rows = without(rows.left_join(facts.winners, same), "country_right", "winner_names_right")
    else:
        rows = rows.mutate(winner=ibis.null("string"), person=ibis.null("boolean"))
    judged = without(rows.left_join(facts.verdicts, ["notice_id", "lot_id"]), "notice_id_right", "lot_id_right")
    clause = judged.social_codes.contains(_EMPLOYMENT)
    untold = judged.reserved_participation.isnull() & judged.reserved_execution.isnull()
    status = status_of(judged.verdict, clause=clause, untold=untold)
    return _measured(leading(judged.mutate(status=status), "notice_id", "lot_id"))


def _measured(rows: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    tenders = ibis.ifelse(rows.tenders_kind == "exact", rows.tenders_received, ibis.null("int64"))
    value = (rows.awarded_value.fill_null(0) * _HUNDREDTHS).cast("decimal(38, 0)")
    valued = (value > 0).cast("int64")
    person = rows.person.fill_null(NO).cast("int64")
    nothing = ibis.literal(0, "int64")
    return rows.select(
        "country",
        "year",
        "status",
        "procurements",
        currency=rows.currency,
        cpv=division(rows.cpv_main),
        buyer=translated(rows.buyer_type, buyer_kinds("ted")),
        region=_region(rows.country, rows.nuts),
        municipality=ibis.literal(UNKNOWN),
        winner=rows.winner.fill_null(UNKNOWN),
        lots=ibis.literal(1, "int64"),
        **histogram(tenders),
        tenders_sum=tenders.fill_null(0),
        valued=valued,
        value=value,
        review_known=nothing,
        reviewed=nothing,
        persons_valued=person * valued,
    )


def _region(country: Any, nuts: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """The county in Sweden; elsewhere NUTS 2; ``unknown`` where the place of performance is told less closely."""
    return ibis.ifelse(country == "SE", translated(nuts, county_by_nuts()), nuts_2(nuts))
