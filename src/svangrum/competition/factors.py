"""What moved the answer: each fact of a purchase, beside the same purchase with that fact not known.

A word is beside the same title without it. The rest of the purchase stands as it is each time, so the effects of
several facts do not add up to one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from svangrum.competition.counts import quantile
from svangrum.competition.features import CPV, FACTS, WORD, cpv_path, fact, without_stem, words_by_stem
from svangrum.competition.tenders import load_market

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from svangrum.competition.counts import Floats
    from svangrum.competition.features import PurchaseFeatures
    from svangrum.competition.hazard import HazardModel
    from svangrum.competition.tenders import Market

_FEW = 10


@dataclass(frozen=True)
class Effect:
    """What a fact does to the answer. ``p_one`` and ``median`` are changes: with the fact, less without it.

    ``tenders`` is the direction in a word. ``moved`` is the share of the whole distribution that lies elsewhere
    (0–1), which orders the facts.
    """

    p_one: float
    median: int
    tenders: Literal["fewer", "more"]
    moved: float


@dataclass(frozen=True)
class Factor:
    """One fact of the purchase. ``code`` is ``cpv``, ``word`` or one of ``FACTS``.

    ``values``: the ``node`` of the CPV tree, the ``word`` as it stands in the title, or the ``value`` of the fact.
    """

    code: str
    values: Mapping[str, str]
    effect: Effect


def factors(features: PurchaseFeatures, market: Market | None = None) -> tuple[Factor, ...]:
    """Every fact that has a say, the one that moves most first. Empty when nothing is known of the purchase."""
    model = (market or load_market()).hazard
    found = list(_without(model, features))
    whole, *others = model.pmf([features, *(one for _, _, one in found)])
    told = [Factor(code, values, effect(whole, other)) for (code, values, _), other in zip(found, others, strict=True)]
    return tuple(sorted(told, key=lambda one: (-one.effect.moved, one.code, sorted(one.values.items()))))


def unknown_facts(features: PurchaseFeatures, market: Market | None = None) -> tuple[str, ...]:
    """The families of facts that are not known and widen the answer, the one that widens most first."""
    parts = (market or load_market()).hazard.parts(features)
    widening = [(-part.variance, family) for family, part in parts.items() if part.variance > 0]
    return tuple(family for _, family in sorted(widening))


def effect(with_it: Floats, without: Floats) -> Effect:
    """The difference between two distributions. Fewer: more of it lies low, among the first ten counts."""
    lower = float(np.cumsum(with_it - without)[:_FEW].sum())
    return Effect(
        p_one=float(with_it[0] - without[0]),
        median=quantile(with_it, 0.5) - quantile(without, 0.5),
        tenders="fewer" if lower > 0 else "more",
        moved=float(np.abs(with_it - without).sum() / 2),
    )


def _without(model: HazardModel, features: PurchaseFeatures) -> Iterator[tuple[str, dict[str, str], PurchaseFeatures]]:
    """Each fact that has a say, and the purchase without it."""
    node = next((node for node in reversed(cpv_path(features.cpv)) if node in model.effects[CPV]), None)
    if node is not None:
        yield CPV, {"node": node}, replace(features, cpv=None)
    for stem, word in words_by_stem(features.what).items():
        if stem in model.effects[WORD]:
            yield WORD, {"word": word}, replace(features, what=without_stem(features.what or "", stem))
    for name in FACTS:
        value = fact(features, name)
        if value is not None and value in model.effects[name]:
            yield name, {"value": value}, replace(features, **{name: None})
