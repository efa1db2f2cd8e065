"""The shipped model: at every number of tenders, the chance that it stops there.

    logit P(N = k | N ≥ k) = baseline(k) + level + slope · shape(k) + spread · u,    u ~ N(0, 1)

``level`` and ``slope`` are sums of what the purchase is known to be: its CPV code at every level of the tree, the
words of its title, the buyer, the form of contract. ``spread`` is what none of that tells. A fact that is not
known adds its mean among like purchases to the level and its variance to the spread: not knowing widens the answer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from svangrum.competition.counts import COUNTS, Floats, Ints, from_hazards
from svangrum.competition.features import CPV, FACTS, WORD, cpv_path, fact, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from svangrum.competition.features import PurchaseFeatures

Effects = dict[str, dict[str, list[float]]]

ENDS = (*range(1, 11), 12, 14, 17, 20, 25, 30, 40, 55, 80)
"""The last count of each stretch with one hazard; a further stretch has no end."""

STRETCH: Ints = np.searchsorted(ENDS, COUNTS)
_FIRST = np.array([1, *(end + 1 for end in ENDS)])
_LAST = np.array([*ENDS, 120])
SHAPE: Floats = np.log((_FIRST + _LAST) / 2) - 1
"""How a slope grows along the stretches: below zero for one and two tenders, above from three."""

ALL = "all"
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(5)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()


class Part(NamedTuple):
    """What one family of facts adds. ``variance`` is nought when it is known."""

    level: float
    slope: float
    variance: float


@dataclass(frozen=True)
class Place:
    """Where one purchase stands on the scale of the hazards. A higher level means fewer tenders."""

    level: float
    slope: float
    spread: float

    def moved(self, shift: float, uncertainty: float) -> Place:
        """Higher by ``shift``, known only to within a standard deviation of ``uncertainty``."""
        return Place(self.level + shift, self.slope, math.hypot(self.spread, uncertainty))


@dataclass(frozen=True)
class HazardModel:
    """``effects``: family → key → [level, slope]. ``unknown``: family → among whom → [level, slope, variance]."""

    baseline: Floats
    spread: float
    effects: Mapping[str, Mapping[str, Sequence[float]]]
    unknown: Mapping[str, Mapping[str, Sequence[float]]]

    def place(self, features: PurchaseFeatures) -> Place:
        """Add up what is known, and what is not."""
        return self.standing(self.parts(features).values())

    def parts(self, features: PurchaseFeatures) -> dict[str, Part]:
        """What each family of facts adds, known or not."""
        path = cpv_path(features.cpv)
        division = path[0] if path else ALL
        facts = {name: self._fact(features, name, division) for name in FACTS}
        return {CPV: self._cpv(path, features.kind), WORD: self._words(features.what), **facts}

    def unknown_part(self, family: str, features: PurchaseFeatures) -> Part:
        """What a family of facts would add to this purchase, were it not known."""
        if family == CPV:
            return self._unknown(CPV, features.kind or ALL)
        return self._unknown(family, next(iter(cpv_path(features.cpv)), ALL))

    def standing(self, parts: Iterable[Part]) -> Place:
        """Where a purchase stands that has these parts."""
        level, slope, variance = (sum(numbers) for numbers in zip(*parts, strict=True))
        return Place(level, slope, math.sqrt(self.spread**2 + variance))

    def pmf(self, purchases: Sequence[PurchaseFeatures]) -> Floats:
        """One distribution a row."""
        return self.pmf_at([self.place(one) for one in purchases])

    def pmf_at(self, places: Sequence[Place]) -> Floats:
        """One distribution a row."""
        level, slope, spread = np.array([(one.level, one.slope, one.spread) for one in places]).T
        centre = self.baseline + level[:, None] + slope[:, None] * SHAPE
        hazards = 1 / (1 + np.exp(-centre - (_NODES[:, None] * spread)[..., None]))
        total: Floats = sum(
            weight * pmf for weight, pmf in zip(_WEIGHTS, from_hazards(hazards[..., STRETCH]), strict=True)
        )
        return total

    def _cpv(self, path: tuple[str, ...], kind: str | None) -> Part:
        known = self.effects[CPV]
        if not path or path[0] not in known:
            return self._unknown(CPV, kind or ALL)
        nodes = [known[node] for node in path if node in known]
        return Part(sum(node[0] for node in nodes), sum(node[1] for node in nodes), 0.0)

    def _words(self, what: str | None) -> Part:
        if not what:
            return self._unknown(WORD, ALL)
        known = self.effects[WORD]
        return Part(sum(known[stem][0] for stem in stems(what) if stem in known), 0.0, 0.0)

    def _fact(self, features: PurchaseFeatures, name: str, division: str) -> Part:
        known = self.effects[name].get(fact(features, name) or "")
        return self._unknown(name, division) if known is None else Part(known[0], 0.0, 0.0)

    def _unknown(self, family: str, among: str) -> Part:
        moments = self.unknown[family]
        return Part(*moments.get(among, moments[ALL]))
