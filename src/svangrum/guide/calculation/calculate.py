"""The national model's sum: each flow in kronor for the whole requirement, and what each level gains or loses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from svangrum.guide.calculation.flows import FLOWS, LEVELS, yearly
from svangrum.guide.calculation.inputs import Form, Inputs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date


@dataclass(frozen=True)
class Post:
    """One flow as one level sees it: kronor, more than zero for what the level receives or is spared."""

    code: str
    level: str
    amount: float


@dataclass(frozen=True)
class Calculation:
    """``amounts`` holds every flow in kronor, for the whole requirement."""

    inputs: Inputs
    as_of: date
    amounts: Mapping[str, float]

    @property
    def posts(self) -> tuple[Post, ...]:
        """Every post that is not zero, level by level."""
        return tuple(post for level in LEVELS for post in self._of(level))

    def _of(self, level: str) -> Iterator[Post]:
        for code, flow in FLOWS.items():
            side = flow.side(level, self.inputs.buyer)
            if side and self.amounts[code]:
                yield Post(code, level, side * self.amounts[code])

    def level(self, name: str) -> float:
        return sum(post.amount for post in self._of(name))

    @property
    def society(self) -> float:
        return sum(self.level(name) for name in LEVELS)

    @property
    def per_person_year(self) -> float:
        """Society's gain for one full-time person during a year."""
        return self.society / person_years(self.inputs)


def person_years(inputs: Inputs) -> float:
    """Full-time years that the requirement asks for."""
    return inputs.positions * inputs.months / 12 * inputs.extent / 100


def once(inputs: Inputs) -> dict[str, float]:
    """What is paid whatever comes of it, in kronor."""
    return {
        "administration": inputs.administration.minor / 100 * inputs.positions,
        "procurement": inputs.procurement_cost.minor / 100,
    }


def calculate(inputs: Inputs, *, as_of: date) -> Calculation:
    """The model as it is published: the person would else have stayed unemployed, and works all the months agreed.

    Raises ``NotInForceError`` for a day before the first rate.
    """
    productivity = 1.0 if inputs.form is Form.PLACEMENT else inputs.productivity / 100
    year = yearly(inputs, np.array(inputs.extent / 100), np.array(productivity), as_of=as_of)
    whole = inputs.positions * inputs.months / 12
    return Calculation(
        inputs, as_of, {**{code: float(kronor) * whole for code, kronor in year.items()}, **once(inputs)}
    )
