"""From facts to the shipped artifact: fit, score out of fold, count comparables, state where the figures come from."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from svangrum import __version__
from svangrum.analysis.baseline_fit import fit_baselines
from svangrum.analysis.folds import FOLDS, fold_of
from svangrum.analysis.hazard_fit import fit_hazard
from svangrum.analysis.lots import lots_from, with_tenders
from svangrum.analysis.reserved import reserved_figures
from svangrum.analysis.scoring import draws_for, mean_per_procurement, score_models
from svangrum.competition.features import cpv_path
from svangrum.competition.hazard import ALL
from svangrum.competition.scores import joined, means
from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from svangrum.analysis.lots import Lot
    from svangrum.analysis.scoring import Predict
    from svangrum.competition.baselines import CpvTree
    from svangrum.competition.hazard import HazardModel
    from svangrum.competition.scores import LotScores
    from svangrum.facts.engine import Facts

LEAST_LOTS = 500
_COMPARABLE_PROCUREMENTS = 20


def fit_market(facts: Facts) -> dict[str, Any]:
    """Fit everything to the facts. The same facts give the same figures, whatever the order of their rows.

    Raises ``SvangrumError`` ``model.too-few-lots`` when there is too little to learn from.
    """
    lots = lots_from(facts.table("lots").to_pyarrow())
    scored = with_tenders(lots)
    if len(scored) < LEAST_LOTS:
        raise SvangrumError("model.too-few-lots", lots=len(scored), least=LEAST_LOTS)
    flagged = _flagged(facts)
    hazard, trees = fit_models(scored)
    return {
        "baselines": {name: dict(tree.nodes) for name, tree in trees.items()},
        "comparables": comparables(scored),
        "hazard": _hazard_figures(hazard),
        "provenance": {**_origin(facts, lots), "scores": _told(scored, out_of_fold(scored))},
        "reserved": {**reserved_figures(hazard, lots, _winners(facts, flagged)), "flagged": len(flagged)},
    }


def fit_models(lots: Sequence[Lot]) -> tuple[HazardModel, dict[str, CpvTree]]:
    """The shipped model and the baselines, on the lots that were open to all and got at least one tender."""
    open_to_all = [lot for lot in lots if not lot.reserved]
    return fit_hazard(open_to_all), fit_baselines(open_to_all)


def out_of_fold(lots: Sequence[Lot]) -> dict[str, LotScores]:
    """Model → the scores of all ``lots`` in their order, each by models that saw nothing of its fold."""
    fold = np.array([fold_of(lot.procurement_id) for lot in lots])
    draws = draws_for(lots)
    places = [np.flatnonzero(fold == number) for number in range(FOLDS)]
    parts = [_score_held_out(lots, held_out, draws) for held_out in places if len(held_out)]
    order = np.argsort(np.concatenate(places))
    return {name: joined([part[name] for part in parts]).where(order) for name in parts[0]}


def _score_held_out(lots: Sequence[Lot], held_out: Any, draws: Any) -> dict[str, LotScores]:  # noqa: ANN401
    unseen = set(held_out.tolist())
    hazard, trees = fit_models([lot for place, lot in enumerate(lots) if place not in unseen])
    models: dict[str, Predict] = {"shipped": hazard.pmf, **{name: tree.pmf for name, tree in trees.items()}}
    return score_models([lots[place] for place in sorted(unseen)], models, draws[held_out])


def comparables(lots: Sequence[Lot]) -> dict[str, list[int]]:
    """CPV group or division, or all → lots and procurements, where there are enough procurements to compare with."""
    held, ids = Counter[str](), defaultdict(set)
    for lot in lots:
        for prefix in (ALL, *cpv_path(lot.features.cpv)[:2]):
            held[prefix] += 1
            ids[prefix].add(lot.procurement_id)
    enough = sorted(prefix for prefix in held if prefix == ALL or len(ids[prefix]) >= _COMPARABLE_PROCUREMENTS)
    return {prefix: [held[prefix], len(ids[prefix])] for prefix in enough if len(prefix) <= len(ALL)}


def _hazard_figures(model: HazardModel) -> dict[str, Any]:
    return {
        "baseline": model.baseline.tolist(),
        "effects": {family: dict(effects) for family, effects in model.effects.items()},
        "spread": model.spread,
        "unknown": dict(model.unknown),
    }


def _flagged(facts: Facts) -> list[str]:
    procurements = facts.table("procurements")
    either = procurements.reserved_participation | procurements.reserved_execution
    return sorted(procurements.filter(either).procurement_id.to_pyarrow().to_pylist())


def _winners(facts: Facts, flagged: list[str]) -> list[Mapping[str, Any]]:
    winners = facts.table("winners")
    return list(winners.filter(winners.procurement_id.isin(flagged)).to_pyarrow().to_pylist())


def _origin(facts: Facts, lots: Sequence[Lot]) -> dict[str, Any]:
    years = sorted({lot.year for lot in lots})
    scored = with_tenders(lots)
    return {
        "attribution": facts.manifest.attribution,
        "code": __version__,
        "licence": facts.manifest.licence,
        "lots": len(scored),
        "period": "–".join(str(year) for year in dict.fromkeys((years[0], years[-1]))),
        "procurements": len({lot.procurement_id for lot in scored}),
        "sources": sorted((_source(source) for source in facts.manifest.sources), key=lambda one: one["sha256"]),
        "zero_lots": len(lots) - len(scored),
    }


def _source(source: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"rows": sum(sheet.rows for sheet in source.sheets), "sha256": source.sha256}


def _told(lots: Sequence[Lot], scores: Mapping[str, LotScores]) -> dict[str, dict[str, float]]:
    return {
        name: {
            metric: round(value, 4)
            for metric, value in {
                **means(one),
                "log_score_per_procurement": mean_per_procurement(lots, one.log),
            }.items()
        }
        for name, one in scores.items()
    }
