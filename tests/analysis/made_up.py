"""Made-up lots, so that a fit can be held against what they were made with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from svangrum.analysis.lots import Lot
from svangrum.competition.features import PurchaseFeatures

if TYPE_CHECKING:
    from pathlib import Path

DIVISIONS = ("45", "72", "90")


def lot(number: int, tenders: int, *, procurement: str | None = None, reserved: bool = False, **features) -> Lot:
    return Lot(
        procurement_id=procurement or f"P{number:05}",
        lot_id=f"L{number:05}",
        tenders=tenders,
        year=2021,
        sector="kommun",
        reserved=reserved,
        features=PurchaseFeatures(**features),
    )


def hazard_lots(count: int, *, baseline: float, effects: dict[str, float], seed: int = 1) -> list[Lot]:
    """Lots that stop at every count with chance logistic(baseline + the effect of their division)."""
    draws = np.random.default_rng(seed)
    lots = []
    for number in range(count):
        division = DIVISIONS[number % len(DIVISIONS)]
        chance = 1 / (1 + np.exp(-baseline - effects[division]))
        lots.append(lot(number, int(draws.geometric(chance)), cpv=f"{division}000000"))
    return lots


def negative_binomial_lots(
    count: int, *, mean: float, size: float, cpv: str, start: int = 0, seed: int = 1
) -> list[Lot]:
    """Lots from a negative binomial whose zeros were not recorded."""
    draws = np.random.default_rng(seed)
    held = draws.negative_binomial(size, size / (size + mean), size=20 * count)
    return [lot(start + number, int(n), cpv=cpv) for number, n in enumerate(held[held > 0][:count])]


def write_store(folder: Path, store: Path, *, order_seed: int, count: int = 700) -> None:
    """Ingest made-up tables: the same rows for every ``order_seed``, in another order."""
    from svangrum.ingest.statistics import ingest_statistics
    from tests.ingest import workbooks

    draws = np.random.default_rng(7)
    procurements, lots, winners = [], [], []
    for number in range(count):
        division = DIVISIONS[number % len(DIVISIONS)]
        own = {
            "id": f"XX{number}",
            "cpv": f"{division}000000 Något",
            "title": ("Lokalvård", "Konsulter", "Ombyggnad")[number % 7 % 3],
            "contract": ("Kontrakt", "Ramavtal")[number % 2],
        }
        procurements.append(workbooks.procurement(**own, reserved=str(number % 100 == 0)))
        lots.append(workbooks.lot(**own, lot=f"XX{number}_1", tenders=float(draws.geometric(0.3))))
        if number % 100 == 0:
            winners.append(workbooks.winner(**own, lot=f"XX{number}_1"))
    lots[0]["Antal anbud, Summa"] = 0.0
    folder.mkdir()
    for name, records in {"upphandlingar": procurements, "anbud": lots, "vinnare": winners}.items():
        np.random.default_rng(order_seed).shuffle(records)
        (folder / f"{name}.csv").write_text(workbooks.csv_text(records), "utf-8")
    ingest_statistics([folder], store=store, retrieved_at="2026-11-23", workers=1)
