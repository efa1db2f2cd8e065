"""The shipped model and the baselines beside it on lots whose tenders are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.analysis.lots import with_tenders
from svangrum.analysis.out_of_fold import out_of_fold
from svangrum.analysis.scoring import division_of, draws_for, mean_per_procurement, places_by, score_models
from svangrum.competition.scores import means
from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from svangrum.analysis.lots import Lot
    from svangrum.analysis.scoring import Predict
    from svangrum.competition.scores import LotScores


@dataclass(frozen=True)
class Group:
    """A part of the lots: ``scores`` per model and metric."""

    name: str
    lots: int
    scores: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Evaluation:
    """``models``: model → metric → mean over lots. ``per_procurement``: model → log score, procurements alike.

    ``zero_lots`` had no tender: the distributions have no zero, so they are counted and not scored.
    """

    lots: int
    zero_lots: int
    procurements: int
    models: Mapping[str, Mapping[str, float]]
    per_procurement: Mapping[str, float]
    sectors: tuple[Group, ...]
    divisions: tuple[Group, ...]


def evaluate(lots: Sequence[Lot], models: Mapping[str, Predict]) -> Evaluation:
    """Score ``models`` on ``lots``, in their total order. Raises ``SvangrumError`` ``model.nothing-to-score``."""
    scored = with_tenders(lots)
    if not scored:
        raise SvangrumError("model.nothing-to-score", field="tenders")
    return summary(scored, score_models(scored, models, draws_for(scored)), zero_lots=len(lots) - len(scored))


def evaluate_out_of_fold(lots: Sequence[Lot], *, workers: int = 1, boosted: bool = False) -> Evaluation:
    """Score models that never saw a lot's procurement. Raises ``SvangrumError`` ``model.nothing-to-score``."""
    scored = with_tenders(lots)
    if not scored:
        raise SvangrumError("model.nothing-to-score", field="store")
    scores = out_of_fold(scored, workers=workers, boosted=boosted)
    return summary(scored, scores, zero_lots=len(lots) - len(scored))


def summary(lots: Sequence[Lot], scores: Mapping[str, LotScores], *, zero_lots: int) -> Evaluation:
    """The means of ``scores``: over all, by sector, by CPV division."""
    return Evaluation(
        lots=len(lots),
        zero_lots=zero_lots,
        procurements=len({lot.procurement_id for lot in lots}),
        models={name: means(one) for name, one in scores.items()},
        per_procurement={name: mean_per_procurement(lots, one.log) for name, one in scores.items()},
        sectors=_groups(places_by(lots, lambda lot: lot.sector), scores),
        divisions=_groups(places_by(lots, division_of), scores),
    )


def _groups(places: Mapping[str, list[int]], scores: Mapping[str, LotScores]) -> tuple[Group, ...]:
    return tuple(
        Group(name, len(held), {model: means(one.where(held)) for model, one in scores.items()})
        for name, held in places.items()
    )
