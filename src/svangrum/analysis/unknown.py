"""What a fact adds to the answer when it is not known: its mean and variance among the purchases that state it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from svangrum.analysis.scoring import division_of
from svangrum.competition.features import CPV, FACTS, PART_OF, WORD, keys
from svangrum.competition.hazard import ALL, added

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
    """Family → among whom → [mean level, mean first, mean slope, variance of the level].

    A fact is looked up among the purchases of the same CPV division, the CPV code among those of the same kind;
    both also among all, which serves where there are too few. What a fact says in one division is part of what it
    says. Figures are rounded.
    """
    families = (CPV, WORD, *FACTS)
    held = [_held(lot, effects) for lot in lots]
    return {family: _moments(lots, weights, [own.get(family) for own in held], family) for family in families}


def _held(lot: Lot, effects: Mapping[str, Mapping[str, Sequence[float]]]) -> dict[str, list[Sequence[float]]]:
    """Family → the effects that this lot has of it; a family that the lot states nothing of is left out."""
    held: dict[str, list[Sequence[float]]] = {}
    for family, key in keys(lot.features):
        own = held.setdefault(PART_OF.get(family, family), [])
        if key in effects[family]:
            own.append(effects[family][key])
    return held


def _moments(
    lots: Sequence[Lot], weights: Floats, held: Sequence[list[Sequence[float]] | None], family: str
) -> Moments:
    parts = np.array([added(own or ())[:3] for own in held])
    members: dict[str, list[int]] = defaultdict(list)
    for place, lot in enumerate(lots):
        if held[place] is not None:
            for group in {ALL, _group(family)(lot) or ALL}:
                members[group].append(place)
    return {
        group: _moment(weights[places], parts[places])
        for group, places in sorted(members.items())
        if group == ALL or len({lots[place].procurement_id for place in places}) >= _LEAST_PROCUREMENTS
    } or {ALL: [0.0, 0.0, 0.0, 0.0]}


def _group(family: str) -> Callable[[Lot], str | None]:
    return (lambda lot: lot.features.kind) if family == CPV else division_of


def _moment(weights: Floats, parts: Floats) -> list[float]:
    share = weights / weights.sum()
    means = [float((share * part).sum()) for part in parts.T]
    variance = float((share * np.square(parts[:, 0] - means[0])).sum())
    return [round(figure, _DECIMALS) + 0.0 for figure in (*means, variance)]
