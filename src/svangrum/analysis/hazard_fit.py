"""Fit the hazard model: penalised maximum likelihood, each family of effects drawn towards zero by its own measure.

A lot with n tenders is n − 1 times "it did not stop here" and once "it did": a logistic regression over stretches
of counts. The penalties were chosen by out-of-fold scores (``docs/methods/tenders.md``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from svangrum.analysis.design import design_of, sums
from svangrum.analysis.lots import shared_weights, tenders_of
from svangrum.analysis.newton import minimum
from svangrum.analysis.unknown import unknown_moments
from svangrum.competition.features import CPV, FACTS, FAMILIES, PART_OF, WORD
from svangrum.competition.hazard import ENDS, FIRST, LEVEL, SHAPE, HazardModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from svangrum.analysis.design import Design
    from svangrum.analysis.lots import Lot
    from svangrum.competition.counts import Floats, Ints

STRETCHES = len(SHAPE)
LEVELS = {CPV: 8.0, WORD: 25.0, **dict.fromkeys(FACTS, 8.0), **dict.fromkeys(PART_OF, 20.0)}
FIRSTS = {CPV: 20.0, WORD: 50.0, **dict.fromkeys(FACTS, 20.0)}
SLOPES = {CPV: 50.0}
"""Family → how strongly its effects are drawn towards zero; a family that is absent has no such effect."""

SPREAD = 0.45
"""What no known fact tells, chosen so that the central 80 % holds 80 % of lots the model has not seen."""

_LEAST = {CPV: 3}
_LEAST_OTHER = 5
_SMOOTHNESS = 1.0
_DECIMALS = 4


@dataclass(frozen=True)
class _Term:
    """One kind of effect: which lots have it, what it counts for on each stretch, how strongly it is drawn to zero."""

    design: Design
    shape: Floats
    penalty: Floats


def _terms(design: Design) -> tuple[_Term, ...]:
    """Levels, firsts and slopes, of the families that have them."""
    terms = []
    for penalties, shape in ((LEVELS, LEVEL), (FIRSTS, FIRST), (SLOPES, SHAPE)):
        own = design.only(penalties)
        terms.append(_Term(own, shape, np.array([penalties[family] for family, _ in own.keys])))
    return tuple(terms)


class _Likelihood:
    """Minus the penalised log likelihood. The numbers are: a baseline a stretch, then the effects of each term."""

    def __init__(self, terms: tuple[_Term, ...], tenders: Ints, weights: Floats) -> None:
        self._terms = terms
        self._lot, self._stretch, tried, self._stopped = tries(tenders)
        self._weights = weights[self._lot]
        self._tried = tried * self._weights
        self._stopped = self._stopped * self._weights
        self._shapes = [term.shape[self._stretch] for term in terms]
        self._ends = np.cumsum([STRETCHES, *(len(term.penalty) for term in terms)])
        self.size = int(self._ends[-1])

    def parts(self, point: Floats) -> tuple[Floats, list[Floats]]:
        """The baseline, and the effects of each term."""
        baseline, *effects = np.split(point, self._ends[:-1])
        return baseline, effects

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
        baseline, effects = self.parts(point)
        total = baseline[self._stretch]
        for term, shape, own in zip(self._terms, self._shapes, effects, strict=True):
            total = total + shape * term.design.times(own)[self._lot]
        return total

    def _collect(self, values: Floats) -> Floats:
        """The transpose of ``_spread_out``."""
        return np.concatenate([sums(self._stretch, values, STRETCHES), *self._gathered(values, power=1)])

    def _gathered(self, values: Floats, *, power: int) -> Iterator[Floats]:
        for term, shape in zip(self._terms, self._shapes, strict=True):
            yield term.design.gather(sums(self._lot, values * shape**power, term.design.n_rows))

    def _penalised(self, point: Floats) -> Floats:
        """The penalty matrix times ``point``: neighbouring baselines alike, effects near zero."""
        baseline, effects = self.parts(point)
        steps = np.concatenate([[0.0], np.diff(baseline), [0.0]])
        smooth = _SMOOTHNESS * -np.diff(steps) + 1e-3 * baseline
        return np.concatenate([smooth, *(term.penalty * own for term, own in zip(self._terms, effects, strict=True))])

    def _diagonal(self, bend: Floats) -> Floats:
        baseline = sums(self._stretch, bend, STRETCHES) + 2 * _SMOOTHNESS
        held = zip(self._gathered(bend, power=2), self._terms, strict=True)
        return np.concatenate([baseline, *(own + term.penalty for own, term in held)])


def tries(tenders: Ints) -> tuple[Ints, Ints, Floats, Floats]:
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
    design = design_of(lots, _LEAST, otherwise=_LEAST_OTHER)
    weights = shared_weights(lots)
    terms = _terms(design)
    likelihood = _Likelihood(terms, tenders_of(lots), weights)
    baseline, fitted = likelihood.parts(np.round(minimum(likelihood, np.zeros(likelihood.size)), _DECIMALS) + 0.0)
    effects: dict[str, dict[str, list[float]]] = {family: {} for family in FAMILIES}
    for term, own in zip(terms, fitted, strict=True):
        for (family, key), number in zip(term.design.keys, own.tolist(), strict=True):
            effects[family].setdefault(key, []).append(number)
    return HazardModel(baseline, SPREAD, effects, unknown_moments(lots, weights, effects))
