"""Fit the baselines: zero-truncated negative binomials at every node of the CPV tree, all nodes of a level at once.

A node's two numbers, log mean and log size, are drawn towards its parent's by a normal prior with standard
deviation ``tau``: 0.5 down the whole tree, 2 (next to free) for the divisions alone. Every lot counts once. A
node shared by fewer than three procurements is left to its parent.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from svangrum.analysis.lots import tenders_of
from svangrum.competition.baselines import ROOT, CpvTree
from svangrum.competition.features import cpv_path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from svangrum.analysis.lots import Lot
    from svangrum.competition.counts import Floats, Ints

SHRINKAGE = 0.5
NEXT_TO_FREE = 2.0

_LEAST_PROCUREMENTS = 3
_LEAST, _MOST = -4.0, 6.0
_DIVISION_DIGITS = 2
_STEP = 1e-4
_DECIMALS = 4


class _Samples:
    """What the likelihood needs of several samples of counts, one a row."""

    def __init__(self, samples: Sequence[Ints]) -> None:
        most = max(int(sample.max()) for sample in samples)
        self.above = np.array([_above(sample, most) for sample in samples])
        self.lots = np.array([float(len(sample)) for sample in samples])
        self.tenders = self.above.sum(axis=1)
        self._steps = np.arange(most)

    def log_likelihood(self, point: Floats) -> Floats:
        """Per row, up to a constant. ``point``: log mean and log size, one pair a row."""
        mean, size = np.exp(point).T
        log_zero = size * np.log(size / (size + mean))
        growth = (self.above * np.log(size[:, None] + self._steps)).sum(axis=1)
        truncated = log_zero - np.log(-np.expm1(log_zero))
        total: Floats = growth + self.tenders * np.log(mean / (size + mean)) + self.lots * truncated
        return total


def _above(sample: Ints, most: int) -> Floats:
    """How many of the counts are above 0, 1, … ``most`` − 1."""
    upto = np.cumsum(np.bincount(sample, minlength=most + 1))[:most]
    return (len(sample) - upto).astype(np.float64)


def fit_baselines(lots: Sequence[Lot]) -> dict[str, CpvTree]:
    """``global``, ``division`` and ``hierarchy`` on lots with at least one tender each. Figures are rounded."""
    tenders = tenders_of(lots)
    root = _fit(_Samples([tenders]), np.zeros((1, 2)), tau=10.0)[0]
    samples = {node: tenders[places] for node, places in _members(lots).items()}
    divisions = {node: sample for node, sample in samples.items() if len(node) == _DIVISION_DIGITS}
    nodes = {
        "global": {ROOT: root},
        "division": _down(divisions, root, tau=NEXT_TO_FREE),
        "hierarchy": _down(samples, root, tau=SHRINKAGE),
    }
    return {name: CpvTree(_rounded(tree)) for name, tree in nodes.items()}


def _members(lots: Sequence[Lot]) -> dict[str, list[int]]:
    """CPV node → the places of its lots, for the nodes that enough procurements share."""
    members: dict[str, list[int]] = defaultdict(list)
    for place, lot in enumerate(lots):
        for node in cpv_path(lot.features.cpv):
            members[node].append(place)
    return {
        node: places
        for node, places in sorted(members.items())
        if len({lots[place].procurement_id for place in places}) >= _LEAST_PROCUREMENTS
    }


def _down(samples: Mapping[str, Ints], root: Floats, *, tau: float) -> dict[str, Floats]:
    """Fit level by level, each node drawn towards the nearest node above it."""
    fitted = {ROOT: root}
    for length in sorted({len(node) for node in samples}):
        level = [node for node in samples if len(node) == length]
        above = np.array([fitted[_parent(node, fitted)] for node in level])
        fitted.update(zip(level, _fit(_Samples([samples[node] for node in level]), above, tau=tau), strict=True))
    return fitted


def _parent(node: str, fitted: Mapping[str, Floats]) -> str:
    return next((node[:end] for end in range(len(node) - 1, 1, -1) if node[:end] in fitted), ROOT)


def _fit(samples: _Samples, prior: Floats, *, tau: float) -> Floats:
    """The mode of likelihood times prior in every row: Newton steps, shortened in the rows they lead down."""

    def height(point: Floats) -> Floats:
        away: Floats = np.square((point - prior) / tau).sum(axis=1)
        return samples.log_likelihood(point) - 0.5 * away

    point, here, trust = prior, height(prior), np.ones(len(prior))
    for _ in range(200):
        step = _uphill(*_derivatives(height, point, here)) * trust[:, None]
        if np.abs(step).max() < 1e-7:
            break
        ahead = np.clip(point + step, _LEAST, _MOST)
        there = height(ahead)
        better = there >= here
        point, here = np.where(better[:, None], ahead, point), np.where(better, there, here)
        trust = np.where(better, np.minimum(2 * trust, 1), trust / 4)
    return point


def _derivatives(height: Callable[[Floats], Floats], point: Floats, here: Floats) -> tuple[Floats, Floats]:
    """First and second derivatives by central differences, a 2-vector and a 2 × 2 matrix a row."""
    moves = _STEP * np.eye(2)
    ahead, behind = ([height(point + sign * move) for move in moves] for sign in (1, -1))
    diagonal = height(point + _STEP) + height(point - _STEP)
    slope = np.stack([one - other for one, other in zip(ahead, behind, strict=True)], axis=1) / (2 * _STEP)
    own = [(one + other - 2 * here) / _STEP**2 for one, other in zip(ahead, behind, strict=True)]
    cross = (diagonal - ahead[0] - ahead[1] - behind[0] - behind[1] + 2 * here) / (2 * _STEP**2)
    return slope, np.stack([np.stack([own[0], cross], axis=1), np.stack([cross, own[1]], axis=1)], axis=2)


def _uphill(slope: Floats, bend: Floats) -> Floats:
    """Newton's step, with every curvature taken as that of a hill, and at most 0.5 long in either number."""
    curvatures, axes = np.linalg.eigh(bend)
    along = np.einsum("nij,ni->nj", axes, slope) / np.maximum(np.abs(curvatures), 1e-6)
    step: Floats = np.einsum("nij,nj->ni", axes, along)
    step *= np.minimum(1, 0.5 / np.maximum(np.abs(step).max(axis=1), 1e-12))[:, None]
    return step


def _rounded(tree: Mapping[str, Floats]) -> dict[str, list[float]]:
    return {node: [round(float(number), _DECIMALS) + 0.0 for number in pair] for node, pair in tree.items()}
