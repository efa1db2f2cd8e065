"""What changed in the law between two days, as far as the files know: event by event, the earliest first.

Every event has the day from which the new holds. Those after the first day up to and including the last are told, so
that the changes from one day to a second and from the second to a third are together those from the first to the third.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from svangrum.core.errors import NotInForceError, SvangrumError
from svangrum.core.sources import Act as CitedAct
from svangrum.core.sources import acts
from svangrum.law.book import law_values, rule_names, versions
from svangrum.law.registry import first_day, rewritten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from svangrum.core.parameters import DatedValue
    from svangrum.law.purchase import Act
    from svangrum.law.registry import Rule


_LEGISLATION = re.compile(r"\d{4}:\d+|\(EU\) .+|\d{4}/\d+/E[UG]")
"""The numbers of statutes and of acts of the Union; a bill, a case and a page are only sources."""


class Change(StrEnum):
    """What happened on a day."""

    ACT_BEGAN = "act-began"
    SOURCE_BEGAN = "source-began"
    ACT_UNREAD = "act-unread"
    CHAPTER_REWRITTEN = "chapter-rewritten"
    RULE_BEGAN = "rule-began"
    RULE_CHANGED = "rule-changed"
    RULE_ENDED = "rule-ended"
    VALUE_BEGAN = "value-began"
    VALUE_CHANGED = "value-changed"
    VALUE_KNOWN = "value-known"
    VALUE_UNKNOWN = "value-unknown"
    VALUE_SOURCE = "value-source"


@dataclass(frozen=True)
class Event:
    """One change. ``code`` is that of an act, a rule or a value.

    Of a value: ``before`` and ``after``. Of a rule: the ``acts`` it concerns, the answers that came (``gained``) and
    that went (``lost``). Of a rewritten chapter: its number.
    """

    day: date
    change: Change
    code: str
    before: DatedValue | None = None
    after: DatedValue | None = None
    acts: tuple[Act, ...] = ()
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    chapter: str = ""


def changes(first: date, last: date) -> tuple[Event, ...]:
    """What changed after ``first``, up to and including ``last``. None between a day and itself.

    Raises ``NotInForceError`` ``law.not-in-force`` when ``first`` is before the first day that the rules cover, and
    ``SvangrumError`` ``law.days-reversed`` when ``last`` is before ``first``.
    """
    if first < first_day():
        raise NotInForceError("law.not-in-force", field="first", first=first_day(), day=first)
    if last < first:
        raise SvangrumError("law.days-reversed", field="last", first=first, last=last)
    return tuple(event for event in events() if first < event.day <= last)


@cache
def events() -> tuple[Event, ...]:
    """Every event that the files know, the earliest first; on one day acts, then rules, then values."""
    found = [*_of_acts(), *_of_chapters(), *_of_rules(), *_of_values()]
    return tuple(sorted(found, key=lambda one: (one.day, list(Change).index(one.change))))


def days_of_change() -> tuple[date, ...]:
    """The days after the first covered on which something changes."""
    return tuple(dict.fromkeys(event.day for event in events() if event.day > first_day()))


def _of_acts() -> Iterator[Event]:
    for code, act in acts().items():
        legislates = _LEGISLATION.fullmatch(act.number)
        yield Event(act.in_force, Change.ACT_BEGAN if legislates else Change.SOURCE_BEGAN, code)
        yield from _unread(code, act)


def _unread(code: str, act: CitedAct) -> Iterator[Event]:
    """From the day after the last that was read, amendments are not known."""
    if act.consolidated_through is not None:
        yield Event(act.consolidated_through + timedelta(days=1), Change.ACT_UNREAD, code)


def _of_chapters() -> Iterator[Event]:
    for one in rewritten():
        yield Event(one.since, Change.CHAPTER_REWRITTEN, one.act, chapter=one.chapter)


def _of_rules() -> Iterator[Event]:
    for name in rule_names():
        for rule in versions(name):
            yield _arrived(rule, _forerunner(rule))
            if rule.period.until is not None and not _successors(rule):
                yield Event(rule.period.until, Change.RULE_ENDED, name, acts=rule.acts, lost=_sorted(rule.codes))


def _arrived(rule: Rule, before: Rule | None) -> Event:
    if before is None:
        codes = _sorted(rule.codes)
        return Event(rule.period.since, Change.RULE_BEGAN, rule.name, acts=rule.acts, gained=codes)
    return Event(
        rule.period.since,
        Change.RULE_CHANGED,
        rule.name,
        acts=rule.acts,
        gained=_sorted(rule.codes - before.codes),
        lost=_sorted(before.codes - rule.codes),
    )


def _forerunner(rule: Rule) -> Rule | None:
    """The version of the rule that ended when this one began."""
    return next(
        (one for one in versions(rule.name) if one.period.until == rule.period.since and _meet(one, rule)), None
    )


def _successors(rule: Rule) -> list[Rule]:
    return [one for one in versions(rule.name) if one.period.since == rule.period.until and _meet(one, rule)]


def _meet(one: Rule, other: Rule) -> bool:
    return bool(set(one.acts) & set(other.acts))


def _sorted(codes: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(codes))


def _of_values() -> Iterator[Event]:
    for code, parameter in law_values().items():
        yield Event(parameter.values[0].since, Change.VALUE_BEGAN, code, after=parameter.values[0])
        for before, after in pairwise(parameter.values):
            yield Event(after.since, _change_of(before, after), code, before, after)


def _change_of(before: DatedValue, after: DatedValue) -> Change:
    if after.value is None:
        return Change.VALUE_UNKNOWN
    if before.value is None:
        return Change.VALUE_KNOWN
    return Change.VALUE_SOURCE if before.value == after.value else Change.VALUE_CHANGED
