"""The milestones of each route, in order of time, and what must lie between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.law.timetable import limits
from svangrum.law.timetable.facts import STAGED, UNADVERTISED, Route, Shortening
from svangrum.law.timetable.limits import own
from svangrum.law.timetable.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from svangrum.law.timetable.facts import Facts
    from svangrum.law.timetable.limits import Limit, Times

FIRST, GOAL = "begin", "start"
ORDER = (
    "begin",
    "market-done",
    "prior-notice",
    "decided",
    "notice-sent",
    "request-sent",
    "applications-in",
    "invited",
    "dialogue-invited",
    "dialogue-done",
    "questions-last",
    "answers-last",
    "tenders-in",
    "offers-in",
    "negotiated",
    "evaluated",
    "award-sent",
    "chosen",
    "voluntary-notice",
    "standstill-ends",
    "signed",
    "start",
    "documented",
    "after-notice",
    "invalidity",
)
"""Every milestone. On the same day they are told in this order."""


def spans(facts: Facts, found: Times) -> tuple[Span, ...]:
    """What must lie between the milestones, in order of time. Raises what ``limits`` raises."""
    return (*_before(facts, found.day), *_asking(facts, found), *_after(facts, found))


def opening(facts: Facts) -> str:
    """The milestone from which suppliers have their time to tender."""
    if facts.route in UNADVERTISED:
        return "request-sent"
    if facts.route is Route.DIALOGUE:
        return "dialogue-done"
    return "invited" if facts.route in STAGED else "notice-sent"


def asked(facts: Facts) -> str:
    """The milestone on which suppliers are asked for the first time."""
    return "request-sent" if facts.route in UNADVERTISED else "notice-sent"


def award(facts: Facts) -> str:
    """The milestone on which it is decided who gets the contract."""
    return "chosen" if facts.route in UNADVERTISED else "award-sent"


def _before(facts: Facts, day: date) -> Iterator[Span]:
    yield Span("market", FIRST, "market-done", own("market", facts, day))
    yield Span("decision", "market-done", "decided", own("decision", facts, day))
    yield Span("documents", "decided", asked(facts), own("documents", facts, day))


def _asking(facts: Facts, found: Times) -> Iterator[Span]:
    if facts.route in UNADVERTISED:
        yield Span("request", "request-sent", "offers-in", own("request", facts, found.day))
        return
    tenders = limits.tenders(facts, found)
    if facts.shortening is Shortening.PRIOR_NOTICE:
        yield from _prior_notice(found)
    if facts.route in STAGED:
        yield from _applying(facts, found)
    yield Span("tenders", opening(facts), "tenders-in", tenders)


def _prior_notice(found: Times) -> Iterator[Span]:
    least = found.limit("prior-notice", "least")
    if least is not None:
        yield Span("", FIRST, "prior-notice", limits.Limit(0, "working-days"))
        yield Span("prior-notice", "prior-notice", "notice-sent", least)


def _applying(facts: Facts, found: Times) -> Iterator[Span]:
    yield Span("applications", "notice-sent", "applications-in", limits.applications(facts, found))
    talks = facts.route is Route.DIALOGUE
    invited = "dialogue-invited" if talks else "invited"
    yield Span("qualification", "applications-in", invited, own("qualification", facts, found.day))
    if talks:
        yield Span("competitive-dialogue", invited, "dialogue-done", own("competitive-dialogue", facts, found.day))


def _after(facts: Facts, found: Times) -> Iterator[Span]:
    last = "offers-in" if facts.route in UNADVERTISED else "tenders-in"
    if facts.route in {Route.NEGOTIATED, Route.INNOVATION}:
        yield Span("negotiation", last, "negotiated", own("negotiation", facts, found.day))
        last = "negotiated"
    yield Span("evaluation", last, "evaluated", own("evaluation", facts, found.day))
    yield Span("award", "evaluated", award(facts), own("award", facts, found.day))
    yield from _waiting(facts, found, limits.standstill(facts, found))
    yield Span("startup", "signed", GOAL, own("startup", facts, found.day))


def _waiting(facts: Facts, found: Times, wait: Limit | None) -> Iterator[Span]:
    """A contract is signed on the first working day after the last day of standstill at the earliest."""
    since, signing = award(facts), own("signing", facts, found.day)
    if wait is None:
        yield Span("signing", since, "signed", signing)
        return
    if facts.voluntary_notice:
        yield Span("", since, "voluntary-notice", limits.Limit(0, "working-days"))
        since = "voluntary-notice"
    yield Span("standstill", since, "standstill-ends", wait)
    yield Span("signing", "standstill-ends", "signed", signing)
