"""Distributions over the number of tenders: what they hold and how they are read.

A distribution is an array over 1, 2, … ``MOST``; its last cell holds all that is ``MOST`` or more. None holds
anything at zero: the source does not record procurements without tenders.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST = 400
COUNTS: Ints = np.arange(1, MOST + 1)


def from_hazards(hazards: Floats) -> Floats:
    """Hazards P(N = k | N ≥ k) for k = 1 … ``MOST`` on the last axis → probabilities. What is left ends the row."""
    reached = np.cumprod(1 - hazards[..., :-1], axis=-1)
    start = np.ones((*hazards.shape[:-1], 1))
    ends = np.concatenate([hazards[..., :-1], start], axis=-1)
    pmf: Floats = np.concatenate([start, reached], axis=-1) * ends
    return pmf


def truncated_negative_binomial(log_mean: Floats, log_size: Floats) -> Floats:
    """P(N = k | N ≥ 1) for negative binomials with variance mean + mean² / size, one a row."""
    mean, size = np.exp(log_mean)[:, None], np.exp(log_size)[:, None]
    growth = np.log((size + COUNTS - 1) / COUNTS) + np.log(mean / (size + mean))
    log_zero = size * np.log(size / (size + mean))
    pmf: Floats = np.exp(log_zero + np.cumsum(growth, axis=1) - np.log(-np.expm1(log_zero)))
    pmf[:, -1] = np.maximum(1 - pmf[:, :-1].sum(axis=1), 0)
    return pmf


def quantile(pmf: Floats, share: float) -> int:
    """The lowest count that at least ``share`` of the distribution does not exceed."""
    return int(np.searchsorted(np.cumsum(pmf), share - 1e-12)) + 1


def shortest_interval(pmf: Floats, mass: float = 0.8) -> tuple[int, int]:
    """The narrowest low–high that holds at least ``mass``; of equally narrow ones the fullest, then the lowest."""
    upto = np.concatenate([[0.0], np.cumsum(pmf)])
    high = np.searchsorted(upto, upto[:-1] + mass - 1e-12)
    lows = np.flatnonzero(high < len(upto))
    width = high[lows] - lows
    held = upto[high[lows]] - upto[lows]
    best = lows[np.lexsort((lows, -np.round(held, 12), width))[0]]
    return int(best) + 1, int(high[best])


def quantile_dots(pmf: Floats, dots: int = 20) -> tuple[int, ...]:
    """``dots`` counts that stand for the distribution: each is as likely as the others. Each is a ``quantile``."""
    shares = (np.arange(dots) + 0.5) / dots
    return tuple((np.searchsorted(np.cumsum(pmf), shares - 1e-12) + 1).tolist())
