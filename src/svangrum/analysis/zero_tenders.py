"""How often nobody tenders, where a source records it: TED's eForms results, in which a lot without tenders is told.

The older forms do not tell a lot that got none from one whose tenders were all rejected, so they are not counted.
Nothing here touches the model: its source records no procurement without tenders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.core.errors import SvangrumError
from svangrum.facts.engine import open_store

if TYPE_CHECKING:
    from pathlib import Path

LEAST_LOTS = 30
"""Countries with fewer counted lots are left out."""

WITH_A_CALL = ("open", "restricted", "neg-w-call", "comp-dial", "comp-tend", "innovation", "oth-mult")
"""eForms' procedures that begin with a call for competition."""


def zero_tenders(store: Path) -> dict[str, Any]:
    """The artifact's ``zero`` part: country → [lots, those without tenders], and the attribution to print with them.

    Empty when no notices have been ingested or no country has enough lots.
    """
    opened = open_store(store)
    try:
        lots = opened.lots()
    except SvangrumError as error:
        if error.code == "facts.none":
            return {}
        raise
    countries = _counted(lots)
    return {"attribution": opened.lots_manifest.attribution, "countries": countries} if countries else {}


def _counted(lots: Any) -> dict[str, list[int]]:  # noqa: ANN401 - ibis ships no types
    """Country → lots of results with an exact count that were open to all, and how many of them got none."""
    counted = lots.filter(
        lots.notice_kind == "result",
        lots.tenders_kind == "exact",
        lots.notice_uuid.notnull(),
        lots.country.notnull(),
        lots.procedure.isin(WITH_A_CALL),
        lots.reserved_participation.isnull() | (lots.reserved_participation == "none"),
        ~lots.reserved_execution.fill_null(False),  # noqa: FBT003 - Ibis takes it by place
    )
    told = counted.group_by("country").aggregate(lots=counted.count(), none=(counted.tenders_received == 0).sum())
    rows = told.filter(told.lots >= LEAST_LOTS).order_by("country").to_pyarrow().to_pylist()
    return {row["country"]: [row["lots"], row["none"]] for row in rows}
