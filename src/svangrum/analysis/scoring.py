"""Score models on lots: every lot counts once; beside that by group, and every procurement once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from svangrum.analysis.lots import features_of, tenders_of
from svangrum.competition.counts import Floats
from svangrum.competition.features import PurchaseFeatures, cpv_path
from svangrum.competition.scores import joined, score

if TYPE_CHECKING:
    from svangrum.analysis.lots import Lot
    from svangrum.competition.scores import LotScores

Predict = Callable[[Sequence[PurchaseFeatures]], Floats]

_SEED = 20210101
_AT_ONCE = 2048


def draws_for(lots: Sequence[Lot]) -> Floats:
    """The seeded draws that randomise the probability integral transform, one a lot in the order given."""
    return np.random.default_rng(_SEED).random(len(lots))


def score_models(lots: Sequence[Lot], models: Mapping[str, Predict], draws: Floats) -> dict[str, LotScores]:
    """Model → its scores on ``lots`` with at least one tender each, in their order."""
    starts = range(0, len(lots), _AT_ONCE)
    parts = [_score(lots[start : start + _AT_ONCE], models, draws[start : start + _AT_ONCE]) for start in starts]
    return {name: joined([part[name] for part in parts]) for name in models}


def _score(lots: Sequence[Lot], models: Mapping[str, Predict], draws: Floats) -> dict[str, LotScores]:
    purchases, tenders = features_of(lots), tenders_of(lots)
    return {name: score(predict(purchases), tenders, draws) for name, predict in models.items()}


def places_by(lots: Sequence[Lot], group: Callable[[Lot], str | None]) -> dict[str, list[int]]:
    """Group → the places of its lots, the largest group first; lots without a group are left out."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, lot in enumerate(lots):
        name = group(lot)
        if name is not None:
            places[name].append(place)
    return dict(sorted(places.items(), key=lambda item: (-len(item[1]), item[0])))


def division_of(lot: Lot) -> str | None:
    return next(iter(cpv_path(lot.features.cpv)), None)


def mean_per_procurement(lots: Sequence[Lot], values: Floats) -> float:
    """The mean over procurements of the mean over their lots."""
    by_procurement = places_by(lots, lambda lot: lot.procurement_id)
    return float(np.mean([values[places].mean() for _, places in sorted(by_procurement.items())]))
