"""One purchase on one date: what you may do, what happens to competition, what to do next, what is not known."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from svangrum import __version__
from svangrum.advice.headline import MAY_BUY_DIRECTLY, headline, regime, reservable
from svangrum.advice.order import in_reading_order
from svangrum.advice.sources import Source, sources
from svangrum.advice.supply import supply_for
from svangrum.advice.supply_follows import follows, may_buy_directly, reservation_is_unsettled
from svangrum.advice.supply_said import supply_said
from svangrum.advice.supply_stated import NOTHING_STATED
from svangrum.competition.factors import factors
from svangrum.competition.tenders import PurchaseFeatures, load_market, outlooks
from svangrum.core.codes import cpv_table
from svangrum.core.findings import Message
from svangrum.core.money import Money
from svangrum.law.assess import assess
from svangrum.law.purchase import Act
from svangrum.matching.cpv_words import suggest_cpv

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from svangrum.advice.supply import Supply
    from svangrum.advice.supply_follows import Follow
    from svangrum.advice.supply_known import KnownSuppliers
    from svangrum.advice.supply_stated import SupplyStated
    from svangrum.analysis.comparables import Comparables
    from svangrum.competition.factors import Factor
    from svangrum.competition.tenders import Market, ReservedOutlook, TenderOutlook
    from svangrum.core.findings import Finding, Missing, Value
    from svangrum.law.assess import Assessment
    from svangrum.law.purchase import Purchase
    from svangrum.matching.cpv_words import CpvSuggestion
SMALL = Money.kronor(1000)
"""A value below this is more likely to be mistyped than meant; the answer says so."""

LEAST_CHANCE = 0.3
"""A code whose group is less likely than this is suggested, but nothing is compared by it."""

_HOME = "SE"
_WON_BY_NOBODY = {"association": 0, "company": 0, "samhall": 0, "social": 0}
_DIRECTIVES = {Act.LOU: "2014/24/EU", Act.LUF: "2014/25/EU", Act.LUK: "2014/23/EU"}
"""What the statistics call an act's legal basis, also below the thresholds."""
_DIRECTIVE_GOVERNED = {
    "directive": True,
    "chapter-19": False,
    "concession": True,
    "concession-15": False,
    "unknown": None,
}


@dataclass(frozen=True)
class Competition:
    """How many tenders: when all may take part, and when the purchase is reserved. ``period`` is that of the source.

    ``factors`` are what moves the open forecast, the strongest first; None where nobody asked. ``evidence`` is what
    the reserved forecast rests on; ``trusted`` is how many procurements those marked as reserved weigh as.
    """

    open: TenderOutlook
    reserved: ReservedOutlook
    notes: tuple[Message, ...]
    period: str
    evidence: tuple[Message, ...]
    factors: tuple[Factor, ...] | None
    trusted: float


@dataclass(frozen=True)
class Advice:
    """The whole answer, in codes and values, in the order it is read.

    ``headline`` is one sentence. ``findings`` stand in reading order (``advice.order``). ``missing`` are the
    questions. ``steps`` are what to do next, in order. ``unknowns`` are what nobody knows here. ``comparables`` are
    published purchases like this one, with the snapshots they come from; None where nobody asked. ``supply`` is what
    the two-supplier test found in a register, and ``follows`` what follows from it; None where none was handed over.
    """

    as_of: date
    version: str
    purchase: Purchase
    headline: Message
    findings: tuple[Finding, ...]
    missing: tuple[Missing, ...]
    warnings: tuple[Message, ...]
    competition: Competition
    suppliers: Message
    steps: tuple[Message, ...]
    unknowns: tuple[Message, ...]
    sources: tuple[Source, ...]
    cpv_suggestions: tuple[CpvSuggestion, ...]
    reservable: bool
    regime: str
    comparables: Comparables | None = None
    supply: Supply | None = None
    follows: tuple[Follow, ...] = ()


def advise(
    purchase: Purchase,
    *,
    as_of: date,
    store: Path | None = None,
    moved: bool = True,
    known: KnownSuppliers | None = None,
    stated: SupplyStated = NOTHING_STATED,
) -> Advice:
    """Answer for ``purchase`` as the law stood, and as the market was known, on ``as_of``.

    ``store`` is where published purchases like it are sought, before ``as_of``; without it none are. ``moved``:
    whether to work out what moves the forecast, which takes about as long as the rest. ``known`` is the register in
    which those who could deliver are sought, held against what is ``stated`` of the need; without it none are.

    A CPV code that nobody has stated is guessed from the words. A guess serves the comparison with other purchases;
    it never widens what the law allows, and the answer says that it is a guess.

    Raises ``NotInForceError`` for a day before the first that the law data covers.
    """
    suggestions = () if purchase.cpv else _suggested(purchase.what)
    considered = replace(purchase, cpv=_guessed(suggestions)) if suggestions else purchase
    assessment = assess(considered, as_of=as_of)
    market = load_market()
    alike = None if store is None else _comparables(store, considered, assessment, as_of)
    supply = None if known is None else _supply(considered, assessment, known, stated, alike)
    return Advice(
        as_of=as_of,
        version=__version__,
        purchase=considered,
        headline=headline(assessment),
        findings=in_reading_order(assessment.findings),
        missing=assessment.missing,
        warnings=(*_cautions(purchase), *assessment.warnings),
        competition=_competition(considered, assessment, market, moved=moved),
        suppliers=_suppliers(considered, supply, as_of),
        steps=assessment.steps or (Message("next.answer-questions"),),
        unknowns=tuple(_unknowns(market)),
        sources=tuple(sources(assessment, market, alike, supply, as_of=as_of)),
        cpv_suggestions=suggestions,
        reservable=reservable(assessment),
        regime=regime(assessment),
        comparables=alike,
        supply=supply,
        follows=() if supply is None else follows(supply, assessment),
    )


def _comparables(store: Path, purchase: Purchase, assessment: Assessment, as_of: date) -> Comparables:
    # The engine takes its time to load, and an answer without published purchases does without it
    from svangrum.analysis.comparables import Wanted, comparables  # noqa: PLC0415 - said above

    wanted = Wanted(
        what=purchase.what,
        cpv=purchase.cpv,
        buyer=purchase.buyer,
        value=purchase.value,
        reserved=reservable(assessment),
    )
    return comparables(store, wanted, as_of=as_of)


def _cautions(purchase: Purchase) -> Iterator[Message]:
    if purchase.value is not None and purchase.value < SMALL:
        yield Message("caution.small-value", {"value": purchase.value})


@lru_cache(maxsize=1024)
def _suggested(what: str) -> tuple[CpvSuggestion, ...]:
    """Worked out once for purchases described in the same words."""
    return suggest_cpv(what, reasons=False)


def _guessed(suggestions: tuple[CpvSuggestion, ...]) -> str | None:
    """The first suggestion, when its group is likely enough to compare with."""
    return suggestions[0].code if suggestions[0].score >= LEAST_CHANCE else None


def _competition(purchase: Purchase, assessment: Assessment, market: Market, *, moved: bool) -> Competition:
    features = PurchaseFeatures(
        what=purchase.what,
        cpv=purchase.cpv,
        buyer=purchase.buyer,
        kind=purchase.kind,
        directive_governed=_DIRECTIVE_GOVERNED[regime(assessment)],
        legal_basis=_DIRECTIVES[purchase.under],
    )
    open_, reserved = outlooks(features)
    notes = (*_notes(purchase, assessment), *_reserved_notes(reserved), _zero(market))
    told = factors(features) if moved else None
    trusted = round(sum(source["trusted"] for source in market.reserved_evidence["sources"]), 1)
    return Competition(open_, reserved, notes, market.period, tuple(_evidence(reserved, market)), told, trusted)


def _zero(market: Market) -> Message:
    """How often nobody tenders: known only where a source that records it has been counted."""
    known = market.zero.get(_HOME)
    if known is None or not known.lots:
        return Message("note.zero-unknown")
    values: dict[str, Value] = {"lots": known.lots, "none": known.none, "share": 100 * known.none / known.lots}
    return Message("note.zero", values | {"attribution": market.zero_attribution or ""})


def _notes(purchase: Purchase, assessment: Assessment) -> Iterator[Message]:
    if purchase.cpv is None:
        yield Message("note.no-cpv")
    elif not purchase.cpv_confirmed:
        yield Message("note.suggested-cpv", {"cpv": cpv_table()[purchase.cpv]})
    if purchase.under is Act.LUK:
        yield Message("note.few-concessions")
    direct = assessment.instrument("direct-award")
    if direct is None or direct.outcome in MAY_BUY_DIRECTLY:
        yield Message("note.no-direct-awards")


def _reserved_notes(reserved: ReservedOutlook) -> Iterator[Message]:
    yield Message("note.reserved-range", {"low": _percent(reserved.p_one_low), "high": _percent(reserved.p_one_high)})
    yield Message("note.comparison")


def _evidence(reserved: ReservedOutlook, market: Market) -> Iterator[Message]:
    """What the reserved forecast rests on: the prior, what was counted in each source, who won."""
    yield Message("evidence.prior", {"times": round(math.exp(2 * reserved.prior_sd))})
    for source in market.reserved_evidence["sources"]:
        counted: dict[str, Value] = {name: source[name] for name in ("country", "lots", "procurements")}
        trusted = round(source["trusted"], 1)
        yield Message(f"evidence.{source['source']}", counted | {"trusted": trusted, "period": market.period})
    counts = {"none": reserved.counts.get(0, 0), "one": reserved.counts.get(1, 0), "lots": reserved.outlook.n_lots}
    yield Message("note.reserved-counts", counts)
    yield Message("note.reserved-winners", {"flagged": reserved.n_flagged, **_WON_BY_NOBODY, **reserved.winners})


def _percent(share: float) -> int:
    return round(100 * share)


def _supply(
    purchase: Purchase,
    assessment: Assessment,
    known: KnownSuppliers,
    stated: SupplyStated,
    alike: Comparables | None,
) -> Supply:
    directly = may_buy_directly(assessment)
    found = supply_for(purchase, known, stated, as_of=assessment.as_of, direct=directly, comparables=alike)
    return replace(found, unsettled=reservation_is_unsettled(assessment))


def _suppliers(purchase: Purchase, supply: Supply | None, as_of: date) -> Message:
    if supply is not None:
        return supply_said(supply, municipality=purchase.municipality, as_of=as_of).says
    if purchase.municipality is None:
        return Message("suppliers.unknown")
    return Message("suppliers.unknown-in", {"municipality": purchase.municipality})


def _unknowns(market: Market) -> Iterator[Message]:
    yield Message("unknown.who")
    yield Message(
        "unknown.reserved-few", {"lots": market.n_reserved_lots, "procurements": market.n_reserved_procurements}
    )
    yield Message("unknown.price")
    if _HOME not in market.zero:
        yield Message("unknown.no-tenders")
    yield Message("unknown.value-and-place")
    yield Message("unknown.year", {"year": market.period})
