"""The baselines: negative binomials without zero, for all purchases, per CPV division, or down the CPV tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from svangrum.competition.counts import Floats, truncated_negative_binomial
from svangrum.competition.features import cpv_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from svangrum.competition.features import PurchaseFeatures

ROOT = "all"


@dataclass(frozen=True)
class CpvTree:
    """``nodes``: CPV prefix → [log mean, log size] before truncation. A purchase takes its deepest node."""

    nodes: Mapping[str, Sequence[float]]

    def pmf(self, purchases: Sequence[PurchaseFeatures]) -> Floats:
        """One distribution a row."""
        log_mean, log_size = np.array([self.nodes[self.node(one)] for one in purchases]).T
        return truncated_negative_binomial(log_mean, log_size)

    def node(self, purchase: PurchaseFeatures) -> str:
        return next((node for node in reversed(cpv_path(purchase.cpv)) if node in self.nodes), ROOT)
