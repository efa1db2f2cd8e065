"""Reserved lots of other sources and countries, each held against the open lots of the same source and country.

A source of its own has its own way of counting, and a country its own market: so the hierarchical CPV tree is fitted to
the open lots at hand, and what is compared is how much sooner the tenders stop in reserved lots with the same code.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from svangrum.analysis.baseline_fit import fit_baselines
from svangrum.analysis.lots import Lot, with_tenders
from svangrum.competition.counts import Floats, from_hazards
from svangrum.competition.features import PurchaseFeatures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from svangrum.competition.baselines import CpvTree

_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(5)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()
_EDGE = 1e-9


@dataclass(frozen=True)
class Abroad:
    """The counted lots of one ``source`` and ``country``. ``trust``: procurement → chance that it is reserved."""

    source: str
    country: str
    open_lots: tuple[Lot, ...]
    reserved_lots: tuple[Lot, ...]
    trust: Mapping[str, float]

    @cached_property
    def tree(self) -> CpvTree:
        """The hierarchical baseline on the open lots with tenders."""
        return fit_baselines(with_tenders(self.open_lots))["hierarchy"]


@dataclass(frozen=True)
class Known:
    """What updates the reserved answer. ``trust``: procurement of the statistics → chance that it is reserved."""

    trust: Mapping[str, float]
    abroad: tuple[Abroad, ...] = ()


def lot_of(procurement: str, number: str, tenders: int, year: int, cpv: str | None, *, reserved: bool) -> Lot:
    """A lot of which little more than its code is known."""
    return Lot(procurement, number, tenders, year, None, reserved, PurchaseFeatures(cpv=cpv))


def shifted_chances(tree: CpvTree, lots: Iterable[Lot], shifts: Floats, variation: float) -> dict[str, Floats]:
    """CPV node of ``lots`` → the distribution at each of ``shifts``, one a row, and as open in the last row."""
    nodes = {tree.node(lot.features): lot.features for lot in lots}
    return {node: _shifted(tree.pmf([features])[0], shifts, variation) for node, features in sorted(nodes.items())}


def _shifted(pmf: Floats, shifts: Floats, variation: float) -> Floats:
    reached = np.cumsum(pmf[::-1])[::-1]
    hazards = np.clip(pmf / np.maximum(reached, _EDGE), _EDGE, 1 - _EDGE)
    logits = np.log(hazards / (1 - hazards))
    moved = sum(
        weight * from_hazards(1 / (1 + np.exp(-logits - shifts[:, None] - variation * node)))
        for node, weight in zip(_NODES, _WEIGHTS, strict=True)
    )
    rows: Floats = np.vstack([moved, pmf])
    return rows
