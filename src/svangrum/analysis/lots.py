"""Lots with a known number of tenders, as the tender model reads them from the facts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from svangrum.competition.features import PurchaseFeatures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from svangrum.competition.counts import Floats, Ints

_BUYERS = {
    "kommun": "kommun",
    "kommunalt-agd-organisation": "kommunalt-bolag",
    "region": "region",
    "regionalt-agd-organisation": "regionalt-bolag",
    "statlig-myndighet": "stat",
    "statligt-agd-organisation": "statligt-bolag",
    "annat": "annat",
}
# Both are open to all: which of them it is follows from whether the purchase is governed by the directive
_PROCEDURES = {"oppet-forfarande": "open", "forenklat-forfarande": "open"}


@dataclass(frozen=True)
class Lot:
    """One lot. ``reserved``: its procurement carries either of the two flags of LOU 4:18."""

    procurement_id: str
    lot_id: str
    tenders: int
    year: int
    sector: str | None
    reserved: bool
    features: PurchaseFeatures


def lots_from(table: Any) -> tuple[Lot, ...]:  # noqa: ANN401 - pyarrow ships no types
    """The facts table ``lots`` (Arrow) as lots, ordered by procurement and lot whatever the order of the rows."""
    lots = (_lot(row) for row in table.to_pylist())
    return tuple(sorted(lots, key=lambda lot: (lot.procurement_id, lot.lot_id)))


def _lot(row: Mapping[str, Any]) -> Lot:
    return Lot(
        procurement_id=row["procurement_id"],
        lot_id=row["lot_id"],
        tenders=row["tenders"],
        year=row["year"],
        sector=row["buyer_sector"],
        reserved=bool(row["reserved_participation"] or row["reserved_execution"]),
        features=PurchaseFeatures(
            what=row["title"],
            cpv=row["cpv"],
            buyer=_BUYERS.get(row["buyer_subsector"]),
            kind=row["kind"],
            contract_form=row["contract_form"],
            directive_governed=row["directive_governed"],
            # Facts that an earlier version kept lack it
            dynamic_purchasing=row.get("dynamic_purchasing"),
            has_lots=row["has_lots"],
            procedure=_PROCEDURES.get(row["procedure"], row["procedure"]),
            legal_basis=row["legal_basis"],
        ),
    )


def with_tenders(lots: Iterable[Lot]) -> tuple[Lot, ...]:
    """The lots that a distribution without zero can be scored on."""
    return tuple(lot for lot in lots if lot.tenders > 0)


def tenders_of(lots: Sequence[Lot]) -> Ints:
    return np.array([lot.tenders for lot in lots], dtype=np.int64)


def features_of(lots: Sequence[Lot]) -> list[PurchaseFeatures]:
    return [lot.features for lot in lots]


def shared_weights(lots: Sequence[Lot], power: float = 0.5) -> Floats:
    """What each lot weighs in fitting: a procurement of n lots weighs n^(1 − power) in all."""
    sizes = Counter(lot.procurement_id for lot in lots)
    return np.array([sizes[lot.procurement_id] ** -power for lot in lots])
