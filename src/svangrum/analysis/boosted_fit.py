"""A reference that is measured and never shipped: gradient-boosted trees over the same facts, by LightGBM (an extra).

The trees say at every stretch of counts how likely it is that the tenders stop there, as the shipped model does.
They get the CPV code as a number and as its division and group, the facts as categories, and the commonest words.
"""

from __future__ import annotations

import importlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from svangrum.analysis.hazard_fit import STRETCHES, tries
from svangrum.analysis.lots import features_of, shared_weights, tenders_of
from svangrum.competition.counts import from_hazards
from svangrum.competition.features import FACTS, cpv_path, fact, stems
from svangrum.competition.hazard import STRETCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from svangrum.analysis.lots import Lot
    from svangrum.competition.counts import Floats, Ints
    from svangrum.competition.features import PurchaseFeatures

WORDS = 300
SETTINGS: dict[str, Any] = {
    "objective": "cross_entropy",
    "num_leaves": 31,
    "learning_rate": 0.05,
    "min_data_in_leaf": 50,
    "lambda_l2": 10.0,
    "feature_fraction": 0.3,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
    "seed": 1,
}
ROUNDS = 250
"""The best of the settings tried out of fold (``docs/methods/tenders.md``)."""

_NONE = -1


def is_installed() -> bool:
    """Whether the extra ``svangrum[boosted]`` and the system's OpenMP that it needs are there."""
    try:
        importlib.import_module("lightgbm")
    except (ImportError, OSError):
        return False
    return True


@dataclass(frozen=True)
class _Columns:
    """How purchases become numbers: fact → its values, and the words that have a column each."""

    values: dict[str, dict[str, int]]
    words: dict[str, int]

    @property
    def categories(self) -> list[int]:
        """Which columns are categories; the first is the stretch, the next three the CPV code."""
        return list(range(4, 4 + len(FACTS)))

    def numbers(self, purchases: Sequence[PurchaseFeatures]) -> Floats:
        """One row a purchase."""
        words = np.zeros((len(purchases), len(self.words)))
        for row, one in enumerate(purchases):
            words[row, [self.words[stem] for stem in stems(one.what) if stem in self.words]] = 1
        facts = [[self.values[name].get(fact(one, name) or "", _NONE) for name in FACTS] for one in purchases]
        return np.column_stack([[_cpv_numbers(one.cpv) for one in purchases], facts, words])


def _cpv_numbers(cpv: str | None) -> list[int]:
    path = cpv_path(cpv)
    return [int(path[-1].ljust(8, "0")), int(path[0]), int(path[min(1, len(path) - 1)])] if path else [_NONE] * 3


@dataclass(frozen=True)
class Boosted:
    """The fitted trees; ``pmf`` as every other model has it."""

    trees: Any
    columns: _Columns

    def pmf(self, purchases: Sequence[PurchaseFeatures]) -> Floats:
        """One distribution a row."""
        numbers = self.columns.numbers(purchases)
        stretches = np.tile(np.arange(STRETCHES), len(purchases))
        hazards = self.trees.predict(_rows(stretches, numbers, np.repeat(np.arange(len(purchases)), STRETCHES)))
        return from_hazards(np.clip(hazards, 1e-6, 1 - 1e-6).reshape(len(purchases), STRETCHES)[:, STRETCH])


def fit_boosted(lots: Sequence[Lot]) -> Boosted:
    """Fit the trees to lots with at least one tender each. A procurement of n lots weighs √n, as in the shipped model.

    Raises ``ImportError`` or ``OSError`` where ``is_installed`` says no.
    """
    lightgbm = importlib.import_module("lightgbm")
    columns = _columns(lots)
    lot, stretch, tried, stopped = tries(tenders_of(lots))
    data = lightgbm.Dataset(
        _rows(stretch, columns.numbers(features_of(lots)), lot),
        label=stopped / tried,
        weight=tried * shared_weights(lots)[lot],
        categorical_feature=columns.categories,
        free_raw_data=True,
    )
    return Boosted(lightgbm.train(SETTINGS, data, num_boost_round=ROUNDS), columns)


def _columns(lots: Sequence[Lot]) -> _Columns:
    features = features_of(lots)
    values = {name: _numbered(sorted({fact(one, name) or "" for one in features})) for name in FACTS}
    return _Columns(values, _numbered(_commonest(lots)))


def _commonest(lots: Sequence[Lot]) -> list[str]:
    """The words that stand in most procurements."""
    held = defaultdict(set)
    for lot in lots:
        for stem in stems(lot.features.what):
            held[stem].add(lot.procurement_id)
    return sorted(held, key=lambda stem: (-len(held[stem]), stem))[:WORDS]


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _rows(stretch: Ints, numbers: Floats, which: Ints) -> Floats:
    """The stretch, then what is known of the purchase."""
    return np.column_stack([stretch, numbers[which]])
