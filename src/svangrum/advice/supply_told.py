"""The two-supplier test in one language's words, and as plain data with the words beside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from svangrum.advice.answer import Cited, FollowShown, SupplierShown, SupplierTest
from svangrum.advice.json_values import message_object, message_objects
from svangrum.advice.supply_said import supply_said
from svangrum.competition.two_suppliers import TwoSuppliers
from svangrum.core.codes import cpv_table
from svangrum.core.language import say, words
from svangrum.matching.fit import Reason
from svangrum.matching.suppliers import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from svangrum.advice.advise import Advice
    from svangrum.advice.json_values import Json
    from svangrum.advice.supply import Listed, Supply
    from svangrum.advice.supply_follows import Follow
    from svangrum.advice.supply_said import SupplySaid
    from svangrum.core.findings import Value
    from svangrum.core.sources import Citation
    from svangrum.matching.fit import Fit
    from svangrum.matching.suppliers import Need

_PARTS = ("counted", "prices", "lots", "tenders", "notes")
_ANSWERS = {TwoSuppliers.RESERVE: "yes", TwoSuppliers.ASK_FIRST: "unknown"}
"""What kind of line says why: for every other finding it is why not."""


def said_of(advice: Advice, supply: Supply) -> SupplySaid:
    return supply_said(supply, municipality=advice.purchase.municipality, as_of=advice.as_of)


def supplier_test(advice: Advice, language: str) -> SupplierTest | None:
    """The part in words; None where no register was asked."""
    supply = advice.supply
    if supply is None:
        return None
    said = said_of(advice, supply)
    label = words(f"supply.why-label.{_ANSWERS.get(supply.finding, 'no')}", language)
    parts = {name: tuple(say(one, language) for one in getattr(said, name)) for name in _PARTS}
    return SupplierTest(
        finding=supply.finding,
        says=say(said.says, language),
        why=f"{label} {say(said.why, language)}",
        follows=tuple(_follow(one, language) for one in advice.follows),
        listed=tuple(_listed(one, advice, supply, language) for one in supply.listed),
        **parts,
    )


def _follow(one: Follow, language: str) -> FollowShown:
    return FollowShown(say(one.message, language), _cited(one.citations, language))


def _cited(places: Iterable[Citation], language: str) -> tuple[Cited, ...]:
    return tuple(Cited(one.label(language), one.url) for one in places)


def _listed(one: Listed, advice: Advice, supply: Supply, language: str) -> SupplierShown:
    fit, grade = one.fit, one.fit.grade.name.lower()
    values: dict[str, Value] = {
        "offer": cpv_table().get(fit.offer, fit.offer),
        "place": advice.purchase.municipality,
        "free": _free(fit.free or 0, supply.need, language),
        "measure": words(f"capacities.measure.{supply.need.measure}", language) if supply.need else "",
    }
    return SupplierShown(
        name=one.name,
        number=fit.key,
        grade=grade,
        status=_status(fit, words(f"suppliers.group.{grade}.name", language), language),
        reasons=tuple(_reason(one, reason, supply, values, language) for reason in fit.reasons),
        counted=one.counted,
    )


def _reason(one: Listed, reason: Reason, supply: Supply, values: dict[str, Value], language: str) -> str:
    """Why, and how well it is shown, or whose word it is when it is not the supplier's own."""
    said = words(f"suppliers.reason.{reason.code}", language, **values)
    if reason.part in one.noted:
        return f"{said} {words('suppliers.noted', language)}"
    if reason is Reason.EVIDENCE_VALID and one.proved:
        grade = words(f"passport.grade.{one.proved}", language)
        shown = f"{said} {words('suppliers.weakest', language, grade=grade)}"
        if one.proved_until and supply.need and one.proved_until < supply.need.since:
            return f"{shown} {words('suppliers.ends-before', language, day=one.proved_until)}"
        return shown
    return said


def _status(fit: Fit, said: str, language: str) -> str:
    """Samhall and units of municipalities are told apart."""
    return said if fit.kind == Kind.ENTERPRISE else f"{words(f'enterprises.kind.{fit.kind}', language)}. {said}"


def _free(free: int, need: Need | None, language: str) -> str:
    assert need is not None  # noqa: S101 - nobody is listed without it
    return words(f"suppliers.amount.{need.measure}", language, amount=free)


def supply_object(advice: Advice, test: SupplierTest | None) -> Json | None:
    """The part as JSON has it: codes and values, ``test`` being the words of the same things in order."""
    supply = advice.supply
    if supply is None or test is None:
        return None
    said = said_of(advice, supply)
    return {
        "finding": supply.finding,
        "known": supply.known,
        "price": supply.prices.stands,
        "count": supply.count._asdict(),
        "missing": list(supply.missing),
        "need": None if supply.need is None else _need(supply.need),
        "filled": None if supply.filled is None else {**supply.filled._asdict(), "well": supply.well_filled},
        "limits": supply.limits._asdict(),
        "entries": supply.entries,
        "lots": None if supply.plan is None else [_lot(one.parts, supply.plan.of) for one in supply.plan.lots],
        "says": message_object(said.says, test.says),
        "why": message_object(said.why, test.why),
        "told": {name: message_objects(getattr(said, name), getattr(test, name)) for name in _PARTS},
        "follows": [_follow_object(one, shown) for one, shown in zip(advice.follows, test.follows, strict=True)],
        "listed": [_listed_object(one, shown) for one, shown in zip(supply.listed, test.listed, strict=True)],
    }


def _need(need: Need) -> Json:
    return {**need._asdict(), "since": need.since.isoformat(), "until": need.until.isoformat()}


def _lot(parts: int, of: int) -> Json:
    return {"share": round(parts / of, 6)}


def _follow_object(one: Follow, shown: FollowShown) -> Json:
    citations = [
        {"act": place.act, "section": place.section, "label": cited.label, "url": cited.url}
        for place, cited in zip(one.citations, shown.citations, strict=True)
    ]
    return {**message_object(one.message, shown.text), "citations": citations}


def _listed_object(one: Listed, shown: SupplierShown) -> Json:
    reasons = zip(one.fit.reasons, shown.reasons, strict=True)
    return {
        "name": one.name,
        "number": shown.number,
        "grade": shown.grade,
        "status": shown.status,
        "counted": shown.counted,
        "reasons": [{"code": reason.code, "text": text} for reason, text in reasons],
    }


def for_others(test: SupplierTest) -> SupplierTest:
    """What somebody may see who is of no buyer: no names, prices, counts or lots; that the method is our own stays."""
    return replace(test, counted=test.counted[:1], prices=(), lots=(), tenders=(), listed=())


def exported_for_others(answer: Json) -> Json:
    """An exported answer with the same left out, in words and in figures."""
    held = answer.get("two_suppliers")
    if held is None:
        return answer
    told = held["told"] | {"counted": held["told"]["counted"][:1], "prices": [], "lots": [], "tenders": []}
    figures = {"count": None, "filled": None, "lots": None}
    return answer | {"two_suppliers": held | {"told": told, "listed": [], **figures}}


def without_prices(test: SupplierTest) -> SupplierTest:
    """What a buyer's own people may see who read no rates."""
    return replace(test, prices=())


def restored_test(told: Json | None) -> SupplierTest | None:
    """The part as it was exported, word for word."""
    if told is None:
        return None
    parts = {name: tuple(one["text"] for one in told["told"][name]) for name in _PARTS}
    return SupplierTest(
        finding=told["finding"],
        says=told["says"]["text"],
        why=told["why"]["text"],
        follows=tuple(FollowShown(one["text"], _restored_cites(one)) for one in told["follows"]),
        listed=tuple(_restored_listed(one) for one in told["listed"]),
        **parts,
    )


def _restored_cites(told: Json) -> tuple[Cited, ...]:
    return tuple(Cited(one["label"], one["url"]) for one in told["citations"])


def _restored_listed(told: Json) -> SupplierShown:
    reasons = tuple(one["text"] for one in told["reasons"])
    return SupplierShown(told["name"], told["number"], told["grade"], told["status"], reasons, told["counted"])
