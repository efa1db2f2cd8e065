"""Fit the hazard model: penalised maximum likelihood, each family of effects drawn towards zero by its own measure.

A lot with n tenders is n − 1 times "it did not stop here" and once "it did": a logistic regression over stretches
of counts. The penalties were chosen by out-of-fold scores (``docs/methods/tenders.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from svangrum.analysis.design import Design, design_of, sums
from svangrum.analysis.lots import shared_weights, tenders_of
from svangrum.analysis.newton import minimum
from svangrum.analysis.unknown import unknown_moments
from svangrum.competition.features import CPV, FACTS, WORD
from svangrum.competition.hazard import ENDS, SHAPE, HazardModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from svangrum.analysis.lots import Lot
    from svangrum.competition.counts import Floats, Ints

STRETCHES = len(SHAPE)
PENALTY = {CPV: 8.0, WORD: 25.0}
FACT_PENALTY = 8.0
SLOPE_PENALTY = 50.0
SPREAD = 0.4
"""What no known fact tells, chosen so that the central 80 % holds 80 % of lots the model has not seen."""

_LEAST = {CPV: 3, WORD: 5}
_LEAST_OTHER = 5
_SMOOTHNESS = 1.0
_DECIMALS = 4


class _Likelihood:
    """Minus the penalised log likelihood. The numbers are: a baseline a stretch, a level a key, a slope a CPV key."""

    def __init__(self, levels: Design, slopes: Design, tenders: Ints, weights: Floats) -> None:
        self._levels, self._slopes = levels, slopes
        self._lot, self._stretch, tried, self._stopped = _tries(tenders)
        self._weights = weights[self._lot]
        self._tried = tried * self._weights
        self._stopped = self._stopped * self._weights
        self._shape = SHAPE[self._stretch]
        self._penalty = np.array([PENALTY.get(family, FACT_PENALTY) for family, _ in levels.keys])
        self.size = STRETCHES + len(levels.keys) + len(slopes.keys)

    def parts(self, point: Floats) -> tuple[Floats, Floats, Floats]:
        """The baseline, the levels, the slopes."""
        baseline, levels, slopes = np.split(point, [STRETCHES, STRETCHES + len(self._levels.keys)])
        return baseline, levels, slopes

    def value(self, point: Floats) -> float:
        logit = self._spread_out(point)
        loss = self._tried * np.logaddexp(0, logit) - self._stopped * logit
        return float(loss.sum()) + 0.5 * float((point * self._penalised(point)).sum())

    def gradient(self, point: Floats) -> Floats:
        excess = self._tried / (1 + np.exp(-self._spread_out(point))) - self._stopped
        return self._collect(excess) + self._penalised(point)

    def curvature(self, point: Floats) -> tuple[Callable[[Floats], Floats], Floats]:
        chance = 1 / (1 + np.exp(-self._spread_out(point)))
        bend = self._tried * chance * (1 - chance)

        def times(direction: Floats) -> Floats:
            return self._collect(bend * self._spread_out(direction)) + self._penalised(direction)

        return times, self._diagonal(bend)

    def _spread_out(self, point: Floats) -> Floats:
        """From the numbers to one value a lot and stretch."""
        baseline, levels, slopes = self.parts(point)
        level, slope = self._levels.times(levels), self._slopes.times(slopes)
        return baseline[self._stretch] + level[self._lot] + self._shape * slope[self._lot]

    def _collect(self, values: Floats) -> Floats:
        """The transpose of ``_spread_out``."""
        baseline = sums(self._stretch, values, STRETCHES)
        level = sums(self._lot, values, self._levels.n_rows)
        slope = sums(self._lot, values * self._shape, self._slopes.n_rows)
        return np.concatenate([baseline, self._levels.gather(level), self._slopes.gather(slope)])

    def _penalised(self, point: Floats) -> Floats:
        """The penalty matrix times ``point``: neighbouring baselines alike, levels and slopes near zero."""
        baseline, levels, slopes = self.parts(point)
        steps = np.concatenate([[0.0], np.diff(baseline), [0.0]])
        smooth = _SMOOTHNESS * -np.diff(steps) + 1e-3 * baseline
        return np.concatenate([smooth, self._penalty * levels, SLOPE_PENALTY * slopes])

    def _diagonal(self, bend: Floats) -> Floats:
        baseline = sums(self._stretch, bend, STRETCHES) + 2 * _SMOOTHNESS
        level = sums(self._lot, bend, self._levels.n_rows)
        slope = sums(self._lot, bend * self._shape**2, self._slopes.n_rows)
        levels = self._levels.gather(level) + self._penalty
        return np.concatenate([baseline, levels, self._slopes.gather(slope) + SLOPE_PENALTY])


def _tries(tenders: Ints) -> tuple[Ints, Ints, Floats, Floats]:
    """Per lot and stretch it reaches: the lot, the stretch, how often it could have stopped, whether it did."""
    last = np.searchsorted(ENDS, tenders)
    lot = np.repeat(np.arange(len(tenders)), last + 1)
    stretch = np.concatenate([np.arange(end + 1) for end in last])
    before = np.array([0, *ENDS])[stretch]
    end = np.array([*ENDS, np.iinfo(np.int64).max])[stretch]
    tried = np.minimum(end, tenders[lot]) - before
    return lot, stretch, tried.astype(float), (stretch == last[lot]).astype(float)


def fit_hazard(lots: Sequence[Lot]) -> HazardModel:
    """Fit the model to lots with at least one tender each, in their total order. Figures are rounded."""
    levels = design_of(lots, _LEAST, otherwise=_LEAST_OTHER)
    slopes = levels.only(lambda key: key[0] == CPV)
    weights = shared_weights(lots)
    likelihood = _Likelihood(levels, slopes, tenders_of(lots), weights)
    baseline, level, slope = (
        np.round(part, _DECIMALS) + 0.0 for part in likelihood.parts(minimum(likelihood, np.zeros(likelihood.size)))
    )
    effects: dict[str, dict[str, list[float]]] = {family: {} for family in (CPV, WORD, *FACTS)}
    for (family, key), value in zip(levels.keys, level.tolist(), strict=True):
        effects[family][key] = [value]
    for (family, key), value in zip(slopes.keys, slope.tolist(), strict=True):
        effects[family][key].append(value)
    return HazardModel(baseline, SPREAD, effects, unknown_moments(lots, weights, effects))
