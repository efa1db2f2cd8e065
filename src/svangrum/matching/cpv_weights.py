"""The fitted weights that tell CPV codes from words: how they are stored, and how they are read.

Each piece of a word, and each code of the nomenclature, has a place in a space of ``DIMENSIONS`` dimensions. They are
stored as whole numbers from -7 to 7, two to a byte, with one scale for each row. Two files in ``data/matching``:
``cpv_pieces.txt`` (the pieces, one a line) and ``cpv_weights.npz`` (the numbers). No text that was learned from is
in them. They are fitted by ``scripts/fit_cpv_weights.py``; the method stands in ``docs/methods/cpv.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from svangrum.core.data import data_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

Floats = NDArray[np.floating[Any]]
Bytes = NDArray[np.uint8]

DIMENSIONS = 144
PIECES, NUMBERS = "cpv_pieces.txt", "cpv_weights.npz"
_LARGEST = 7
_ZERO = 8


@dataclass(frozen=True)
class Rows:
    """A matrix of small whole numbers, two to a byte, each row with its own scale."""

    packed: Bytes
    scale: Floats

    def floats(self, which: Sequence[int] | slice) -> Floats:
        """The chosen rows as numbers."""
        packed = self.packed[which]
        whole = np.empty((len(packed), 2 * packed.shape[1]), np.float32)
        whole[:, 0::2] = packed & 15
        whole[:, 1::2] = packed >> 4
        return (whole - np.float32(_ZERO)) * self.scale[which, None]


def pack(matrix: Floats) -> Rows:
    """Round each row to whole numbers from -7 to 7 times a scale of its own. The columns must be even in number."""
    scale = np.abs(matrix).max(axis=1) / np.float32(_LARGEST)
    scale[scale == 0] = 1
    whole = (np.rint(matrix / scale[:, None]) + _ZERO).astype(np.uint8)
    return Rows(whole[:, 0::2] | (whole[:, 1::2] << 4), scale.astype(np.float32))


@dataclass(frozen=True)
class CpvWeights:
    """``pieces``: piece to row. ``codes`` and ``bias``: a row and a number for each code, in code order."""

    pieces: Mapping[str, int]
    piece_rows: Rows
    codes: Floats
    bias: Floats

    def place_of(self, pieces: Iterable[str]) -> Floats:
        """Where a text with these pieces lies: the sum of the known ones over the root of their number."""
        known = [self.pieces[piece] for piece in pieces if piece in self.pieces]
        if not known:
            return np.zeros(self.codes.shape[1], np.float32)
        place: Floats = self.piece_rows.floats(known).sum(axis=0) / np.float32(len(known) ** 0.5)
        return place

    @cached_property
    def middle(self) -> Floats:
        """Where codes lie on average."""
        mean: Floats = self.codes.mean(axis=0)
        return mean

    def chances(self, place: Floats) -> Floats:
        """The chance of each code of the nomenclature, in code order; they sum to 1."""
        # einsum keeps to one thread: for so small a product, waking the others costs more than it gains
        scores = np.einsum("ij,j->i", self.codes, place) + self.bias
        chances: Floats = np.exp(scores - scores.max())
        chances /= chances.sum()
        return chances


def write_weights(folder: Path, pieces: Sequence[str], piece_rows: Rows, code_rows: Rows, bias: Floats) -> None:
    """Write both files. The same numbers give the same bytes."""
    (folder / PIECES).write_text("\n".join(piece.replace(" ", "_") for piece in pieces) + "\n", "utf-8", newline="\n")
    arrays: dict[str, Any] = {
        "pieces": piece_rows.packed,
        "piece_scale": piece_rows.scale.astype(np.float16),
        "codes": code_rows.packed,
        "code_scale": code_rows.scale,
        "bias": bias,
    }
    np.savez(folder / NUMBERS, **arrays)


@cache
def read_weights() -> CpvWeights:
    """The weights that are shipped."""
    names = data_path(f"matching/{PIECES}").read_text("utf-8").replace("_", " ").splitlines()
    with data_path(f"matching/{NUMBERS}").open("rb") as file, np.load(file) as numbers:
        piece_rows = Rows(numbers["pieces"], numbers["piece_scale"].astype(np.float32))
        code_rows = Rows(numbers["codes"], numbers["code_scale"])
        bias = numbers["bias"]
    return CpvWeights(dict(zip(names, range(len(names)), strict=True)), piece_rows, code_rows.floats(slice(None)), bias)
