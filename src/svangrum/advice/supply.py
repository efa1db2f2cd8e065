"""Who could deliver a purchase, and what the two-supplier test finds: from a register that the caller hands over.

Everything is *at least*: who has not told enough is counted for nobody and held against nobody. The register and what
is known of it are values; nothing here reads a table.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from svangrum.advice.supply_stated import LAST_DAY, NOTHING_STATED
from svangrum.competition.concentration import Reserved, consequence
from svangrum.competition.price import PriceBasis, PriceRange, PriceSource, Seen, price_range, price_stands
from svangrum.competition.two_suppliers import ENOUGH, Filled, Known, WellFilled, known, two_suppliers
from svangrum.core.codes import find_municipality
from svangrum.core.parameters import number
from svangrum.law.purchase import Act
from svangrum.matching.capacity import last_day_known
from svangrum.matching.cpv_tree import SHORTEST, overlaps
from svangrum.matching.fit import Grade
from svangrum.matching.independent import Tenders, independent_tenders
from svangrum.matching.lots import largest_reserved
from svangrum.matching.register import Register
from svangrum.matching.suppliers import Kind, Measure, Need

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from svangrum.advice.supply_stated import SupplyStated
    from svangrum.analysis.comparables import Comparables
    from svangrum.competition.concentration import Consequence, Seller
    from svangrum.competition.two_suppliers import PriceStands, TwoSuppliers
    from svangrum.core.money import Money
    from svangrum.law.purchase import Purchase
    from svangrum.matching.fit import Fit
    from svangrum.matching.lots import Plan
    from svangrum.matching.suppliers import Supplier

COUNTED = (Kind.ENTERPRISE, Kind.SAMHALL)
"""Whose tenders the test counts. Units of municipalities are counted apart: they are not independent of a buyer."""
LISTED = 100
"""So many at most are listed with their reasons, the best first. Those who cannot are counted and not listed."""
SELF_DECLARED = "self-declared"
"""The weakest grade of evidence: nothing but the word of who tells it."""
_HOME = "SE"


class Entry(NamedTuple):
    """One entry of the register beside its columns: what it is called, what it has told, and when.

    ``told_on`` is the day when it last told of itself; None for an entry that nobody has taken over. ``proved`` is the
    weakest grade of its evidence, None without any; ``noted`` are the parts of its fit that are the caller's own notes
    (``trade``, ``place``). ``control_told`` is whether it has answered if another organisation decides over it.
    ``proved_until`` is the last day of the first of its evidence to end. ``rates`` are prices for an hour by CPV code,
    handed over by who may see them.
    """

    key: str
    name: str
    control: str
    offers: tuple[str, ...] = ()
    places: tuple[str, ...] | None = None
    everywhere: bool = False
    told_on: date | None = None
    proved: str | None = None
    proved_until: date | None = None
    noted: frozenset[str] = frozenset()
    control_told: bool = True
    rates: Mapping[str, Money] = {}


@dataclass(frozen=True)
class KnownSuppliers:
    """What a caller knows of those who could deliver, and may see of them: the answer names them.

    ``rates_hidden`` is that some have told rates which the caller may not read.
    """

    suppliers: tuple[Supplier, ...]
    entries: tuple[Entry, ...]
    rates_hidden: bool = False


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


@dataclass(frozen=True)
class Prices:
    """``paid`` is what is paid for an hour otherwise, ``expected`` what the capable ones ask for.

    ``owners`` are so many as ``expected`` could have come from. ``contracts`` is what whole contracts like it have
    cost, which settles nothing: their extent differs. ``hidden`` is that the rates are not the reader's to see.
    """

    stands: PriceStands
    paid: PriceRange | None = None
    expected: PriceRange | None = None
    contracts: PriceRange | None = None
    owners: int = 0
    hidden: bool = False


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
    under ``act``. Of those whom the finding rests on ``own_word`` have shown one of the tests
    by nothing but their own word, the evidence of ``proof_ends`` ends before the contract begins, and
    ``control_untold`` have not said who decides. ``filled`` is how the register is filled for the trade and the place,
    ``limits`` from when it is well filled. ``plan`` is None where lots would be pointless: the purchase may be made
    directly, or the need is not known. ``listed`` are the best of the ``in_division`` that offer something in the
    division of the CPV tree.
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
    asked = _Asked(purchase, suppliers, stated, as_of, _contracts(comparables))
    missing = tuple(_missing(purchase, stated))
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
    prices = Prices(price_stands(None, None), _paid(asked.stated, asked.as_of), None, asked.contracts)
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
    purchase, suppliers, stated, as_of, _ = asked
    need, limits = _need(purchase, stated, as_of), well_filled_on(as_of)
    fits = Register.for_need(suppliers.suppliers, need).ranked(need, as_of=as_of)
    tenders = independent_tenders(fits, per_month=need.per_month, kinds=COUNTED)
    count, filled = _count(fits, tenders, need), filled_for(suppliers.entries, need, on=as_of)
    plan, without = (None if direct else _lots(fits, need, kinds) for kinds in (COUNTED, (Kind.ENTERPRISE,)))
    sure = ENOUGH if plan and plan.lots else count.at_least
    told = known(max(sure, count.at_least), perhaps=count.perhaps, well_filled=limits.says_so(filled))
    counted = _counted(tenders, plan if count.at_least < ENOUGH else None)
    held = {one.key: one for one in suppliers.entries}
    weak, prices = _weak(held, counted, need), _prices(asked, [held[key] for key in counted], need)
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
        cut_short=need.until < _last_day(need.since, purchase.months or 0),
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


def _missing(purchase: Purchase, stated: SupplyStated) -> Iterator[str]:
    if purchase.cpv is None or not purchase.cpv_confirmed:
        yield "cpv"
    if purchase.municipality is None:
        yield "municipality"
    if purchase.months is None:
        yield "months"
    if stated.hours is None and purchase.value is None:
        yield "size"


def _need(purchase: Purchase, stated: SupplyStated, as_of: date) -> Need:
    """By the hours that are stated, else by what the value comes to each month; at most the months that are known."""
    assert purchase.cpv and purchase.municipality and purchase.months  # noqa: S101, PT018 - nothing is missing
    since = stated.start or _months_on(min(as_of, LAST_DAY), round(number("register-start-months", as_of)))
    until = min(_last_day(since, purchase.months), last_day_known(since))
    measure, per_month = Measure.HOURS, stated.hours
    if per_month is None:
        assert purchase.value is not None  # noqa: S101 - nothing is missing
        measure, per_month = Measure.KRONOR, max(1, -(-purchase.value.minor // (100 * purchase.months)))
    return Need(purchase.cpv, find_municipality(purchase.municipality).code, since, until, measure, per_month)


def _months_on(day: date, months: int) -> date:
    """The first of the month so many months later."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def _last_day(since: date, months: int) -> date:
    end = _months_on(since, months)
    return min(end + timedelta(days=since.day - 2), _months_on(end, 1) - timedelta(days=1))


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


def _rates(counted: Iterable[Entry], need: Need) -> list[Money]:
    """What those counted ask for an hour, one price of each owner: of the code nearest to the one that is needed.

    As far as they have told and the caller may see it.
    """
    asked: defaultdict[str, list[tuple[int, str, str, Money]]] = defaultdict(list)
    for one in counted:
        near = [(-_shared(code, need.cpv), code, rate) for code, rate in one.rates.items()]
        asked[one.control] += [(far, one.key, code, rate) for far, code, rate in near if overlaps(code, need.cpv)]
    return [min(prices)[-1] for _, prices in sorted(asked.items()) if prices]


def _shared(one: str, other: str) -> int:
    """So many digits are the same from the left."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=True)))


def _prices(asked: _Asked, counted: list[Entry], need: Need) -> Prices:
    year, paid = asked.as_of.year, _paid(asked.stated, asked.as_of)
    rates = _seen(PriceSource.RATES, PriceBasis.HOUR, _rates(counted, need), [year])
    expected, owners = price_range(rates, PriceBasis.HOUR), len({one.control for one in counted})
    stands, hidden = price_stands(expected, paid), asked.suppliers.rates_hidden
    return Prices(stands, paid, expected, asked.contracts, owners, hidden=hidden)


def _paid(stated: SupplyStated, as_of: date) -> PriceRange | None:
    if stated.paid_from is None or stated.paid_to is None:
        return None
    ends = [stated.paid_from, stated.paid_to]
    return price_range(_seen(PriceSource.PAID, PriceBasis.HOUR, ends, [as_of.year]), PriceBasis.HOUR)


def _contracts(comparables: Comparables | None) -> PriceRange | None:
    """What published contracts like it cost as a whole, at home."""
    found = [one for one in comparables.found if one.value and one.country == _HOME] if comparables else []
    values = [one.value for one in found if one.value]
    seen = _seen(PriceSource.AWARDS, PriceBasis.CONTRACT, values, [one.day.year for one in found])
    return price_range(seen, PriceBasis.CONTRACT)


def _seen(source: PriceSource, basis: PriceBasis, prices: list[Money], years: list[int]) -> list[Seen]:
    if not prices:
        return []
    ordered = sorted(prices, key=lambda one: one.minor)
    return [Seen(source, basis, ordered[0], ordered[-1], len(prices), min(years), max(years))]


def _consequence(sellers: tuple[Seller, ...], plan: Plan | None) -> Consequence | None:
    """None when it is not stated who delivers today, or nothing is reserved."""
    if not sellers or plan is None or not plan.lots:
        return None
    return consequence(sellers, [Reserved(lot.parts / plan.of, lot.tenders) for lot in plan.lots])
