"""How many tenders a purchase like this one gets: the whole distribution, open or reserved, and what it rests on.

The figures are ``data/market/tenders.json``, made from the facts by ``svangrum model fit``; the method stands in
``docs/methods/tenders.md``. Nothing here is the effect of reserving: the two answers are comparisons.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from svangrum.competition.baselines import CpvTree
from svangrum.competition.counts import quantile, quantile_dots, shortest_interval
from svangrum.competition.features import PurchaseFeatures, cpv_path
from svangrum.competition.hazard import ALL, HazardModel
from svangrum.core.data import data_path
from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from svangrum.competition.counts import Floats
    from svangrum.competition.hazard import Place

__all__ = [
    "Market",
    "Provenance",
    "PurchaseFeatures",
    "ReservedOutlook",
    "TenderOutlook",
    "ZeroEvidence",
    "load_market",
    "outlooks",
]

ARTIFACT = "market/tenders.json"
CELLS = 50
"""A distribution is told as P(1), P(2), …; its last cell is this many tenders or more."""

_LEVELS = {3: "group", 2: "division"}
_DECILE = 1.2816
"""The standard normal's upper tenth begins here."""


@dataclass(frozen=True)
class TenderOutlook:
    """What to expect. ``pmf[0]`` is P(N = 1); the last of its ``CELLS`` cells is P(N ≥ ``CELLS``).

    ``low80``–``high80`` is the shortest interval that holds at least 80 %. Each of the 20 ``dots`` is one purchase
    in twenty. ``n_lots`` in ``n_procurements`` are the purchases it is compared with: those of the CPV ``level``
    (``group``, ``division``, ``all``) named by ``cpv_prefix``. ``p_zero`` is not known: the source records no
    procurement without tenders, and no direct award.
    """

    pmf: tuple[float, ...]
    p_one: float
    p_two_or_more: float
    median: int
    low80: int
    high80: int
    dots: tuple[int, ...]
    n_lots: int
    n_procurements: int
    level: str
    cpv_prefix: str | None
    p_zero: None = None


@dataclass(frozen=True)
class ReservedOutlook:
    """The outlook of a reserved purchase and all it rests on; ``outlook.n_lots`` counts the reserved lots.

    ``p_one_low``–``p_one_high``: where P(N = 1) lies with 80 % probability, so few are the lots. ``shift`` is how
    much higher the log odds are that the tenders stop at each number, compared with an open purchase: its prior and
    what the lots made of it. ``share_genuine`` is how far a flag is trusted. ``counts``: tenders → lots.
    ``winners``: kind of winner → procurements, among the ``n_flagged``.
    """

    outlook: TenderOutlook
    p_one_low: float
    p_one_high: float
    n_flagged: int
    n_zero_lots: int
    counts: Mapping[int, int]
    prior_mean: float
    prior_sd: float
    shift_mean: float
    shift_sd: float
    share_genuine: float
    winners: Mapping[str, int]


@dataclass(frozen=True)
class ZeroEvidence:
    """Lots counted in one country, by a source that records those without tenders, and how many got ``none``."""

    lots: int
    none: int


@dataclass(frozen=True)
class Provenance:
    """Where the figures come from. ``values`` fill the words; ``scores`` are out of fold, per model."""

    values: Mapping[str, str | int]
    sources: tuple[Mapping[str, Any], ...]
    scores: Mapping[str, Mapping[str, float]]
    code: str


class Market:
    """The shipped figures, open for questions.

    ``zero``: country → what is known of lots without tenders; empty unless notices were at hand when it was fitted.
    ``zero_attribution`` is printed with it.
    """

    def __init__(self, figures: Mapping[str, Any]) -> None:
        origin = figures["provenance"]
        self.provenance = Provenance(_values(origin), tuple(origin["sources"]), origin["scores"], origin["code"])
        self.period: str = origin["period"]
        self.n_lots: int = origin["lots"]
        self.n_procurements: int = origin["procurements"]
        told = figures["zero"]
        self.zero: Mapping[str, ZeroEvidence] = {
            country: ZeroEvidence(*counted) for country, counted in told.get("countries", {}).items()
        }
        self.zero_attribution: str | None = told.get("attribution")
        self._comparables: Mapping[str, Sequence[int]] = figures["comparables"]
        self._reserved: Mapping[str, Any] = figures["reserved"]
        self.hazard = hazard_model(figures["hazard"])
        self._trees = {name: CpvTree(nodes) for name, nodes in figures["baselines"].items()}

    @property
    def reserved_evidence(self) -> Mapping[str, Any]:
        """What the reserved answer rests on, as the artifact has it: prior, each source with its number, posterior."""
        return self._reserved

    @property
    def n_reserved_lots(self) -> int:
        return int(self._reserved["lots"])

    @property
    def n_reserved_procurements(self) -> int:
        return int(self._reserved["procurements"])

    @property
    def models(self) -> dict[str, Callable[[Sequence[PurchaseFeatures]], Floats]]:
        """The shipped model and the baselines fitted with it: purchases → one distribution a row."""
        return {"shipped": self.hazard.pmf, **{name: tree.pmf for name, tree in self._trees.items()}}

    def open(self, features: PurchaseFeatures) -> TenderOutlook:
        """What to expect when all may take part."""
        return self._open(features, self.hazard.pmf([features])[0])

    def reserved(self, features: PurchaseFeatures) -> ReservedOutlook:
        """What to expect when the purchase is reserved (LOU 4:18): as wide as the few lots leave it."""
        return self._when_reserved(self.hazard.pmf_at(self._moved(self.hazard.place(features))))

    def both(self, features: PurchaseFeatures) -> tuple[TenderOutlook, ReservedOutlook]:
        """``open`` and ``reserved`` at once."""
        place = self.hazard.place(features)
        pmfs = self.hazard.pmf_at([place, *self._moved(place)])
        return self._open(features, pmfs[0]), self._when_reserved(pmfs[1:])

    def _open(self, features: PurchaseFeatures, pmf: Floats) -> TenderOutlook:
        level, prefix = self._compared_with(features)
        lots, procurements = self._comparables[prefix or ALL]
        return _outlook(pmf, lots, procurements, level, prefix)

    def _moved(self, place: Place) -> list[Place]:
        """Where a purchase stands when it is reserved: at the middle, where most stop, and where fewest do."""
        mean, sd, variation = (self._reserved[one] for one in ("shift_mean", "shift_sd", "variation"))
        shifts = ((mean, math.hypot(sd, variation)), (mean + _DECILE * sd, variation), (mean - _DECILE * sd, variation))
        return [place.moved(*shift) for shift in shifts]

    def _when_reserved(self, pmfs: Floats) -> ReservedOutlook:
        """``pmfs`` are those of ``_moved``."""
        told = self._reserved
        pmf, many_stop, few_stop = pmfs
        return ReservedOutlook(
            outlook=_outlook(pmf, told["lots"], told["procurements"], ALL, None),
            p_one_low=float(few_stop[0]),
            p_one_high=float(many_stop[0]),
            n_flagged=told["flagged"],
            n_zero_lots=told["zero_lots"],
            counts={int(tenders): lots for tenders, lots in told["counts"].items()},
            prior_mean=told["prior_mean"],
            prior_sd=told["prior_sd"],
            shift_mean=told["shift_mean"],
            shift_sd=told["shift_sd"],
            share_genuine=told["share_genuine"],
            winners=told["winners"],
        )

    def _compared_with(self, features: PurchaseFeatures) -> tuple[str, str | None]:
        for prefix in reversed(cpv_path(features.cpv)[:2]):
            if prefix in self._comparables:
                return _LEVELS[len(prefix)], prefix
        return ALL, None


@cache
def load_market(path: Path | None = None) -> Market:
    """The market as shipped, or the one in a file that ``svangrum model fit`` wrote.

    Raises ``SvangrumError`` ``model.unreadable`` for a file that is no such thing.
    """
    if path is None:
        return Market(json.loads(data_path(ARTIFACT).read_text("utf-8")))
    try:
        return Market(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise SvangrumError("model.unreadable", field="model", path=str(path)) from error


@lru_cache(maxsize=1024)
def outlooks(features: PurchaseFeatures) -> tuple[TenderOutlook, ReservedOutlook]:
    """Open and reserved, in the market as shipped. Purchases that differ only in value or term share them."""
    return load_market().both(features)


def hazard_model(figures: Mapping[str, Any]) -> HazardModel:
    """The model in the artifact's own form."""
    return HazardModel(
        baseline=np.array(figures["baseline"]),
        spread=figures["spread"],
        effects=figures["effects"],
        unknown=figures["unknown"],
    )


def _values(origin: Mapping[str, Any]) -> dict[str, str | int]:
    return {
        "attribution": origin["attribution"],
        "period": origin["period"],
        "year": origin["period"],
        "lots": origin["lots"],
        "procurements": origin["procurements"],
        "coverage": round(100 * origin["scores"]["shipped"]["pit_80"]),
    }


def _outlook(pmf: Floats, lots: int, procurements: int, level: str, prefix: str | None) -> TenderOutlook:
    low, high = shortest_interval(pmf)
    told = [*pmf[: CELLS - 1].tolist(), float(pmf[CELLS - 1 :].sum())]
    return TenderOutlook(
        pmf=tuple(told),
        p_one=told[0],
        p_two_or_more=1 - told[0],
        median=quantile(pmf, 0.5),
        low80=low,
        high80=high,
        dots=quantile_dots(pmf),
        n_lots=lots,
        n_procurements=procurements,
        level=level,
        cpv_prefix=prefix,
    )
