"""The answer as it was given, from what was kept of it (``svangrum-advice/3``, and 2, which knew no register).

What was said then is said again word for word. Only what frames it (names of fields and headings) is looked up today.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from svangrum.advice.alike import shortened
from svangrum.advice.answer import (
    Alike,
    AlikePurchase,
    Answer,
    Cited,
    CpvChoice,
    Forecast,
    Line,
    LineGroup,
    Question,
    SourceLine,
    Unsettled,
)
from svangrum.advice.explain import shares, summary
from svangrum.advice.headline import REGIMES
from svangrum.advice.supply_told import restored_test
from svangrum.core.findings import Outcome
from svangrum.core.language import words, write_day
from svangrum.core.money import Money, VatBasis
from svangrum.law.purchase import Act, Buyer, Kind, Purchase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from svangrum.advice.json_values import Json


def restored(told: Json) -> Answer:
    """The answer that was exported as ``told``, in the language in which it was told."""
    language, day = told["language"], date.fromisoformat(told["as_of"])
    purchase = purchase_in(told)
    reserve = next((one for one in told["findings"] if one["rule"] == "reserve"), None)
    competition = told["competition"]
    return Answer(
        language=language,
        as_of=day,
        as_of_text=write_day(day, language),
        version=told["version"],
        headline=told["headline"]["text"],
        what=purchase.what,
        summary=tuple(summary(purchase, language)),
        warnings=_texts(told["warnings"]),
        groups=tuple(_groups(told["findings"], language)),
        questions=tuple(Question(**one) for one in told["questions"]),
        open=_forecast("open", competition["open"], language),
        reserved=_forecast("reserved", competition["reserved"], language),
        competition_notes=_texts(competition["notes"]),
        suppliers=told["suppliers"]["text"],
        steps=_texts(told["steps"]),
        unknowns=_texts(told["unknowns"]),
        sources=tuple(SourceLine(**one) for one in told["sources"]),
        cpv_choices=tuple(CpvChoice(**one) for one in told["cpv_suggestions"]),
        reservable=reserve is None or reserve["outcome"] != Outcome.NOT_APPLICABLE,
        regime=REGIMES.get(reserve["code"], "unknown") if reserve else "unknown",
        act=purchase.under,
        moved=tuple((competition["factors"] or {}).get("told", ())),
        evidence=_texts(competition["evidence"]),
        alike=None if told["comparables"] is None else _alike(told["comparables"], language),
        test=restored_test(told.get("two_suppliers")),
    )


def purchase_in(told: Json) -> Purchase:
    """The purchase that an exported answer is about."""
    facts = told["purchase"]
    return Purchase(
        what=facts["what"],
        act=facts["act"] and Act(facts["act"]),
        value=money_in(facts["value"]),
        kind=facts["kind"] and Kind(facts["kind"]),
        buyer=facts["buyer"] and Buyer(facts["buyer"]),
        municipality=facts["municipality"],
        months=facts["months"],
        cpv=facts["cpv"],
        cpv_confirmed=facts["cpv_confirmed"],
        main_object_confirmed=facts["main_object_confirmed"],
        covered_by_contract=facts["covered_by_contract"],
        same_kind_12_months=money_in(facts["same_kind_12_months"]),
        direct_awards_this_year=money_in(facts["direct_awards_this_year"]),
    )


def money_in(told: Json | None) -> Money | None:
    """An amount as it was exported."""
    return None if told is None else Money(told["minor"], told["currency"], VatBasis(told["vat"]))


def _texts(several: Iterable[Json]) -> tuple[str, ...]:
    return tuple(one["text"] for one in several)


def _groups(findings: Iterable[Json], language: str) -> Iterator[LineGroup]:
    for group, members in groupby(findings, key=lambda one: str(one["group"])):
        yield LineGroup(group, words(f"group.{group}", language), tuple(_line(one, language) for one in members))


def _line(told: Json, language: str) -> Line:
    return Line(
        key=f"{told['rule']}.{told['code']}",
        outcome=told["outcome"],
        status=words(f"outcome.{told['outcome']}", language),
        says=told["says"],
        why=told["why"],
        citations=tuple(Cited(one["label"], one["url"]) for one in told["citations"]),
        conditions=_texts(told["conditions"]),
        choices=_texts(told["choices"]),
        proofs=_texts(told["proofs"]),
        warnings=_texts(told["warnings"]),
        unsettled=_unsettled(told["unsettled"]),
        when=told["moment"] and words(f"moment.{told['moment']}", language),
    )


def _unsettled(told: Json | None) -> Unsettled | None:
    if told is None:
        return None
    parts = {name: told[name] for name in ("question", "reading_for", "reading_against", "advice")}
    return Unsettled(risk=told["risk"]["text"], **parts)


def _forecast(label: str, told: Json, language: str) -> Forecast:
    return Forecast(
        label=words(f"forecast.{label}.label", language),
        dots=tuple(told["dots"]),
        low=told["low80"],
        high=told["high80"],
        sentence=told["sentence"],
        interval=told["interval"],
        basis=told["basis"],
        table=tuple(shares(tuple(told["pmf_from_one"]), language)),
    )


def _alike(told: Json, language: str) -> Alike:
    return Alike(
        lead=told["lead"],
        purchases=tuple(_purchase(one) for one in told["found"]),
        loaded=bool(told["snapshots"]),
        notes=tuple(_notes(told, language)),
    )


def _purchase(told: Json) -> AlikePurchase:
    text = told["text"]
    return AlikePurchase(
        title=shortened(told["title"]),
        about=text["about"],
        got=text["got"],
        why=text["why"],
        place=text["place"],
        mark=text["reserved"],
        url=told["address"],
    )


def _notes(told: Json, language: str) -> Iterator[str]:
    """As ``advice.alike`` has them beneath the list."""
    if any(one["address"] is None for one in told["found"]):
        yield words("alike.no-address", language)
    shown = {one["dataset"] for one in told["found"]}
    yield from (one["attribution"] for one in told["snapshots"] if one["dataset"] in shown)
