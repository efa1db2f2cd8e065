"""The calendar of one procurement: milestones worked back from the first day of the contract, and what to mind.

Source: LOU 10–12, 19, 19 a and 20 kap., the same in LUF, LUK 8–10, 15 and 16 kap., as ``data/law/timetable.yaml`` lists
them. How days are counted and moved: ``docs/methods/calendar.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.core.findings import Message
from svangrum.core.holidays import on_or_after, on_or_before
from svangrum.core.sources import acts
from svangrum.law.dated import Named, law_at, own_code
from svangrum.law.timetable import limits
from svangrum.law.timetable.facts import FIRST_YEAR, LAST_YEAR, UNADVERTISED
from svangrum.law.timetable.limits import times
from svangrum.law.timetable.notes import notes, only_if
from svangrum.law.timetable.routes import FIRST, GOAL, ORDER, award, opening, spans
from svangrum.law.timetable.spans import backwards, binding, forwards, months_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from svangrum.core.findings import Value
    from svangrum.law.timetable.facts import Facts
    from svangrum.law.timetable.limits import Limit, Times
    from svangrum.law.timetable.notes import Note
    from svangrum.law.timetable.spans import Span


@dataclass(frozen=True)
class Milestone:
    """``day`` is the latest day; for what follows from another day (``standstill-ends``), the day it falls on.

    ``limit`` is counted from ``day`` to ``toward``, or from ``toward`` to ``day`` when ``after``. ``moved_from`` is the
    day that the count led to, when it was a day off. ``only_if``: the duty hangs on the purchase's value.
    ``values`` fill its words.
    """

    code: str
    day: date
    limit: Limit | None = None
    toward: str = ""
    after: bool = False
    moved_from: date | None = None
    only_if: Message | None = None
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Stretch:
    """A time between two milestones, named by what it is for. ``law``: an act says how long it is at least."""

    name: str
    since: date
    until: date
    law: bool


@dataclass(frozen=True)
class Plan:
    """Milestones in order of time, and the stretches between them up to the contract's start.

    ``late``: the first lies before ``as_of``. ``earliest`` is the first day a contract may start when the work begins
    on ``as_of``, ``lawful`` the same when none of the buyer's own working time is needed.
    """

    facts: Facts
    as_of: date
    milestones: tuple[Milestone, ...]
    stretches: tuple[Stretch, ...]
    notes: tuple[Note, ...]
    warnings: tuple[Message, ...]
    late: bool
    earliest: date
    lawful: date

    def milestone(self, code: str) -> Milestone | None:
        return next((one for one in self.milestones if one.code == code), None)


def plan(facts: Facts, *, as_of: date) -> Plan:
    """The calendar of ``facts`` by the law of ``as_of``.

    Raises ``SvangrumError`` ``timetable.…`` for facts that the act does not allow and for a day too far ahead, and
    ``NotInForceError`` for a day before the first that the law has been read for.
    """
    if as_of.year > LAST_YEAR:
        raise SvangrumError("timetable.far-away", field="as_of", first=str(FIRST_YEAR), last=str(LAST_YEAR))
    found = times(facts.act, facts.route, as_of)
    between = spans(facts, found)
    latest = backwards(between, GOAL, facts.start)
    milestones = [*_chain(between, latest), *_questions(facts, found, latest), *_afterwards(facts, found, latest)]
    return Plan(
        facts=facts,
        as_of=as_of,
        milestones=tuple(sorted(milestones, key=lambda one: (one.day, ORDER.index(one.code)))),
        stretches=tuple(_stretches(between, {one.code: one.day for one in milestones})),
        notes=notes(facts, found, latest),
        warnings=tuple(_warnings(facts, as_of)),
        late=latest[FIRST] < as_of,
        earliest=_earliest(between, facts, as_of),
        lawful=_earliest(_without_own_work(facts, found), facts, as_of),
    )


def _chain(between: Sequence[Span], latest: Mapping[str, date]) -> Iterator[Milestone]:
    for code, day in latest.items():
        span = binding(between, code, latest)
        if span is None:
            yield Milestone(code, day)
        elif code == "standstill-ends":
            yield _standstill_ends(between, latest, span)
        else:
            moved = span.counted_back(latest[span.end])
            yield Milestone(code, day, span.limit, span.end, moved_from=None if moved == day else moved)


def _standstill_ends(between: Sequence[Span], latest: Mapping[str, date], signing: Span) -> Milestone:
    """The last day of standstill follows from when the award was told: it is no day to do anything."""
    wait = next(span for span in between if span.end == signing.start)
    told = latest[wait.start]
    day, counted = wait.earliest(told), told + timedelta(days=wait.limit.number)
    return Milestone(
        signing.start, day, wait.limit, wait.start, after=True, moved_from=None if day == counted else counted
    )


def _stretches(between: Sequence[Span], days: Mapping[str, date]) -> Iterator[Stretch]:
    for span in between:
        if span.limit.number:
            yield Stretch(span.name, days[span.start], days[span.end], span.limit.is_law)


def _questions(facts: Facts, found: Times, latest: Mapping[str, date]) -> Iterator[Milestone]:
    """Answers and questions, counted back from the last day for tenders; never before suppliers could ask."""
    if facts.route in UNADVERTISED:
        return
    answers, questions = limits.answers(facts, found), limits.own("questions", facts, found.day)
    answered = _counted_back("answers-last", latest["tenders-in"], answers, "tenders-in")
    asked_by = _counted_back("questions-last", answered.day, questions, "answers-last")
    yield answered
    first = latest[opening(facts)]
    yield asked_by if asked_by.day >= first else replace(asked_by, day=first, moved_from=None)


def _counted_back(code: str, end: date, limit: Limit, toward: str) -> Milestone:
    counted = end - timedelta(days=limit.number)
    day = on_or_before(counted)
    return Milestone(code, day, limit, toward, moved_from=None if day == counted else counted)


def _afterwards(facts: Facts, found: Times, latest: Mapping[str, date]) -> Iterator[Milestone]:
    """Duties after the contract, moved to the working day before a day off to be safe; and when it is out of reach."""
    for code, since, limit in _duties(facts, found):
        counted = latest[since] + timedelta(days=limit.number)
        day = on_or_before(counted)
        moved = None if day == counted else counted
        yield Milestone(code, day, limit, since, after=True, moved_from=moved, only_if=only_if(code, facts, found))
    months = found.limit("invalidity", "months")
    if months is not None:
        counted = months_after(latest["signed"], months.number)
        day = on_or_after(counted)
        moved = None if day == counted else counted
        values = {"days": found.value("invalidity-days")}
        yield Milestone("invalidity", day, months, "signed", after=True, moved_from=moved, values=values)


def _duties(facts: Facts, found: Times) -> Iterator[tuple[str, str, Limit]]:
    from_award = found.has("after-notice", "from")
    notice = found.limit("after-notice", "days" if from_award else "")
    documented = found.limit("documentation")
    if notice is not None:
        yield "after-notice", award(facts) if from_award else "signed", notice
    if documented is not None:
        yield "documented", "signed", documented


def _earliest(between: Sequence[Span], facts: Facts, as_of: date) -> date:
    """A working day, or the day asked for: a contract may start on a day off when all before it is done in time."""
    in_time = backwards(between, GOAL, facts.start)[FIRST] >= as_of
    earliest = forwards(between, FIRST, on_or_after(as_of))[GOAL]
    return min(earliest, facts.start) if in_time else earliest


def _without_own_work(facts: Facts, found: Times) -> tuple[Span, ...]:
    """The spans when the buyer's own working days are none. A time for tenders remains, the law's or the buyer's."""
    working = {name: 0 for name in limits.OWN if limits.own(name, facts, found.day).unit == "working-days"}
    return spans(replace(facts, own={**facts.own, **working, "signing": 1}), found)


def _warnings(facts: Facts, as_of: date) -> Iterator[Message]:
    act, law = acts()[facts.act.name], law_at(as_of, facts.act)
    for code in ("invalidity-months", "invalidity-days"):
        if law.unverified(code):
            yield Message("timetable.to-verify", {"parameter": Named(own_code(code, facts.act))})
    if act.consolidated_through is not None and act.consolidated_through < as_of:
        amendment = act.last_amendment or act.number
        day = act.consolidated_through
        yield Message("timetable.read-through", {"act": act.code, "amendment": amendment, "date": day})
