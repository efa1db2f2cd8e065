"""Which purchases have which keys: a sparse matrix of ones, multiplied without threads and always in one order."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from svangrum.competition.features import keys

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from svangrum.analysis.lots import Lot
    from svangrum.competition.counts import Floats, Ints

Key = tuple[str, str]


def sums(places: Ints, values: Floats, n_places: int) -> Floats:
    """Per place, the sum of its values, one after another."""
    return np.bincount(places, weights=values, minlength=n_places).astype(np.float64)


@dataclass(frozen=True)
class Design:
    """``rows[i]`` has key number ``columns[i]``."""

    rows: Ints
    columns: Ints
    n_rows: int
    keys: tuple[Key, ...]

    def times(self, effects: Floats) -> Floats:
        """Per row, the sum of the effects of its keys."""
        return sums(self.rows, effects[self.columns], self.n_rows)

    def gather(self, values: Floats) -> Floats:
        """Per key, the sum of the values of its rows."""
        return sums(self.columns, values[self.rows], len(self.keys))

    def only(self, families: Container[str]) -> Design:
        """The same rows with the keys of some families."""
        chosen = [column for column, (family, _) in enumerate(self.keys) if family in families]
        place = np.full(len(self.keys), -1)
        place[chosen] = np.arange(len(chosen))
        kept = place[self.columns] >= 0
        columns = place[self.columns[kept]]
        return Design(self.rows[kept], columns, self.n_rows, tuple(self.keys[column] for column in chosen))


def design_of(lots: Sequence[Lot], least: Mapping[str, int], *, otherwise: int) -> Design:
    """The design of ``lots``, with the keys that stand in enough procurements (``least`` by family)."""
    held = [tuple(keys(lot.features)) for lot in lots]
    procurements = defaultdict(set)
    for lot, own in zip(lots, held, strict=True):
        for key in own:
            procurements[key].add(lot.procurement_id)
    kept = sorted(key for key, ids in procurements.items() if len(ids) >= least.get(key[0], otherwise))
    column = {key: number for number, key in enumerate(kept)}
    entries = [(row, column[key]) for row, own in enumerate(held) for key in own if key in column]
    rows, columns = np.array(entries, dtype=np.int64).reshape(-1, 2).T
    return Design(rows, columns, len(lots), tuple(kept))
