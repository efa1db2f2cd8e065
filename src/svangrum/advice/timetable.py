"""A calendar in codes → the calendar in one language's words: what the page, the command and the calendar file show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.advice.answer import Cited
from svangrum.core.holidays import day_off
from svangrum.core.language import say, words, write_day, write_short_day, write_weekday

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from svangrum.core.sources import Citation, Source
    from svangrum.law.timetable.limits import Limit
    from svangrum.law.timetable.notes import Note
    from svangrum.law.timetable.plan import Milestone, Plan, Stretch


@dataclass(frozen=True)
class MilestoneShown:
    """``counted`` says how the day was found, ``moved`` why it is not the day counted, ``only_if`` what it hangs on."""

    code: str
    day: date
    day_text: str
    weekday: str
    title: str
    says: str
    counted: str
    moved: str
    only_if: str
    law: bool
    passed: bool
    citations: tuple[Cited, ...]


@dataclass(frozen=True)
class StretchShown:
    """A time between two milestones: ``days`` in words, ``kind`` whether the law or the buyer decides it."""

    name: str
    days: str
    kind: str
    since: date
    until: date
    law: bool


@dataclass(frozen=True)
class NoteShown:
    says: str
    unread: bool
    citations: tuple[Cited, ...]


@dataclass(frozen=True)
class TimetableShown:
    language: str
    what: str
    headline: str
    lead: tuple[str, ...]
    milestones: tuple[MilestoneShown, ...]
    stretches: tuple[StretchShown, ...]
    notes: tuple[NoteShown, ...]
    warnings: tuple[str, ...]


def explain_timetable(plan: Plan, *, language: str) -> TimetableShown:
    """Write ``plan`` in ``language``. Raises ``KeyError`` when a code lacks words."""
    return TimetableShown(
        language=language,
        what=plan.facts.what,
        headline=_headline(plan, language),
        lead=tuple(_lead(plan, language)),
        milestones=tuple(_milestone(one, plan, language) for one in plan.milestones),
        stretches=tuple(_stretch(one, language) for one in sorted(plan.stretches, key=lambda one: one.since)),
        notes=tuple(_note(one, language) for one in plan.notes),
        warnings=tuple(say(one, language) for one in plan.warnings),
    )


def _headline(plan: Plan, language: str) -> str:
    if plan.late:
        return words("timetable.headline-late", language, start=plan.facts.start)
    return words("timetable.headline", language, day=plan.milestones[0].day)


def _lead(plan: Plan, language: str) -> Iterator[str]:
    code = "timetable.late" if plan.late else "timetable.in-time"
    yield words(
        code,
        language,
        begin=plan.milestones[0].day,
        start=plan.facts.start,
        as_of=plan.as_of,
        earliest=plan.earliest,
    )
    if plan.late:
        tight = plan.lawful > plan.facts.start
        yield words("timetable.law-forbids" if tight else "timetable.law-allows", language, lawful=plan.lawful)


def _milestone(one: Milestone, plan: Plan, language: str) -> MilestoneShown:
    return MilestoneShown(
        code=one.code,
        day=one.day,
        day_text=write_day(one.day, language),
        weekday=write_weekday(one.day, language),
        title=words(f"timetable.milestone.{one.code}.title", language),
        says=words(f"timetable.milestone.{one.code}.says", language, **one.values),
        counted=_counted(one, language),
        moved=_moved(one, language),
        only_if=say(one.only_if, language) if one.only_if else "",
        law=one.limit is not None and one.limit.is_law,
        passed=one.day < plan.as_of,
        citations=_cited(_places(one.limit), language) if one.limit else (),
    )


def _counted(one: Milestone, language: str) -> str:
    if one.limit is None:
        return words("timetable.counted.stated-day", language)
    anchor = words(f"timetable.milestone.{one.toward}.anchor", language)
    if one.limit.number == 0:
        return words("timetable.counted.same-day", language, anchor=anchor)
    number = _number(one.limit.number, one.limit.unit, language)
    said = words(f"timetable.counted.{_form(one)}", language, number=number, anchor=anchor)
    return " ".join([said, *_more(one.limit, language)])


def _form(one: Milestone) -> str:
    """How a count is told: whose time it is, and on which side of the other milestone it lies."""
    if one.limit is None or not one.limit.is_law:
        return "stated" if one.limit and one.limit.stated else "own"
    if not one.after:
        return "law-chosen" if one.limit.stated else "law"
    return "law-wait" if one.code == "standstill-ends" else "law-within"


def _more(limit: Limit, language: str) -> Iterator[str]:
    if limit.least is not None:
        yield words("timetable.counted.least", language, number=_number(limit.least, limit.unit, language))
    if limit.extra:
        yield words("timetable.counted.extra", language, number=_number(limit.extra, limit.unit, language))


def _number(number: int, unit: str, language: str) -> str:
    return words(f"timetable.count-one.{unit}" if number == 1 else f"timetable.count.{unit}", language, number=number)


def _moved(one: Milestone, language: str) -> str:
    if one.moved_from is None:
        return ""
    reason = words(f"timetable.day-off.{day_off(one.moved_from)}", language)
    return words("timetable.moved", language, day=one.moved_from, reason=reason)


def _places(limit: Limit) -> list[Citation]:
    return list(dict.fromkeys(place for place in (limit.citation, limit.extra_citation) if place is not None))


def _stretch(one: Stretch, language: str) -> StretchShown:
    since, until = write_short_day(one.since, language), write_short_day(one.until, language)
    return StretchShown(
        name=words(f"timetable.stretch.{one.name}", language),
        days=words("timetable.chart-days", language, since=since, until=until),
        kind=words("timetable.chart-law" if one.law else "timetable.chart-own", language),
        since=one.since,
        until=one.until,
        law=one.law,
    )


def _note(one: Note, language: str) -> NoteShown:
    return NoteShown(say(one.message, language), one.unread, _cited(one.rests, language))


def _cited(places: Iterable[Citation | Source], language: str) -> tuple[Cited, ...]:
    return tuple(Cited(one.label(language), one.url) for one in places)
