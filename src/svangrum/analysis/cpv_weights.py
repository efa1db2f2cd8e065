"""Fit the weights that tell CPV codes from Swedish words.

A text lies at the sum of the places of its pieces (over the root of their number); a code lies at the sum of the
places of its division, group, class, category and itself, so that rare codes lean on common ones. The chance of a
code is a softmax over the whole nomenclature of the product of the two, plus a bias. Fitted by AdaGrad on minibatches
with most pieces left out at random (dropout), to raise the chance of the right code and of its group. The form is that
of fastText (Joulin et al. 2017, https://aclanthology.org/E17-2068/) with a hierarchy of codes.

Four such networks, begun at random each in its own way, are averaged, and the average is brought down to fewer
dimensions by a singular value decomposition, weighted by how often each piece and each code is met.

What is learned from: the official labels, the project's synonyms, and titles of procurements with their code. A piece
is kept only when it stands in texts of at least three different owners (buyers, or groups of labels).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from svangrum.core.codes import cpv_table
from svangrum.core.data import read_yaml
from svangrum.core.swedish import pieces_of_text, words_of
from svangrum.matching.cpv_weights import DIMENSIONS, CpvWeights, Rows, pack
from svangrum.matching.cpv_words import level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from svangrum.matching.cpv_weights import Floats

Places = NDArray[np.intp]

LEAST_OWNERS = 3
LABEL_WEIGHT = 0.3
MEMBERS = 4
MEMBER_DIMENSIONS = 96
EPOCHS = 6
BATCH = 128
RATE = 0.05
LEFT_OUT = 0.6
FIRST_SPREAD = 0.05
LEVELS = (2, 3, 4, 5, 8)
GROUP = 3
_TINY = np.float32(1e-8)


@dataclass(frozen=True)
class Example:
    """A text and its code. ``owner`` is whose text it is: a buyer's number, or a group of labels."""

    text: str
    code: str
    owner: str
    weight: float = 1.0


def label_examples() -> Iterator[Example]:
    """The Swedish labels of the nomenclature."""
    return (Example(cpv.sv, cpv.code, f"label {cpv.group}", LABEL_WEIGHT) for cpv in cpv_table().values())


def synonym_examples() -> Iterator[Example]:
    """The project's own everyday words (``data/matching/synonyms.yaml``)."""
    for code, texts in read_yaml("matching/synonyms.yaml").items():
        for text in texts:
            yield Example(text, code, f"synonym {code[:GROUP]}")


def common_pieces(examples: Iterable[Example], least_owners: int = LEAST_OWNERS) -> list[str]:
    """The pieces that stand in texts of at least ``least_owners`` different owners, in order."""
    owners: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for piece in pieces_of_text(words_of(example.text)):
            owners[piece].add(example.owner)
    return sorted(piece for piece, whose in owners.items() if len(whose) >= least_owners)


@dataclass(frozen=True)
class Fitted:
    """What the shipped files hold: pieces in order, their rows, the rows of the codes and their biases."""

    pieces: list[str]
    piece_rows: Rows
    code_rows: Rows
    bias: Floats

    def weights(self) -> CpvWeights:
        """As they will be read."""
        rows = {piece: row for row, piece in enumerate(self.pieces)}
        halved = Rows(self.piece_rows.packed, self.piece_rows.scale.astype(np.float16).astype(np.float32))
        return CpvWeights(rows, halved, self.code_rows.floats(slice(None)), self.bias)


def fit(titles: Iterable[Example]) -> Fitted:
    """Fit to the titles, the labels and the synonyms. Titles with a code outside the nomenclature are left out.

    The same titles, in any order, give the same numbers on the same machine with one thread.
    """
    known = sorted((one for one in titles if one.code in cpv_table()), key=lambda one: (one.code, one.text, one.owner))
    examples = [*known, *label_examples(), *synonym_examples()]
    pieces = common_pieces(examples)
    lessons = _lessons(examples, pieces)
    members = [learned_network(lessons, len(pieces), seed) for seed in range(MEMBERS)]
    piece_places = np.concatenate([one.pieces.values for one in members], axis=1)
    code_places = np.concatenate([one.code_places() for one in members], axis=1) / MEMBERS
    bias = np.mean([one.code_biases() for one in members], axis=0)
    met = (lessons.pieces_met(len(pieces)), lessons.codes_met())
    piece_rows, code_rows = (pack(places) for places in fewer_dimensions(piece_places, code_places, *met))
    return Fitted(pieces, piece_rows, code_rows, bias)


@dataclass(frozen=True)
class Lessons:
    """Each text as the rows of its pieces, the place of its code in code order, and its weight."""

    texts: list[Places]
    codes: Places
    weights: Floats

    def pieces_met(self, pieces: int) -> Floats:
        """How much of all texts each piece makes up."""
        share = np.array([weight / max(len(text), 1) for text, weight in zip(self.texts, self.weights, strict=True)])
        lengths = [len(text) for text in self.texts]
        met = np.bincount(np.concatenate(self.texts), np.repeat(share, lengths), minlength=pieces)
        return met.astype(np.float64)

    def codes_met(self) -> Floats:
        """The share of each code, with a little for those never met."""
        met: Floats = np.bincount(self.codes, self.weights, minlength=len(cpv_table())) + 0.1
        met /= met.sum()
        return met


def _lessons(examples: Sequence[Example], pieces: Sequence[str]) -> Lessons:
    rows = {piece: row for row, piece in enumerate(pieces)}
    places = {code: place for place, code in enumerate(cpv_table())}
    texts = [
        np.array([rows[piece] for piece in pieces_of_text(words_of(one.text)) if piece in rows], np.intp)
        for one in examples
    ]
    codes = np.array([places[one.code] for one in examples], np.intp)
    return Lessons(texts, codes, np.array([one.weight for one in examples], np.float32))


def fewer_dimensions(
    pieces: Floats, codes: Floats, pieces_met: Floats, codes_met: Floats, dimensions: int = DIMENSIONS
) -> tuple[Floats, Floats]:
    """Places in ``dimensions`` dimensions whose products are nearest to those of the given places.

    Nearness is weighted by how often pieces and codes are met. What all codes have in common is taken away first:
    it changes no chance.
    """
    piece_scale, code_scale = np.sqrt(pieces_met)[:, None], np.sqrt(codes_met)[:, None]
    apart = codes - codes_met @ codes
    piece_basis, piece_rest = np.linalg.qr(pieces * piece_scale)
    code_basis, code_rest = np.linalg.qr(apart * code_scale)
    left, sizes, right = np.linalg.svd(piece_rest @ code_rest.T)
    root = np.sqrt(sizes[:dimensions])
    return (
        piece_basis @ left[:, :dimensions] * root / piece_scale,
        code_basis @ right[:dimensions].T * root / code_scale,
    )


@dataclass
class Learned:
    """Numbers that are learned by AdaGrad: ``squares`` sums the squared slopes seen so far."""

    values: Floats
    squares: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.squares = np.full_like(self.values, _TINY)

    def step(self, slope: Floats, rate: float, rows: Places | slice = slice(None)) -> None:
        """Move the chosen rows against the slope."""
        self.squares[rows] += slope**2
        self.values[rows] -= np.float32(rate) * slope / np.sqrt(self.squares[rows])


@dataclass
class Network:
    """``pieces``: one row for each piece. ``places`` and ``biases``: for each level of the nomenclature, each group."""

    pieces: Learned
    places: list[Learned]
    biases: list[Learned]
    chance: np.random.Generator

    @classmethod
    def start(cls, pieces: int, chance: np.random.Generator) -> Network:
        def spread(rows: int) -> Learned:
            values = chance.standard_normal((rows, MEMBER_DIMENSIONS)) * FIRST_SPREAD
            return Learned(values.astype(np.float32))

        groups = [len(level(digits).starts) for digits in LEVELS]
        flat = [Learned(np.zeros(count, np.float32)) for count in groups]
        return cls(spread(pieces), [spread(count) for count in groups], flat, chance)

    def code_places(self) -> Floats:
        """The place of each code: the sum over its levels."""
        return _summed(self.places)

    def code_biases(self) -> Floats:
        return _summed(self.biases)

    def learn(self, lessons: Lessons) -> None:
        """Go through the texts ``EPOCHS`` times in random order, in ever smaller steps."""
        starts = range(0, len(lessons.texts), BATCH)
        steps = EPOCHS * len(starts)
        for epoch in range(EPOCHS):
            order = self.chance.permutation(len(lessons.texts))
            for number, start in enumerate(starts):
                rate = RATE * (1 - (epoch * len(starts) + number) / steps)
                self._learn_batch(lessons, order[start : start + BATCH], rate)

    def _learn_batch(self, lessons: Lessons, batch: Places, rate: float) -> None:
        rows, shares = self._with_some_left_out([lessons.texts[one] for one in batch])
        at = shares @ self.pieces.values[rows]
        code_places = self.code_places()
        slope = _slope(at @ code_places.T + self.code_biases(), lessons.codes[batch])
        slope *= lessons.weights[batch, None]
        towards_codes, towards_biases = slope.T @ at, slope.sum(axis=0)
        self.pieces.step(shares.T @ (slope @ code_places), rate, rows)
        for digits, place, bias in zip(LEVELS, self.places, self.biases, strict=True):
            starts = level(digits).starts
            place.step(np.add.reduceat(towards_codes, starts, axis=0), rate)
            bias.step(np.add.reduceat(towards_biases, starts), rate)

    def _with_some_left_out(self, texts: Sequence[Places]) -> tuple[Places, Floats]:
        """The rows in use, and how much each text takes of each: texts by rows, most pieces left out at random."""
        lengths = np.array([len(text) for text in texts])
        of_text = np.repeat(np.arange(len(texts)), lengths)
        pieces = np.concatenate(texts)
        shares = (1 / np.sqrt(np.maximum(lengths, 1)) / (1 - LEFT_OUT)).astype(np.float32)
        kept = self.chance.random(len(pieces)) >= LEFT_OUT
        rows, column = np.unique(pieces[kept], return_inverse=True)
        taken = np.zeros((len(texts), len(rows)), np.float32)
        taken[of_text[kept], column] = shares[of_text[kept]]
        return rows, taken


def learned_network(lessons: Lessons, pieces: int, seed: int) -> Network:
    """A network begun at random, as ``seed`` has it, that has learned."""
    network = Network.start(pieces, np.random.default_rng(seed))
    network.learn(lessons)
    return network


def _summed(by_level: Sequence[Learned]) -> Floats:
    """For each code, in code order, the sum over its levels."""
    summed: Floats = np.sum(
        [one.values[level(digits).of_code] for digits, one in zip(LEVELS, by_level, strict=True)], 0
    )
    return summed


def _slope(scores: Floats, codes: Places) -> Floats:
    """The slope of minus the log chance of the right code, and of its group, with regard to the scores."""
    scores -= scores.max(axis=1, keepdims=True)
    chances = np.exp(scores)
    chances /= chances.sum(axis=1, keepdims=True)
    texts, groups = np.arange(len(codes)), level(GROUP)
    in_group = chances * (groups.of_code == groups.of_code[codes][:, None])
    slope: Floats = 2 * chances - in_group / (in_group.sum(axis=1, keepdims=True) + np.float32(1e-20))
    slope[texts, codes] -= 1
    return slope
