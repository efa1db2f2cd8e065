"""Whether a purchase is truly reserved, as its flag says or does not say: a sum of signs, each shown with its weight.

Reserved here means LOU (2016:1145) 4:18: the right to take part, or the performance, is kept for the integration of
people far from the labour market. Reservations for organisations with a public-service mission (19:25) and for
idea-driven ones (19:25 a) have other purposes; they are told as ``instrument`` ``mission`` and are not reserved here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.competition.phrases import first_found, without
from svangrum.competition.reservation_signs import Signs, TextSign, load_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GENUINE, UNCLEAR, MIS_SET, MISSED, NOT_RESERVED = VERDICTS = (
    "genuine",
    "unclear",
    "mis-set",
    "missed",
    "not-reserved",
)
INTEGRATION, MISSION = "integration", "mission"


@dataclass(frozen=True)
class ReservationFacts:
    """What is known of one procurement, or of one lot. A flag is None where the source has no such box.

    ``titles``: its own and its lots'. ``terms``: terms of performance. ``winners``: kinds
    (``winner_kinds.KINDS``). ``country``: ISO 3166-1 alpha-2. ``legal_basis``: the directive, as 2014/24/EU or by its
    CELEX number.
    """

    country: str
    flag_participation: bool | None = None
    flag_execution: bool | None = None
    flag_mission: bool | None = None
    titles: tuple[str, ...] = ()
    terms: str | None = None
    cpv: str | None = None
    winners: tuple[str, ...] = ()
    buyer_name: str | None = None
    legal_basis: str | None = None

    @property
    def flagged(self) -> bool:
        """Whether either box of LOU 4:18 is ticked."""
        return bool(self.flag_participation or self.flag_execution)


@dataclass(frozen=True)
class Evidence:
    """One sign that was met. ``value``: what was met, in the source's words. ``weight``: log odds, at least 0."""

    code: str
    value: str
    speaks: int
    weight: float

    @property
    def pull(self) -> float:
        return self.speaks * self.weight


@dataclass(frozen=True)
class Verdict:
    """``code`` is one of ``VERDICTS``. ``probability``: that the purchase is reserved as in LOU 4:18.

    ``evidence`` begins with the base rate; its pulls add up to the log odds. ``instrument``: which reservation the
    source claims, ``integration`` or ``mission``; None when it claims none.
    """

    code: str
    evidence: tuple[Evidence, ...]
    probability: float
    instrument: str | None = None


def verdict(facts: ReservationFacts) -> Verdict:
    """Weigh the signs. Pure: the same facts give the same verdict, whatever the order of titles and winners."""
    signs = load_signs()
    evidence = (_base(signs), *_met(facts, signs))
    chance = probability(evidence)
    return Verdict(_code(chance, signs, flagged=facts.flagged), evidence, chance, _instrument(facts, evidence))


def probability(evidence: Iterable[Evidence]) -> float:
    """The chance that the pulls add up to, rounded to four decimals so that no order of adding shows."""
    return round(1 / (1 + math.exp(-math.fsum(one.pull for one in evidence))), 4)


def _code(chance: float, signs: Signs, *, flagged: bool) -> str:
    if chance >= signs.high:
        return GENUINE if flagged else MISSED
    if chance > signs.low:
        return UNCLEAR
    return MIS_SET if flagged else NOT_RESERVED


def _instrument(facts: ReservationFacts, evidence: tuple[Evidence, ...]) -> str | None:
    met = {one.code for one in evidence}
    if facts.flagged or ("text-reserved" in met and "text-mission" not in met):
        return INTEGRATION
    return MISSION if facts.flag_mission or {"text-reserved", "text-mission"} <= met else None


def _base(signs: Signs) -> Evidence:
    return Evidence("base-rate", signs.base_rate, -1, round(-signs.base, 2))


def _met(facts: ReservationFacts, signs: Signs) -> Iterator[Evidence]:
    yield from _flags(facts, signs)
    yield from _texts(facts, signs)
    yield from _cpv(facts.cpv, signs)
    yield from _winners(facts.winners, signs)
    buyer = (facts.buyer_name or "").casefold()
    yield from (_evidence(sign, found) for sign in signs.buyers if (found := first_found(sign.phrases, buyer)))
    yield from (
        Evidence(sign.code, facts.legal_basis, -1, sign.weight)
        for sign in signs.bases
        if facts.legal_basis and facts.legal_basis in sign.acts
    )


def _flags(facts: ReservationFacts, signs: Signs) -> Iterator[Evidence]:
    """The weightier of the two flags: both are often ticked together, and say no more than one."""
    ticked = {"flag-participation": facts.flag_participation, "flag-execution": facts.flag_execution}
    code = max((code for code, set_ in ticked.items() if set_), key=lambda one: signs.flags[one], default=None)
    if code is not None:
        yield Evidence(code, "", 1, signs.flags[code])


def _texts(facts: ReservationFacts, signs: Signs) -> Iterator[Evidence]:
    texts = _folded(facts)
    for sign in signs.texts:
        found = min(filter(None, (first_found(sign.phrases, text) for text in texts)), default=None)
        if found is not None:
            yield _evidence(sign, found)
        if sign.hides and found is not None:
            texts = [without(sign.phrases, text) for text in texts]


def _folded(facts: ReservationFacts) -> list[str]:
    return [text.casefold() for text in (*sorted(set(facts.titles)), facts.terms or "") if text]


def _evidence(sign: TextSign, found: str) -> Evidence:
    return Evidence(sign.code, found, sign.speaks, sign.weight)


def _cpv(cpv: str | None, signs: Signs) -> Iterator[Evidence]:
    prefix = next((cpv[:end] for end in range(len(cpv), 1, -1) if cpv[:end] in signs.cpv), None) if cpv else None
    weight = signs.cpv[prefix] if prefix else 0.0
    if cpv and weight:
        yield Evidence("cpv-for" if weight > 0 else "cpv-against", cpv, 1 if weight > 0 else -1, abs(weight))


def _winners(winners: tuple[str, ...], signs: Signs) -> Iterator[Evidence]:
    """The kind that speaks most for: an enterprise among the winners is not undone by a company beside it."""
    weights = {kind: signs.winners[kind] for kind in sorted(set(winners)) if kind in signs.winners}
    if weights:
        kind = max(weights, key=lambda one: weights[one])
        yield Evidence(f"winner-{kind}", "", 1 if weights[kind] > 0 else -1, abs(weights[kind]))
