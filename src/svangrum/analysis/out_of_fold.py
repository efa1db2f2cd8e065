"""Models on lots they have not seen: every fold is scored by models fitted to the other four, side by side."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

import numpy as np

from svangrum.analysis.baseline_fit import fit_baselines
from svangrum.analysis.boosted_fit import fit_boosted
from svangrum.analysis.folds import FOLDS, fold_of
from svangrum.analysis.hazard_fit import fit_hazard
from svangrum.analysis.scoring import draws_for, score_models
from svangrum.competition.scores import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from svangrum.analysis.lots import Lot
    from svangrum.analysis.scoring import Predict
    from svangrum.competition.baselines import CpvTree
    from svangrum.competition.counts import Floats, Ints
    from svangrum.competition.hazard import HazardModel
    from svangrum.competition.scores import LotScores

BOOSTED = "boosted"


@dataclass(frozen=True)
class _Task:
    """One fold: where its lots stand among all, and whether the boosted trees are fitted too."""

    lots: Sequence[Lot]
    held_out: Ints
    draws: Floats
    boosted: bool


def fit_models(lots: Sequence[Lot]) -> tuple[HazardModel, dict[str, CpvTree]]:
    """The shipped model and the baselines, on the lots that were open to all and got at least one tender."""
    open_to_all = _open_to_all(lots)
    return fit_hazard(open_to_all), fit_baselines(open_to_all)


def out_of_fold(lots: Sequence[Lot], *, workers: int = 1, boosted: bool = False) -> dict[str, LotScores]:
    """Model → the scores of all ``lots`` in their order, each by models that saw nothing of its fold.

    ``workers`` processes share the folds; the scores are the same whatever their number. With ``boosted`` the
    boosted trees are fitted beside the others.
    """
    fold = np.array([fold_of(lot.procurement_id) for lot in lots])
    draws = draws_for(lots)
    places = [held_out for number in range(FOLDS) if len(held_out := np.flatnonzero(fold == number))]
    parts = _scored([_Task(lots, held_out, draws, boosted) for held_out in places], workers)
    order = np.argsort(np.concatenate(places))
    return {name: joined([part[name] for part in parts]).where(order) for name in parts[0]}


def _scored(tasks: Sequence[_Task], workers: int) -> list[dict[str, LotScores]]:
    """The scores of each task, in their order."""
    if workers <= 1:
        return [_score_held_out(task) for task in tasks]
    # New processes, not copies of this one: a copy of one with threads of Arrow's may hang
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(pool.map(_score_held_out, tasks))


def _score_held_out(task: _Task) -> dict[str, LotScores]:
    unseen = set(task.held_out.tolist())
    seen = [lot for place, lot in enumerate(task.lots) if place not in unseen]
    hazard, trees = fit_models(seen)
    models: dict[str, Predict] = {"shipped": hazard.pmf, **{name: tree.pmf for name, tree in trees.items()}}
    if task.boosted:
        models[BOOSTED] = fit_boosted(_open_to_all(seen)).pmf
    return score_models([task.lots[place] for place in sorted(unseen)], models, task.draws[task.held_out])


def _open_to_all(lots: Sequence[Lot]) -> list[Lot]:
    return [lot for lot in lots if not lot.reserved]
