"""Which CPV codes fit what a buyer says in Swedish words.

A suggestion is a guess for a person to confirm. The codes are chosen together: the first is the likeliest, and the
rest are spread so that the right group (three digits) and division (two) are likely to be among them. The method and
how often it is right stand in ``docs/methods/cpv.md``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from svangrum.core.codes import cpv_table
from svangrum.core.swedish import pieces_of, pieces_of_text, words_of
from svangrum.matching.cpv_labels import fit_of_labels
from svangrum.matching.cpv_weights import read_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from svangrum.matching.cpv_weights import CpvWeights, Floats

MOST_SIGNS = 2000
CODE_WORTH = np.float32(0.03)
NAMED_WORTH = np.float32(0.3)
NAME_SHARE = np.float32(0.3)
_SAME_WORDS = 0.999
_TELLING_SHARE = 0.3
_MOST_REASONS = 3
_FILLER = 3
"""Words of so few letters (*i*, *och*, *för*) tell nothing to a reader."""


class CpvSuggestion(NamedTuple):
    """One suggested code. ``score`` is the model's chance, 0 to 1, of its group; ``why`` the words that told."""

    code: str
    score: float
    why: tuple[str, ...]


class Level(NamedTuple):
    """One level of the nomenclature: where each group of codes starts, and which group each code is in."""

    starts: NDArray[np.intp]
    of_code: NDArray[np.intp]

    def members(self, group: int) -> slice:
        """The codes of one group, which stand together."""
        next_start = self.starts[group + 1] if group + 1 < len(self.starts) else len(self.of_code)
        return slice(self.starts[group], next_start)

    def sums(self, chances: Floats) -> Floats:
        summed: Floats = np.add.reduceat(chances, self.starts)
        return summed


def suggest_cpv(
    text: str, *, limit: int = 5, reasons: bool = True, weights: CpvWeights | None = None
) -> tuple[CpvSuggestion, ...]:
    """The ``limit`` codes of the whole nomenclature that fit ``text`` best, the likeliest first, all different.

    Without a letter or a digit there is nothing to go by, and then there are none. Only the first 2,000 signs count.
    ``reasons``: whether to say ``why``, which takes as long again as to choose.
    """
    words = words_of(text[:MOST_SIGNS])
    if not words:
        return ()
    fitted = weights or read_weights()
    fit = fit_of_labels(words)
    chances = chances_of(words, fit, fitted)
    scores = level(3).sums(chances)[level(3).of_code]
    chosen = choose(chances, limit, named=fit > _SAME_WORDS)
    told = _reasons(words, chosen, fitted) if reasons else [()] * len(chosen)
    return tuple(CpvSuggestion(codes()[one], float(scores[one]), why) for one, why in zip(chosen, told, strict=True))


def chances_of(words: Sequence[str], fit: Floats, weights: CpvWeights) -> Floats:
    """The chance of each code, in code order: what was learned, and how well its names fit the words.

    A name that fits raises what was learned; and up to three tenths go to the names that fit best, however rarely
    their codes are bought.
    """
    learned = weights.chances(weights.place_of(pieces_of_text(words)))
    raised: Floats = learned * np.exp(fit)
    raised /= raised.sum()
    best = fit.max()
    if best == 0:
        return raised
    by_name, told = np.zeros_like(fit), fit > 0
    by_name[told] = (fit[told] / best) ** 8
    share = NAME_SHARE * best**4
    mixed: Floats = (1 - share) * raised + share * by_name / by_name.sum()
    return mixed


def choose(chances: Floats, limit: int, *, named: NDArray[np.bool_]) -> list[int]:
    """The places, in code order, of the codes that together are worth most.

    Each is worth the chance of its group and the chance of its division, when no earlier one covers them, and a
    little for its own chance; and those whose name is just what was written (``named``) so much that they are seen.
    """
    sums = {digits: level(digits).sums(chances) for digits in (2, 3)}
    worth = CODE_WORTH * chances + NAMED_WORTH * named
    worth += sum(summed[level(digits).of_code] for digits, summed in sums.items())
    chosen: list[int] = []
    for _ in range(limit):
        best = int(worth.argmax())
        chosen.append(best)
        worth[best] = -1
        for digits, summed in sums.items():
            group = int(level(digits).of_code[best])
            worth[level(digits).members(group)] -= summed[group]
            summed[group] = 0
    return chosen


@cache
def codes() -> tuple[str, ...]:
    """Every code of the nomenclature, in code order."""
    return tuple(cpv_table())


@cache
def level(digits: int) -> Level:
    """The groups of codes that share their first ``digits`` digits."""
    prefixes = np.array([code[:digits] for code in cpv_table()])
    new = np.concatenate([[True], prefixes[1:] != prefixes[:-1]])
    return Level(np.flatnonzero(new), np.cumsum(new) - 1)


def _reasons(words: Sequence[str], chosen: Sequence[int], weights: CpvWeights) -> list[tuple[str, ...]]:
    """For each chosen code the words that speak for it most, in the order they were written."""
    distinct = list(dict.fromkeys(words))
    places = np.array([weights.place_of(pieces_of(word)) for word in distinct])
    towards = (weights.codes[chosen] - weights.middle) @ places.T
    return [_telling(distinct, told) for told in towards]


def _telling(words: Sequence[str], told: Floats) -> tuple[str, ...]:
    strongest = np.argsort(-told, kind="stable")[:_MOST_REASONS]
    least = max(0.0, _TELLING_SHARE * float(told.max()))
    return tuple(words[place] for place in sorted(strongest) if told[place] > least and len(words[place]) > _FILLER)
