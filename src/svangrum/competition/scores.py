"""How good a predictive distribution was, once the number of tenders is known.

Proper scores for counts: the logarithmic score, the ranked probability score (CRPS) and the Brier score, with the
randomised probability integral transform (Czado, Gneiting & Held, Biometrics 65, 2009) for calibration.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from svangrum.competition.counts import COUNTS, MOST, Floats, Ints

_LEAST = 1e-300


@dataclass(frozen=True)
class LotScores:
    """One value a lot, in the order the lots were given.

    ``log``: natural log of the probability of what happened (below zero; higher is better). ``crps`` in tenders and
    ``brier_le_1`` of P(N ≤ 1): lower is better. ``pit``: even over 0–1 when the distributions are right.
    ``width_80``: how many counts the shortest interval of at least 80 % holds.
    """

    log: Floats
    crps: Floats
    brier_le_1: Floats
    pit: Floats
    width_80: Floats

    def where(self, chosen: Ints | list[int]) -> LotScores:
        return LotScores(*(getattr(self, one.name)[chosen] for one in fields(self)))


def score(pmf: Floats, tenders: Ints, draws: Floats) -> LotScores:
    """Score one distribution a row against what happened; ``draws`` on 0–1 randomise the transform."""
    rows, happened = np.arange(len(tenders)), np.minimum(tenders, MOST) - 1
    upto = np.cumsum(pmf, axis=1)
    chance = pmf[rows, happened]
    return LotScores(
        log=np.log(np.maximum(chance, _LEAST)),
        crps=np.square(upto - (happened[:, None] <= COUNTS - 1)).sum(axis=1),
        brier_le_1=np.square(pmf[:, 0] - (happened == 0)),
        pit=upto[rows, happened] - chance + draws * chance,
        width_80=_widths(upto),
    )


def joined(parts: list[LotScores]) -> LotScores:
    """The scores of several groups of lots, one after another."""
    return LotScores(*(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(LotScores)))


def means(scores: LotScores) -> dict[str, float]:
    """The figures that are compared: every lot counts once. ``pit_80`` is the share within 0.1–0.9; 0.80 is right."""
    inside = (scores.pit >= 0.1) & (scores.pit <= 0.9)
    return {
        "log_score": float(scores.log.mean()),
        "crps": float(scores.crps.mean()),
        "brier_le_1": float(scores.brier_le_1.mean()),
        "pit_80": float(inside.mean()),
        "width_80": float(scores.width_80.mean()),
    }


def _widths(upto: Floats, mass: float = 0.8) -> Floats:
    """Per row, the fewest neighbouring counts that together hold ``mass``."""
    before = np.concatenate([np.zeros((len(upto), 1)), upto[:, :-1]], axis=1)
    width = np.full(len(upto), float(MOST))
    for row in range(len(upto)):
        high = np.searchsorted(upto[row], before[row] + mass - 1e-12)
        held = high < MOST
        width[row] = (high[held] - np.flatnonzero(held)).min() + 1
    return width
