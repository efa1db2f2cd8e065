"""What is said of those who could deliver, in codes and values: a sentence, why or why not, then the figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.competition.two_suppliers import ENOUGH, Known, PriceStands, TwoSuppliers
from svangrum.core.codes import cpv_table
from svangrum.core.findings import Message
from svangrum.core.money import Money
from svangrum.core.parameters import number
from svangrum.matching.capacity import MONTHS
from svangrum.matching.suppliers import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from svangrum.advice.supply import Supply
    from svangrum.competition.concentration import Between, Consequence
    from svangrum.competition.price import PriceRange
    from svangrum.core.findings import Value
    from svangrum.matching.lots import Lot, Plan
    from svangrum.matching.suppliers import Need

_SMALLEST_TOLD = 0.005


@dataclass(frozen=True)
class SupplySaid:
    """``says`` is one sentence, ``why`` the line that says why, or why not. The rest are read after them, in order.

    ``tenders`` name who could tender for each lot.
    """

    says: Message
    why: Message
    counted: tuple[Message, ...]
    prices: tuple[Message, ...]
    lots: tuple[Message, ...]
    tenders: tuple[Message, ...]
    notes: tuple[Message, ...]


def supply_said(supply: Supply, *, municipality: str | None, as_of: date) -> SupplySaid:
    return SupplySaid(
        says=_says(supply, municipality),
        why=_why(supply),
        counted=tuple(_counted(supply, municipality)),
        prices=tuple(_prices(supply)),
        lots=tuple(_lots(supply)),
        tenders=tuple(_tenders(supply)),
        notes=tuple(_notes(supply, as_of)),
    )


def _says(supply: Supply, municipality: str | None) -> Message:
    if municipality is None:
        return Message("supply.says.ask-first-anywhere")
    values: dict[str, Value] = {"count": supply.count.at_least, "municipality": municipality}
    if supply.finding is TwoSuppliers.ASK_FIRST and supply.count.at_least:
        return Message("supply.says.ask-first-one", values)
    if supply.direct and supply.known is Known.TWO:
        return Message("supply.says.direct-two", values)
    unsettled = supply.unsettled and supply.finding is TwoSuppliers.RESERVE
    finding = "reserve-unsettled" if unsettled else supply.finding
    if supply.in_lots and supply.plan is not None:
        values["percent"] = round(100 * supply.plan.share)
        return Message(f"supply.says.{finding}-lots", values)
    return Message(f"supply.says.{finding}", values)


def _why(supply: Supply) -> Message:
    """By the finding; where nobody can tell, what it is that is not known."""
    if supply.finding is not TwoSuppliers.ASK_FIRST:
        return Message(f"supply.why.{supply.finding}-lots" if supply.in_lots else f"supply.why.{supply.finding}")
    if supply.missing:
        return Message("supply.why.not-stated")
    if supply.well_filled:
        return Message("supply.why.perhaps", {"perhaps": supply.count.perhaps})
    return Message("supply.why.thin")


def _counted(supply: Supply, municipality: str | None) -> Iterator[Message]:
    yield Message("supply.note.own-method")
    yield from (Message(f"supply.missing.{code}") for code in supply.missing)
    need, filled, count = supply.need, supply.filled, supply.count
    if need is None or filled is None:
        return
    yield Message("supply.counted.alone", {"count": count.alone})
    if count.together:
        yield Message("supply.counted.together", {"count": count.together})
        yield Message("suppliers.joint")
    yield Message("supply.counted.samhall", {"count": count.without_samhall})
    if supply.own_word:
        yield Message(f"supply.counted.own-word-{supply.act}", {"count": supply.own_word})
    if supply.proof_ends:
        yield Message("supply.counted.proof-ends", {"count": supply.proof_ends, "since": need.since})
    if supply.control_untold:
        yield Message("supply.counted.control-untold", {"count": supply.control_untold})
    if count.municipal:
        yield Message("supply.counted.municipal", {"count": count.municipal})
    if count.perhaps:
        yield Message("supply.counted.perhaps", {"count": count.perhaps})
    yield _held_against(need)
    if supply.cut_short:
        yield Message("supply.need.cut-short", {"count": MONTHS})
    well = "well" if supply.well_filled else "thin"
    values: dict[str, Value] = {
        "entries": supply.entries,
        "here": filled.here,
        "in_trade": filled.in_trade,
        "silent": filled.silent,
        "municipality": municipality,
        "cpv": cpv_table()[need.cpv],
    }
    yield Message(f"supply.filled.{well}", values)
    yield Message("suppliers.absent")


def _held_against(need: Need) -> Message:
    assert need.per_month is not None  # noqa: S101 - nothing is missing
    values: dict[str, Value] = {"since": need.since, "until": need.until, "amount": _amount(need, need.per_month)}
    return Message(f"supply.need.{need.measure}", values)


def _amount(need: Need, per_month: int) -> Value:
    return per_month if need.measure is Measure.HOURS else Money.kronor(per_month)


def _prices(supply: Supply) -> Iterator[Message]:
    prices = supply.prices
    if prices.paid:
        yield Message(f"supply.price.paid{_point(prices.paid)}", _range(prices.paid))
    if prices.expected:
        seen = prices.expected.seen[0]
        values: dict[str, Value] = {"count": seen.prices, "of": prices.owners}
        yield Message(f"supply.price.expected{_point(prices.expected)}", _range(prices.expected) | values)
    yield Message(f"supply.price.{_price_stands(supply)}")
    if prices.contracts:
        seen = prices.contracts.seen[0]
        more: dict[str, Value] = {"count": seen.prices, "first": seen.first, "last": seen.last}
        yield Message(f"supply.price.contracts{_point(prices.contracts)}", _range(prices.contracts) | more)


def _price_stands(supply: Supply) -> str:
    """Where nothing is known of how it stands: which side is missing."""
    prices = supply.prices
    if prices.stands is not PriceStands.UNKNOWN:
        return str(prices.stands)
    if prices.paid and prices.expected:
        return "partly"
    if prices.hidden:
        return "hidden"
    return "nothing-asked" if prices.paid else "nothing-paid"


def _point(held: PriceRange) -> str:
    return "-one" if held.low == held.high else ""


def _range(held: PriceRange) -> dict[str, Value]:
    if held.low == held.high:
        return {"low": held.low}
    return {"low": held.low, "high": held.high}


def _lots(supply: Supply) -> Iterator[Message]:
    plan, need = supply.plan, supply.need
    if plan is None or need is None:
        return
    if not plan.lots:
        yield Message("supply.lots.none")
        return
    if plan.undivided:
        yield Message("supply.lots.undivided")
    else:
        yield from _divided(supply, plan, need)
        if any(len(tender) > 1 for lot in plan.lots for tender in lot.tenders):
            yield Message("suppliers.joint")
    if supply.share_without_samhall < plan.share:
        yield Message("supply.lots.samhall", {"percent": round(100 * supply.share_without_samhall)})
    yield from _consequence(supply.consequence)


def _divided(supply: Supply, plan: Plan, need: Need) -> Iterator[Message]:
    values: dict[str, Value] = {"percent": round(100 * plan.share), "count": len(plan.lots)}
    values |= {"open": 100 - round(100 * plan.share)}
    yield Message("supply.lots.whole" if plan.share == 1 else "supply.lots.part", values)
    for place, lot in enumerate(plan.lots, start=1):
        yield _lot(place, lot, plan, need)
    yield Message(f"supply.lots.example-{supply.act}")
    yield Message(f"supply.lots.one-procurement-{supply.act}")


def _lot(place: int, lot: Lot, plan: Plan, need: Need) -> Message:
    assert need.per_month is not None  # noqa: S101 - nothing is missing
    amount = _amount(need, round(need.per_month * lot.parts / plan.of))
    values: dict[str, Value] = {"place": place, "percent": round(100 * lot.parts / plan.of), "amount": amount}
    return Message(f"supply.lot.{need.measure}", values)


def _tenders(supply: Supply) -> Iterator[Message]:
    lots = supply.plan.lots if supply.plan and not supply.plan.undivided else ()
    for place, lot in enumerate(lots, start=1):
        one, other = (" + ".join(supply.names[key] for key in tender) for tender in lot.tenders)
        yield Message("supply.lot.tenders", {"place": place, "one": one, "other": other})


def _consequence(found: Consequence | None) -> Iterator[Message]:
    if found is None:
        yield Message("supply.effect.not-known")
        return
    values: dict[str, Value] = {"before": _percent(found.before), "after": _percent(found.after)}
    yield Message("supply.effect.concentration", values)
    for one in found.effects:
        if one.before >= _SMALLEST_TOLD:
            small = {None: "not-told", True: "small", False: "large"}[one.small]
            yield Message(f"supply.effect.{small}", {"before": round(100 * one.before), "after": _percent(one.after)})


def _percent(held: Between) -> str:
    """As one number where both ends are."""
    low, high = round(100 * held.low), round(100 * held.high)
    return str(low) if low == high else f"{low}–{high}"


def _notes(supply: Supply, as_of: date) -> Iterator[Message]:
    limits = supply.limits
    values: dict[str, Value] = {
        "here": limits.here,
        "in_trade": limits.in_trade,
        "silent": round(100 * limits.silent),
        "days": round(number("register-told-days", as_of)),
    }
    yield Message("supply.note.well-filled", values)
    if supply.known is Known.TWO and not supply.in_lots and supply.count.without_samhall < ENOUGH:
        yield Message("supply.note.with-samhall", {"count": supply.count.without_samhall})
    if supply.in_division > len(supply.listed):
        yield Message("supply.note.listed", {"shown": len(supply.listed), "count": supply.in_division})
    yield Message("supply.note.at-least")
