"""Who could deliver a purchase, and what the two-supplier test finds: from a register that the caller hands over.

Everything is *at least*: who has not told enough is counted for nobody and held against nobody. The register and what
is known of it are values; nothing here reads a table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from svangrum.advice.supply_need import last_day_of, missing_for, need_of
from svangrum.advice.supply_price import Prices, contracts_like, paid_today, prices_of
from svangrum.advice.supply_stated import NOTHING_STATED
from svangrum.competition.concentration import Reserved, consequence
from svangrum.competition.price import price_stands
from svangrum.competition.two_suppliers import ENOUGH, Filled, Known, WellFilled, known, two_suppliers
from svangrum.core.parameters import number
from svangrum.law.purchase import Act
from svangrum.matching.cpv_tree import SHORTEST
from svangrum.matching.fit import Grade
from svangrum.matching.independent import Tenders, independent_tenders
from svangrum.matching.lots import largest_reserved
from svangrum.matching.register import Register
from svangrum.matching.suppliers import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from svangrum.advice.supply_known import Entry, KnownSuppliers
    from svangrum.advice.supply_stated import SupplyStated
    from svangrum.analysis.comparables import Comparables
    from svangrum.competition.concentration import Consequence, Seller
    from svangrum.competition.price import PriceRange
    from svangrum.competition.two_suppliers import TwoSuppliers
    from svangrum.law.purchase import Purchase
    from svangrum.matching.fit import Fit
    from svangrum.matching.lots import Plan
    from svangrum.matching.suppliers import Need

COUNTED = (Kind.ENTERPRISE, Kind.SAMHALL)
"""Whose tenders the test counts. Units of municipalities are counted apart: they are not independent of a buyer."""
LISTED = 100
"""So many at most are listed with their reasons, the best first. Those who cannot are counted and not listed."""
SELF_DECLARED = "self-declared"
"""The weakest grade of evidence: nothing but the word of who tells it."""


class Count(NamedTuple):
    """Independent tenders that are sure to be possible; ``perhaps`` are suppliers that have not told enough."""

    alone: int
    together: int
    without_samhall: int
    municipal: int
    perhaps: int

    @property
    def at_least(self) -> int:
        return self.alone + self.together


NOBODY_COUNTED = Count(0, 0, 0, 0, 0)


class Listed(NamedTuple):
    """``proved``, ``proved_until`` and ``noted`` as ``Entry`` has them; ``counted`` when the finding rests on it."""

    name: str
    fit: Fit
    proved: str | None = None
    proved_until: date | None = None
    noted: frozenset[str] = frozenset()
    counted: bool = False


@dataclass(frozen=True)
class Supply:
    """What is known of those who could deliver, and what follows for the test.

    ``missing`` are what must be stated before anybody can be held against the purchase: codes of ``supply.missing``.
    ``need`` is what they were held against; None while something is missing. ``cut_short`` is that the contract goes on
    after the months that are looked at, which the need then ends with. ``direct`` is that it may be bought directly,
    under ``act``, ``unsettled`` that the law has not settled whether it may be reserved. Of those whom the finding
    rests on ``own_word`` have shown one of the tests by nothing but their own word, the evidence of ``proof_ends`` ends
    before the contract begins, and ``control_untold`` have not said who decides. ``filled`` is how the register is
    filled for the trade and the place, ``limits`` from when it is well filled. ``plan`` is None where lots would be
    pointless: the purchase may be made directly, or the need is not known. ``listed`` are the best of the
    ``in_division`` that offer something in the division of the CPV tree.
    """

    finding: TwoSuppliers
    known: Known
    count: Count
    prices: Prices
    limits: WellFilled
    entries: int
    act: Act = Act.LOU
    missing: tuple[str, ...] = ()
    need: Need | None = None
    cut_short: bool = False
    direct: bool = False
    unsettled: bool = False
    own_word: int = 0
    proof_ends: int = 0
    control_untold: int = 0
    filled: Filled | None = None
    plan: Plan | None = None
    share_without_samhall: float = 0.0
    consequence: Consequence | None = None
    listed: tuple[Listed, ...] = ()
    in_division: int = 0
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def in_lots(self) -> bool:
        """Whether there are two independent tenders on lots alone, and not on the whole."""
        return self.count.at_least < ENOUGH and self.plan is not None and bool(self.plan.lots)

    @property
    def well_filled(self) -> bool:
        return self.filled is not None and self.limits.says_so(self.filled)


def supply_for(
    purchase: Purchase,
    suppliers: KnownSuppliers,
    stated: SupplyStated = NOTHING_STATED,
    *,
    as_of: date,
    direct: bool,
    comparables: Comparables | None = None,
) -> Supply:
    """The test of ``purchase``. ``direct``: whether it may be made directly, so that lots are pointless.

    A CPV code that was guessed is not good enough to count suppliers by: it is asked for.
    """
    asked = _Asked(purchase, suppliers, stated, as_of, contracts_like(comparables))
    missing = tuple(missing_for(purchase, stated))
    return _not_stated(asked, missing) if missing else _held_beside(asked, direct=direct)


class _Asked(NamedTuple):
    """What the test is asked of, and what whole contracts like it have cost."""

    purchase: Purchase
    suppliers: KnownSuppliers
    stated: SupplyStated
    as_of: date
    contracts: PriceRange | None


def _not_stated(asked: _Asked, missing: tuple[str, ...]) -> Supply:
    """Nobody can be held against what is not described."""
    prices = Prices(price_stands(None, None), paid_today(asked.stated, asked.as_of), None, asked.contracts)
    return Supply(
        finding=two_suppliers(Known.UNKNOWN, prices.stands),
        known=Known.UNKNOWN,
        count=NOBODY_COUNTED,
        prices=prices,
        limits=well_filled_on(asked.as_of),
        entries=len(asked.suppliers.entries),
        act=asked.purchase.under,
        missing=missing,
    )


def _held_beside(asked: _Asked, *, direct: bool) -> Supply:
    purchase, suppliers, stated, as_of, contracts = asked
    need, limits = need_of(purchase, stated, as_of), well_filled_on(as_of)
    fits = Register.for_need(suppliers.suppliers, need).ranked(need, as_of=as_of)
    tenders = independent_tenders(fits, per_month=need.per_month, kinds=COUNTED)
    count, filled = _count(fits, tenders, need), filled_for(suppliers.entries, need, on=as_of)
    plan, without = (None if direct else _lots(fits, need, kinds) for kinds in (COUNTED, (Kind.ENTERPRISE,)))
    sure = ENOUGH if plan and plan.lots else count.at_least
    told = known(max(sure, count.at_least), perhaps=count.perhaps, well_filled=limits.says_so(filled))
    counted = _counted(tenders, plan if count.at_least < ENOUGH else None)
    held = {one.key: one for one in suppliers.entries}
    weak, hidden = _weak(held, counted, need), suppliers.rates_hidden
    prices = prices_of([held[key] for key in counted], need, stated, contracts, on=as_of, hidden=hidden)
    return Supply(
        finding=two_suppliers(told, prices.stands),
        known=told,
        count=count,
        prices=prices,
        limits=limits,
        entries=len(suppliers.entries),
        act=purchase.under,
        need=need,
        direct=direct,
        cut_short=need.until < last_day_of(need.since, purchase.months or 0),
        own_word=weak.own_word,
        proof_ends=weak.proof_ends,
        control_untold=weak.control_untold,
        filled=filled,
        plan=plan,
        share_without_samhall=without.share if without else 0.0,
        consequence=_consequence(stated.sellers, plan),
        listed=tuple(_listed(held[one.key], one, counted) for one in fits[:LISTED] if one.grade is not Grade.NO),
        in_division=len(fits),
        names={key: one.name for key, one in held.items()},
    )


class _Weak(NamedTuple):
    """How many of those whom the finding rests on have shown or told less than one would wish."""

    own_word: int
    proof_ends: int
    control_untold: int


def _weak(held: Mapping[str, Entry], counted: Iterable[str], need: Need) -> _Weak:
    entries = [held[key] for key in counted]
    return _Weak(
        own_word=sum(one.proved == SELF_DECLARED for one in entries),
        proof_ends=sum(one.proved_until is not None and one.proved_until < need.since for one in entries),
        control_untold=sum(not one.control_told for one in entries),
    )


def _listed(entry: Entry, fit: Fit, counted: frozenset[str]) -> Listed:
    return Listed(entry.name, fit, entry.proved, entry.proved_until, entry.noted, counted=fit.key in counted)


def well_filled_on(day: date) -> WellFilled:
    """From when we call a register well filled: our own choice, dated, with the reason in ``data/parameters``."""
    here, in_trade = (round(number(f"register-told-{what}", day)) for what in ("here", "trade"))
    return WellFilled(here, in_trade, number("register-silent-share", day) / 100)


def filled_for(entries: Iterable[Entry], need: Need, *, on: date) -> Filled:
    """How the register is filled for the trade (the division of the CPV tree) and the place; each owner once."""
    lately = on - timedelta(days=number("register-told-days", on))
    here, in_trade, silent = set(), set(), set()
    for one in entries:
        told = one.told_on is not None and one.told_on >= lately
        trade = any(code[:SHORTEST] == need.cpv[:SHORTEST] for code in one.offers)
        place = one.everywhere or need.municipality in (one.places or ())
        if told and place:
            here.add(one.control)
        if told and trade:
            in_trade.add(one.control)
        if (trade or not one.offers) and (place or one.places is None) and not (trade and place):
            silent.add(one.control)
    return Filled(len(here), len(in_trade), len(silent))


def _count(fits: list[Fit], tenders: Tenders, need: Need) -> Count:
    counted = {key for tender in (*tenders.alone, *tenders.together) for key in tender}
    sure = {one.control for one in fits if one.key in counted}
    perhaps = {one.control for one in fits if one.kind in COUNTED and one.grade is Grade.UNKNOWN} - sure
    apart = {
        kind: independent_tenders(fits, per_month=need.per_month, kinds=(kind,)).at_least
        for kind in (Kind.ENTERPRISE, Kind.MUNICIPAL)
    }
    without, municipal = apart[Kind.ENTERPRISE], apart[Kind.MUNICIPAL]
    return Count(len(tenders.alone), len(tenders.together), without, municipal, len(perhaps))


def _lots(fits: list[Fit], need: Need, kinds: tuple[Kind, ...]) -> Plan:
    return largest_reserved(fits, per_month=need.per_month, kinds=kinds)


def _counted(tenders: Tenders, plan: Plan | None) -> frozenset[str]:
    """Those whose tenders the finding rests on: on the whole, or on the lots of a ``plan``."""
    on_lots = [tender for lot in plan.lots for tender in lot.tenders] if plan else []
    return frozenset(key for tender in (*tenders.alone, *tenders.together, *on_lots) for key in tender)


def _consequence(sellers: tuple[Seller, ...], plan: Plan | None) -> Consequence | None:
    """None when it is not stated who delivers today, or nothing is reserved."""
    if not sellers or plan is None or not plan.lots:
        return None
    return consequence(sellers, [Reserved(lot.parts / plan.of, lot.tenders) for lot in plan.lots])
