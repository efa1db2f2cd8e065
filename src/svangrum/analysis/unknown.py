"""What a fact adds to the answer when it is not known: its mean and variance among the purchases that state it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from svangrum.analysis.scoring import division_of
from svangrum.competition.features import CPV, WORD, keys
from svangrum.competition.hazard import ALL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from svangrum.analysis.lots import Lot
    from svangrum.competition.counts import Floats

Moments = dict[str, list[float]]

_LEAST_PROCUREMENTS = 30
_DECIMALS = 4


def unknown_moments(
    lots: Sequence[Lot], weights: Floats, effects: Mapping[str, Mapping[str, Sequence[float]]]
) -> dict[str, Moments]:
    """Family → among whom → [mean level, mean slope, variance of the level].

    A fact is looked up among the purchases of the same CPV division, the CPV code among those of the same kind;
    both also among all, which serves where there are too few. Figures are rounded.
    """
    held = [tuple(keys(lot.features)) for lot in lots]
    return {family: _moments(lots, weights, held, family, known) for family, known in effects.items()}


def _moments(
    lots: Sequence[Lot],
    weights: Floats,
    held: Sequence[tuple[tuple[str, str], ...]],
    family: str,
    known: Mapping[str, Sequence[float]],
) -> Moments:
    own = [[key for of, key in mine if of == family] for mine in held]
    parts = np.array([[_sum(known, mine, 0), _sum(known, mine, 1)] for mine in own])
    members: dict[str, list[int]] = defaultdict(list)
    for place, lot in enumerate(lots):
        if own[place]:
            for group in {ALL, _group(family)(lot) or ALL}:
                members[group].append(place)
    return {
        group: _moment(weights[places], parts[places])
        for group, places in sorted(members.items())
        if group == ALL or len({lots[place].procurement_id for place in places}) >= _LEAST_PROCUREMENTS
    } or {ALL: [0.0, 0.0, 0.0]}


def _group(family: str) -> Callable[[Lot], str | None]:
    if family == WORD:
        return lambda _lot: None
    return (lambda lot: lot.features.kind) if family == CPV else division_of


def _sum(known: Mapping[str, Sequence[float]], mine: Sequence[str], part: int) -> float:
    return sum(known[key][part] for key in mine if key in known and part < len(known[key]))


def _moment(weights: Floats, parts: Floats) -> list[float]:
    share = weights / weights.sum()
    level, slope = (float((share * part).sum()) for part in parts.T)
    variance = float((share * np.square(parts[:, 0] - level)).sum())
    return [round(figure, _DECIMALS) + 0.0 for figure in (level, slope, variance)]
