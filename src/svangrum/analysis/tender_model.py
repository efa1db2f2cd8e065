"""From facts to the shipped artifact: fit, score out of fold, count comparables, state where the figures come from."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from svangrum import __version__
from svangrum.analysis.lots import lots_from, with_tenders
from svangrum.analysis.out_of_fold import fit_models, out_of_fold
from svangrum.analysis.reserved import reserved_figures
from svangrum.analysis.reserved_abroad import Known
from svangrum.analysis.reserved_trust import statistics_trust
from svangrum.analysis.scoring import mean_per_procurement
from svangrum.competition.features import cpv_path
from svangrum.competition.hazard import ALL
from svangrum.competition.scores import means
from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from svangrum.analysis.lots import Lot
    from svangrum.competition.hazard import HazardModel
    from svangrum.competition.scores import LotScores
    from svangrum.facts.engine import Facts

LEAST_LOTS = 500
_COMPARABLE_PROCUREMENTS = 20


def fit_market(
    facts: Facts,
    *,
    workers: int = 1,
    zero: Mapping[str, Any] | None = None,
    reserved: Known | None = None,
) -> dict[str, Any]:
    """Fit everything to the facts. The same facts give the same figures, whatever the order of their rows.

    ``workers`` processes share the folds and change no figure. ``zero`` is what ``zero_tenders`` found in another
    source; it stands beside the model and changes nothing in it. ``reserved`` is what updates the reserved
    answer, and that alone: without it, the statistics' own lots, each trusted as far as its signs go.

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
        "hazard": hazard_figures(hazard),
        "provenance": {**_origin(facts, lots), "scores": told(scored, out_of_fold(scored, workers=workers))},
        "reserved": {
            **reserved_figures(hazard, lots, _winners(facts, flagged), reserved or Known(statistics_trust(facts))),
            "flagged": len(flagged),
        },
        "zero": dict(zero or {}),
    }


def comparables(lots: Sequence[Lot]) -> dict[str, list[int]]:
    """CPV group or division, or all → lots and procurements, where there are enough procurements to compare with."""
    held, ids = Counter[str](), defaultdict(set)
    for lot in lots:
        for prefix in (ALL, *cpv_path(lot.features.cpv)[:2]):
            held[prefix] += 1
            ids[prefix].add(lot.procurement_id)
    enough = sorted(prefix for prefix in held if prefix == ALL or len(ids[prefix]) >= _COMPARABLE_PROCUREMENTS)
    return {prefix: [held[prefix], len(ids[prefix])] for prefix in enough if len(prefix) <= len(ALL)}


def hazard_figures(model: HazardModel) -> dict[str, Any]:
    """The model in the artifact's own form."""
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


def told(lots: Sequence[Lot], scores: Mapping[str, LotScores]) -> dict[str, dict[str, float]]:
    """Model → metric → mean, rounded as the artifact has it."""
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
