"""Open against reserved: a weakly-informative prior, updated by the few reserved lots whose tenders were counted.

``shift`` is how much higher the log odds are, in reserved purchases than in open ones like them, that the tenders
stop at each number. Its prior is normal around zero with standard deviation 1: what is published on set-asides (for
small firms, elsewhere) finds more tenders as well as fewer, and nothing on enterprises of this kind, so neither
direction is favoured and the odds may be seven times higher or lower. From one reserved purchase to the next the
shift varies by 0.5, which so few lots cannot tell. A flag is right with chance 15 / 23: so many of those that
could be judged looked genuine; lots behind a mistaken flag are as likely as open ones (``docs/methods/tenders.md``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from svangrum.analysis.lots import shared_weights, tenders_of, with_tenders

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from svangrum.analysis.lots import Lot
    from svangrum.competition.counts import Floats
    from svangrum.competition.hazard import HazardModel

PRIOR_MEAN, PRIOR_SD = 0.0, 1.0
SHARE_GENUINE = 15 / 23
VARIATION = 0.5
SHIFTS: Floats = np.linspace(-5, 5, 201)

_ASSOCIATIONS = ("ekonomiska föreningar", "ideella föreningar", "övriga stiftelser och fonder")


def reserved_figures(model: HazardModel, lots: Sequence[Lot], winners: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The artifact's ``reserved`` part. ``winners``: rows of the facts table, of flagged procurements."""
    flagged = [lot for lot in lots if lot.reserved]
    weights = posterior(model, with_tenders(flagged))
    mean = float((weights * SHIFTS).sum())
    return {
        "counts": {str(tenders): held for tenders, held in sorted(Counter(lot.tenders for lot in flagged).items())},
        "lots": len(flagged),
        "prior_mean": PRIOR_MEAN,
        "prior_sd": PRIOR_SD,
        "procurements": len({lot.procurement_id for lot in flagged}),
        "share_genuine": round(SHARE_GENUINE, 4),
        "shift_mean": round(mean, 3),
        "shift_sd": round(float(np.sqrt((weights * np.square(SHIFTS - mean)).sum())), 3),
        "variation": VARIATION,
        "winners": winner_kinds(winners),
        "zero_lots": sum(lot.tenders == 0 for lot in flagged),
    }


def posterior(model: HazardModel, lots: Sequence[Lot]) -> Floats:
    """The weight of each of ``SHIFTS`` once ``lots`` have been seen: the prior when there are none."""
    log_weight = -0.5 * np.square((SHIFTS - PRIOR_MEAN) / PRIOR_SD)
    for genuine, mistaken in _log_chances(model, lots):
        log_weight = log_weight + np.logaddexp(np.log(SHARE_GENUINE) + genuine, np.log1p(-SHARE_GENUINE) + mistaken)
    weight: Floats = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    return weight


def _log_chances(model: HazardModel, lots: Sequence[Lot]) -> Iterable[tuple[Floats, float]]:
    """Per procurement, the log chance of its lots at each shift, and as open; alike lots weigh as in the fit."""
    by_procurement = defaultdict(list)
    for lot, weight, tenders in zip(lots, shared_weights(lots), tenders_of(lots), strict=True):
        place = model.place(lot.features)
        places = [*(place.moved(shift, VARIATION) for shift in SHIFTS), place]
        by_procurement[lot.procurement_id].append(weight * np.log(model.pmf_at(places)[:, tenders - 1]))
    for logs in by_procurement.values():
        total = np.sum(logs, axis=0)
        yield total[:-1], float(total[-1])


def winner_kinds(winners: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Kind of winner → procurements it won in. The legal form is all the source tells: not who is an enterprise."""
    won = {(winner["procurement_id"], _kind(winner)) for winner in winners}
    return dict(sorted(Counter(kind for _, kind in won).items()))


def _kind(winner: Mapping[str, Any]) -> str:
    name, form = (winner["supplier_name"] or "").casefold(), (winner["supplier_legal_form"] or "").casefold()
    if name.startswith("samhall"):
        return "samhall"
    if form in _ASSOCIATIONS:
        return "association"
    return "company" if form else "unknown"
