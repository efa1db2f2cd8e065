"""Routes, plans and recommendations as the pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from svangrum.core.language import write_day, write_decimal, write_number
from svangrum.guide.blanks import MOST_NUMBER as MOST_PERSONS
from svangrum.guide.first_purchase import ends
from svangrum.guide.people import text as people_text
from svangrum.guide.suitability import Verdict as Verdicts
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

_GOTEBORG = {True: "people.goteborg", False: "people.goteborg-none", None: "people.goteborg-unknown"}
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


def verdict(one: Recommendation, handed_on: Mapping[str, str], speaker: Speaker) -> Verdict:
    """What an instrument is for is said only of one that may come into question.

    ``handed_on`` is what *Pröva ett köp* is told when the way leads there.
    """
    return Verdict(
        name=speaker.text(one.instrument.name),
        says="" if one.verdict is Verdicts.NOT_FOR_THIS else speaker.text(one.instrument.says),
        status=speaker.words(f"suitability.verdict.{one.verdict}"),
        mark=_MARKS[one.verdict],
        reasons=[speaker.text(reason(code)) for code in one.reasons],
        asks=[speaker.words(f"suitability.ask.{name}") for name in dict.fromkeys(one.asks)],
        url=_way(one.instrument.page, handed_on, speaker.language),
        link=speaker.words(f"to-page.{one.instrument.page}"),
        citations=speaker.cited(one.instrument.rests),
    )


def _way(page: str, handed_on: Mapping[str, str], language: str) -> str:
    query = f"?{urlencode(handed_on)}" if page == "start" and handed_on else ""
    return address(page, language) + query


def _headline(found: Proportion, speaker: Speaker) -> str:
    """The number; where it comes to less than a place, the months that one person's place may last."""
    short = int(found.person_months)
    if found.persons == 0:
        code = "people.headline-short" if short else "people.headline-none"
        return speaker.words(code, months=short)
    code = "people.headline-one" if found.persons == 1 else "people.headline"
    return speaker.words(code, persons=found.persons, months=found.months)


def people(found: Proportion, speaker: Speaker) -> Mapping[str, object]:
    """The number in words, the hours behind it, what others would do, and warnings."""
    none = found.trafikverket is None
    code = "people.trafikverket-none" if none else "people.trafikverket"
    return {
        "headline": _headline(found, speaker),
        "hours": speaker.words(
            "people.hours",
            hours=write_number(round(found.hours), speaker.language),
            months=write_decimal(round(found.person_months, 1), speaker.language),
        ),
        "warnings": [speaker.text(people_text(one)) for one in found.warnings],
        "trafikverket": speaker.words(code, count=found.trafikverket or 0),
        "goteborg": speaker.words(_GOTEBORG[found.goteborg]),
        "persons": found.persons,
        "fits_texts": 0 < found.persons <= MOST_PERSONS,
        "months": found.months,
    }
