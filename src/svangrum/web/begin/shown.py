"""Routes, plans and recommendations as the pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.language import write_day, write_decimal, write_number
from svangrum.guide.first_purchase import ends
from svangrum.guide.people import text as people_text
from svangrum.guide.suitability import reason
from svangrum.web.pages import address

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from svangrum.advice.answer import Cited
    from svangrum.guide.begin import Way
    from svangrum.guide.first_purchase import Plan
    from svangrum.guide.people import Proportion
    from svangrum.guide.suitability import Recommendation
    from svangrum.web.said import Speaker

_MARKS = {"recommended": "required", "possible": "permitted", "cannot-say": "unknown", "not-for-this": "not-applicable"}


@dataclass(frozen=True)
class WayShown:
    title: str
    says: str
    steps: list[str]
    who: str
    days: str
    url: str
    link: str
    citations: tuple[Cited, ...]


@dataclass(frozen=True)
class StepShown:
    what: str
    who: str
    days: str
    done: str
    write: str
    url: str
    link: str
    citations: tuple[Cited, ...]


@dataclass(frozen=True)
class PlanShown:
    code: str
    title: str
    says: str
    steps: list[StepShown]
    whole: str
    warning: str
    citations: tuple[Cited, ...]


@dataclass(frozen=True)
class Verdict:
    """``mark`` is the symbol of marks.html that goes with the words."""

    name: str
    says: str
    status: str
    mark: str
    reasons: list[str]
    asks: list[str]
    url: str
    link: str
    citations: tuple[Cited, ...]


def way(one: Way, speaker: Speaker) -> WayShown:
    return WayShown(
        title=speaker.text(one.title),
        says=speaker.text(one.says),
        steps=speaker.texts(one.steps),
        who=speaker.text(one.who),
        days=days(one.low, one.high, speaker),
        url=address(one.page, speaker.language),
        link=speaker.words(f"to-page.{one.page}"),
        citations=speaker.cited(one.rests),
    )


def days(low: int, high: int, speaker: Speaker) -> str:
    return speaker.words(
        "begin.day" if high == 1 else "begin.days" if low != high else "begin.days-sure", low=low, high=high
    )


def plan(one: Plan, start: date, speaker: Speaker) -> PlanShown:
    dates = ends(one, start)
    steps = [
        StepShown(
            what=speaker.text(step.what),
            who=speaker.text(step.who),
            days=days(step.low, step.high, speaker),
            done=_between(early, late, speaker),
            write=speaker.text(step.write),
            url=address(step.page, speaker.language) if step.page else "",
            link=speaker.words(f"to-page.{step.page}") if step.page else "",
            citations=speaker.cited(step.rests),
        )
        for step, (early, late) in zip(one.steps, dates, strict=True)
    ]
    return PlanShown(
        code=one.code,
        title=speaker.text(one.title),
        says=speaker.text(one.says),
        steps=steps,
        whole=speaker.words(
            "first-purchase.whole",
            low=sum(step.low for step in one.steps),
            high=sum(step.high for step in one.steps),
            early=dates[-1][0],
            late=dates[-1][1],
        ),
        warning=speaker.text(one.warning),
        citations=speaker.cited(one.warning_rests),
    )


def _between(early: date, late: date, speaker: Speaker) -> str:
    if early == late:
        return speaker.words("first-purchase.done-on", day=early)
    return speaker.words("first-purchase.done-between", early=write_day(early, speaker.language), late=late)


def verdict(one: Recommendation, speaker: Speaker) -> Verdict:
    return Verdict(
        name=speaker.text(one.instrument.name),
        says=speaker.text(one.instrument.says),
        status=speaker.words(f"suitability.verdict.{one.verdict}"),
        mark=_MARKS[one.verdict],
        reasons=[speaker.text(reason(code)) for code in one.reasons],
        asks=[speaker.words(f"suitability.ask.{name}") for name in dict.fromkeys(one.asks)],
        url=address(one.instrument.page, speaker.language),
        link=speaker.words(f"to-page.{one.instrument.page}"),
        citations=speaker.cited(one.instrument.rests),
    )


def people(found: Proportion, speaker: Speaker) -> Mapping[str, object]:
    """The number in words, the hours behind it, what others would do, and warnings."""
    none = found.trafikverket is None
    code = "people.trafikverket-none" if none else "people.trafikverket"
    return {
        "headline": speaker.words("people.headline", persons=found.persons, months=found.months),
        "hours": speaker.words(
            "people.hours",
            hours=write_number(round(found.hours), speaker.language),
            months=write_decimal(round(found.person_months, 1), speaker.language),
        ),
        "warnings": [speaker.text(people_text(one)) for one in found.warnings],
        "trafikverket": speaker.words(code, count=found.trafikverket or 0),
        "goteborg": speaker.words("people.goteborg" if found.goteborg else "people.goteborg-none"),
        "persons": found.persons,
        "months": found.months,
    }
