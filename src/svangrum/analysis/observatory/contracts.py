"""French contracts as observations: one row for each lot of each contract."""

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
from svangrum.analysis.observatory.places import buyer_kinds

_COUNTRY, _CURRENCY = "FR", "EUR"


class Contracts(NamedTuple):
    """The facts, and two small tables that are worked out beside them (Ibis).

    ``verdicts``: ``contract_id``, ``lot``, ``verdict``. ``holders``: ``holder_names``, ``holder_kinds``, ``winner``,
    ``person``.
    """

    contracts: Any
    verdicts: Any
    holders: Any


def observed(facts: Contracts) -> Any:  # noqa: ANN401 - ibis ships no types
    """All rows. A contract counts once as a procurement, in the row of its most telling lot."""
    rows = facts.contracts
    same = [rows[name].identical_to(facts.holders[name]) for name in ("holder_names", "holder_kinds")]
    rows = without(rows.left_join(facts.holders, same), "holder_names_right", "holder_kinds_right")
    judged = without(rows.left_join(facts.verdicts, ["contract_id", "lot"]), "contract_id_right", "lot_right")
    status = status_of(judged.verdict, clause=judged.social_clause)
    return _measured(leading(judged.mutate(status=status), "contract_id", "lot"))


def _measured(rows: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    value = rows.value_cents.fill_null(0).cast("decimal(38, 0)")
    valued = (value > 0).cast("int64")
    person = rows.person.fill_null(NO).cast("int64")
    nothing = ibis.literal(0, "int64")
    return rows.select(
        "year",
        "status",
        "procurements",
        country=ibis.literal(_COUNTRY),
        currency=ibis.literal(_CURRENCY),
        cpv=division(rows.cpv),
        buyer=translated(rows.buyer_category, buyer_kinds("decp")),
        region=nuts_2(rows.nuts),
        municipality=ibis.literal(UNKNOWN),
        winner=rows.winner.fill_null(UNKNOWN),
        lots=ibis.literal(1, "int64"),
        **histogram(rows.offers_received),
        tenders_sum=rows.offers_received.fill_null(0),
        valued=valued,
        value=value,
        review_known=nothing,
        reviewed=nothing,
        persons_valued=person * valued,
    )
