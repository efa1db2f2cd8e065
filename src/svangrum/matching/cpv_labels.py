"""How well the words of a text fit what a code is called: its official Swedish label, or the project's synonyms."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from svangrum.core.codes import cpv_table
from svangrum.core.data import read_yaml
from svangrum.core.swedish import stem_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from svangrum.matching.cpv_weights import Floats


class Names(NamedTuple):
    """``rows``: for each stem, the names it stands in. ``lengths``: the letters of each name. ``of_code``: its code."""

    rows: Mapping[str, NDArray[np.intp]]
    lengths: Floats
    of_code: NDArray[np.intp]


@cache
def names() -> Names:
    """Every name by its stems, and the place of its code in code order."""
    rows: dict[str, list[int]] = defaultdict(list)
    lengths, of_code = [], []
    stems = _Stems()
    for row, (place, name) in enumerate(_named()):
        distinct = {stems[word] for word in words_of(name)}
        for stem in distinct:
            rows[stem].append(row)
        lengths.append(sum(map(len, distinct)))
        of_code.append(place)
    by_stem = {stem: np.array(found, np.intp) for stem, found in rows.items()}
    return Names(by_stem, np.array(lengths, np.float32), np.array(of_code, np.intp))


def _named() -> Iterator[tuple[int, str]]:
    places = {code: place for place, code in enumerate(cpv_table())}
    yield from ((places[cpv.code], cpv.sv) for cpv in cpv_table().values())
    for code, synonyms in read_yaml("matching/synonyms.yaml").items():
        yield from ((places[code], synonym) for synonym in synonyms)


class _Stems(dict[str, str]):
    """Each word's stem, worked out once."""

    def __missing__(self, word: str) -> str:
        self[word] = stem_of(word)
        return self[word]


def fit_of_labels(words: Iterable[str]) -> Floats:
    """How well each code's best name, in code order, fits the words: 0 for none in common, 1 for the same words.

    Counted in letters of the stems, since a long word says more than a short one: those in common over the
    geometric mean of the name's and the text's.
    """
    indexed = names()
    stems = {stem_of(word) for word in words}
    common = np.zeros(len(indexed.lengths), np.float32)
    for stem in stems & indexed.rows.keys():
        common[indexed.rows[stem]] += len(stem)
    letters = np.float32(sum(map(len, stems)))
    best = np.zeros(len(cpv_table()), np.float32)
    np.maximum.at(best, indexed.of_code, common / np.sqrt(indexed.lengths * letters))
    return best
