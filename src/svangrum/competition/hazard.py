"""The shipped model: at every number of tenders, the chance that it stops there.

    logit P(N = k | N ≥ k) = baseline(k) + level + first · [k = 1] + slope · shape(k) + spread · u,    u ~ N(0, 1)

``level``, ``first`` and ``slope`` are sums of what the purchase is known to be: its CPV code at every level of the
tree, the words of its title, the buyer, the form of contract, its lots. ``spread`` is what none of that tells. A fact
that is not known adds its mean among like purchases, and the variance of its level to the spread: not knowing widens.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from svangrum.competition.counts import COUNTS, Floats, Ints, from_hazards
from svangrum.competition.features import CPV, FACTS, PART_OF, WORD, cpv_path, keys

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

LEVEL, FIRST = np.ones(len(SHAPE)), np.eye(len(SHAPE))[0]
"""What an effect's numbers are multiplied by, a stretch each: level, first (one tender alone), and slope, by SHAPE."""

ALL = "all"
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(5)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()


class Part(NamedTuple):
    """What one family of facts adds. ``variance`` is nought when it is known."""

    level: float
    first: float
    slope: float
    variance: float = 0.0


@dataclass(frozen=True)
class Place:
    """Where one purchase stands on the scale of the hazards. A higher level means fewer tenders."""

    level: float
    first: float
    slope: float
    spread: float

    def moved(self, shift: float, uncertainty: float) -> Place:
        """Higher by ``shift``, known only to within a standard deviation of ``uncertainty``."""
        return Place(self.level + shift, self.first, self.slope, math.hypot(self.spread, uncertainty))


@dataclass(frozen=True)
class HazardModel:
    """The numbers of the model.

    ``effects``: family → key → [level, first, slope], of which a family may have only the first one or two.
    ``unknown``: family → among whom → [level, first, slope, variance of the level].
    """

    baseline: Floats
    spread: float
    effects: Mapping[str, Mapping[str, Sequence[float]]]
    unknown: Mapping[str, Mapping[str, Sequence[float]]]

    def place(self, features: PurchaseFeatures) -> Place:
        """Add up what is known, and what is not."""
        return self.standing(self.parts(features).values())

    def parts(self, features: PurchaseFeatures) -> dict[str, Part]:
        """What each family of facts adds, known or not."""
        held: dict[str, list[Sequence[float]]] = {family: [] for family in (CPV, WORD, *FACTS)}
        for family, key in keys(features):
            numbers = self.effects[family].get(key)
            if numbers is not None:
                held[PART_OF.get(family, family)].append(numbers)
        return {
            family: added(numbers) if numbers or (family == WORD and features.what) else self._unknown(family, features)
            for family, numbers in held.items()
        }

    def standing(self, parts: Iterable[Part]) -> Place:
        """Where a purchase stands that has these parts."""
        level, first, slope, variance = (sum(numbers) for numbers in zip(*parts, strict=True))
        return Place(level, first, slope, math.sqrt(self.spread**2 + variance))

    def pmf(self, purchases: Sequence[PurchaseFeatures]) -> Floats:
        """One distribution a row."""
        return self.pmf_at([self.place(one) for one in purchases])

    def pmf_at(self, places: Sequence[Place]) -> Floats:
        """One distribution a row."""
        level, first, slope, spread = np.array([(one.level, one.first, one.slope, one.spread) for one in places]).T
        centre = self.baseline + level[:, None] + first[:, None] * FIRST + slope[:, None] * SHAPE
        hazards = 1 / (1 + np.exp(-centre - (_NODES[:, None] * spread)[..., None]))
        total: Floats = sum(
            weight * pmf for weight, pmf in zip(_WEIGHTS, from_hazards(hazards[..., STRETCH]), strict=True)
        )
        return total

    def _unknown(self, family: str, features: PurchaseFeatures) -> Part:
        """The CPV code is looked up among purchases of the same kind, another fact among those of the same division."""
        among = features.kind if family == CPV else next(iter(cpv_path(features.cpv)), None)
        moments = self.unknown[family]
        return Part(*moments.get(among or ALL, moments[ALL]))


def added(effects: Iterable[Sequence[float]]) -> Part:
    """The sum of effects, those with fewer numbers filled up with noughts."""
    totals = [0.0, 0.0, 0.0]
    for numbers in effects:
        for place, number in enumerate(numbers):
            totals[place] += number
    return Part(*totals)
