"""Open against reserved: a weakly-informative prior, updated by the few reserved lots whose tenders were counted.

``shift`` is how much higher the log odds are, in reserved purchases than in open ones like them, that the tenders
stop at each number. Its prior is normal around zero with standard deviation 1: what is published on set-asides (for
small firms, elsewhere) finds more tenders as well as fewer, and nothing on enterprises of this kind, so neither
direction is favoured and the odds may be seven times higher or lower. From one reserved purchase to the next the
shift varies by 0.5, which so few lots cannot tell.

How far a procurement is trusted to be reserved follows from the verdict of its signs, and from how often such verdicts
are right on the labelled sample. Where it is not reserved, its lots are as likely as open ones. Other sources are held
against their own open lots, and other countries may deviate from Sweden (``docs/methods/reserved.md``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from svangrum.analysis.lots import shared_weights, with_tenders
from svangrum.analysis.reserved_abroad import Known, shifted_chances
from svangrum.analysis.reserved_facts import statistics_kind
from svangrum.competition.winner_kinds import SOLE_TRADER, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from svangrum.analysis.lots import Lot
    from svangrum.analysis.reserved_abroad import Abroad
    from svangrum.competition.counts import Floats
    from svangrum.competition.hazard import HazardModel

VARIATION = 0.5
DEVIATION = 0.5
"""How far another country's shift may lie from Sweden's, as a standard deviation: a judgement."""

SHIFTS: Floats = np.linspace(-5, 5, 201)
_HOME, _STATISTICS = "SE", "uhm"


@dataclass(frozen=True)
class Prior:
    """Normal, on the shift."""

    mean: float = 0.0
    sd: float = 1.0


PRIOR = Prior()


@dataclass(frozen=True)
class Evidence:
    """What one source and country says. ``log``: the log likelihood of its lots at each of ``SHIFTS``, for Sweden."""

    source: str
    country: str
    lots: tuple[Lot, ...]
    trust: Mapping[str, float]
    open_lots: int
    log: Floats


def reserved_figures(
    model: HazardModel,
    lots: Sequence[Lot],
    winners: Iterable[Mapping[str, Any]],
    known: Known,
) -> dict[str, Any]:
    """The artifact's ``reserved`` part.

    ``lots``: of the statistics; those of procurements that are ``known`` count, and every flagged one is. ``winners``:
    rows of the facts table, of flagged procurements.
    """
    counted = [lot for lot in lots if lot.procurement_id in known.trust]
    evidence = [at_home(model, counted, known.trust), *(from_abroad(one) for one in known.abroad)]
    mean, sd = mean_and_sd(posterior(evidence))
    told = sorted({lot.procurement_id for lot in counted})
    return {
        "counts": counts(counted),
        "deviation": DEVIATION,
        "lots": len(counted),
        "prior_mean": PRIOR.mean,
        "prior_sd": PRIOR.sd,
        "procurements": len(told),
        "share_genuine": round(_mean([known.trust[one] for one in told]), 4),
        "shift_mean": round(mean, 3),
        "shift_sd": round(sd, 3),
        "sources": [_source(one) for one in evidence],
        "variation": VARIATION,
        "winners": winner_kinds(winners),
        "zero_lots": sum(lot.tenders == 0 for lot in counted),
    }


def posterior(evidence: Iterable[Evidence], prior: Prior = PRIOR) -> Floats:
    """The weight of each of ``SHIFTS`` once the evidence has been seen: the prior when there is none."""
    log_weight = -0.5 * np.square((SHIFTS - prior.mean) / prior.sd)
    for one in evidence:
        log_weight = log_weight + one.log
    weight: Floats = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    return weight


def mean_and_sd(weights: Floats) -> tuple[float, float]:
    """Of the shift."""
    mean = float((weights * SHIFTS).sum())
    return mean, float(np.sqrt((weights * np.square(SHIFTS - mean)).sum()))


def at_home(model: HazardModel, lots: Sequence[Lot], trust: Mapping[str, float]) -> Evidence:
    """What the lots of the Swedish statistics say, each held against what the model expects of it when open."""
    counted = with_tenders(lots)
    places = [model.place(lot.features) for lot in counted]
    chances = (
        model.pmf_at([*(place.moved(shift, VARIATION) for shift in SHIFTS), place])[:, lot.tenders - 1]
        for place, lot in zip(places, counted, strict=True)
    )
    return Evidence(_STATISTICS, _HOME, tuple(lots), trust, 0, _log(counted, chances, trust))


def from_abroad(abroad: Abroad) -> Evidence:
    """What another source's lots say: of another country less surely, for its shift is not Sweden's."""
    counted = with_tenders(abroad.reserved_lots)
    by_node = shifted_chances(abroad.tree, counted, SHIFTS, VARIATION)
    chances = (by_node[abroad.tree.node(lot.features)][:, lot.tenders - 1] for lot in counted)
    log = _log(counted, chances, abroad.trust)
    if abroad.country != _HOME:
        log = _blurred(log)
    lots = abroad.reserved_lots
    return Evidence(abroad.source, abroad.country, lots, abroad.trust, len(abroad.open_lots), log)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def counts(lots: Iterable[Lot]) -> dict[str, int]:
    """Tenders → lots."""
    return {str(tenders): held for tenders, held in sorted(Counter(lot.tenders for lot in lots).items())}


def _log(lots: Sequence[Lot], chances: Iterable[Floats], trust: Mapping[str, float]) -> Floats:
    """Per shift, the log chance of all lots; a procurement's are mixed with what they would be if it were open."""
    by_procurement: dict[str, list[Floats]] = defaultdict(list)
    for lot, weight, row in zip(lots, shared_weights(lots), chances, strict=True):
        by_procurement[lot.procurement_id].append(weight * np.log(row))
    total = np.zeros(len(SHIFTS))
    for procurement, logs in by_procurement.items():
        chance, told = trust[procurement], np.sum(logs, axis=0)
        total += np.logaddexp(_log_of(chance) + told[:-1], _log_of(1 - chance) + told[-1])
    return total


def _log_of(chance: float) -> float:
    return float(np.log(chance)) if chance > 0 else -np.inf


def _blurred(log: Floats) -> Floats:
    """The log likelihood of Sweden's shift, when the country's lies around it by ``DEVIATION``."""
    around = np.exp(-0.5 * np.square((SHIFTS[:, None] - SHIFTS) / DEVIATION))
    around /= around.sum(axis=1, keepdims=True)
    blurred: Floats = np.log(around @ np.exp(log - log.max())) + log.max()
    return blurred


def _source(one: Evidence) -> dict[str, Any]:
    mean, sd = mean_and_sd(posterior([one]))
    procurements = {lot.procurement_id for lot in one.lots}
    return {
        "alone_mean": round(mean, 3),
        "alone_sd": round(sd, 3),
        "counts": counts(one.lots),
        "country": one.country,
        "lots": len(one.lots),
        "open_lots": one.open_lots,
        "procurements": len(procurements),
        "source": one.source,
        "trusted": round(sum(one.trust[procurement] for procurement in sorted(procurements)), 2),
        "zero_lots": sum(lot.tenders == 0 for lot in one.lots),
    }


def winner_kinds(winners: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Kind of winner → procurements it won in. Who is in business alone is told as ``unknown``: people are no kind."""
    won = {(winner["procurement_id"], statistics_kind(winner)) for winner in winners}
    return dict(sorted(Counter(UNKNOWN if kind == SOLE_TRADER else kind for _, kind in won).items()))
