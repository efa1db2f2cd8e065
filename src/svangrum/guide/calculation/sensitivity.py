"""What matters most: society's gain when one uncertain thing goes from its low end to its high, the others likely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from svangrum.guide.calculation.extended import UNCERTAIN, Uncertain, levels_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from svangrum.guide.calculation.inputs import Inputs


@dataclass(frozen=True)
class Swing:
    """``low`` and ``high`` are the range's ends in per cent, ``at_low`` and ``at_high`` society's gain in kronor."""

    code: str
    low: float
    high: float
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        return abs(self.at_high - self.at_low)


def likely_gain(inputs: Inputs, uncertain: Uncertain, *, as_of: date) -> float:
    """Society's gain in kronor when everything is at its likely value."""
    return _society(inputs, uncertain, _likely(uncertain), as_of=as_of)


def swings(inputs: Inputs, uncertain: Uncertain, *, as_of: date) -> tuple[Swing, ...]:
    """Largest first; what cannot move the sum is left out."""
    found = (_swing(name, inputs, uncertain, as_of=as_of) for name in UNCERTAIN)
    return tuple(sorted((one for one in found if one.width > 0), key=lambda one: -one.width))


def _swing(name: str, inputs: Inputs, uncertain: Uncertain, *, as_of: date) -> Swing:
    one, likely = uncertain.ranges[name], _likely(uncertain)
    at_low, at_high = (_society(inputs, uncertain, {**likely, name: end}, as_of=as_of) for end in (one.low, one.high))
    return Swing(name, one.low, one.high, at_low, at_high)


def _likely(uncertain: Uncertain) -> dict[str, float]:
    return {name: uncertain.ranges[name].likely for name in UNCERTAIN}


def _society(inputs: Inputs, uncertain: Uncertain, per_cent: Mapping[str, float], *, as_of: date) -> float:
    shares = {name: np.array(value / 100) for name, value in per_cent.items()}
    return float(levels_of(inputs, uncertain, shares, as_of=as_of)["society"])
