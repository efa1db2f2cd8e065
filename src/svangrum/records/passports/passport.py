"""The passport as a pure value: what is known of the two tests of 4:18 LOU (2016:1145) on a day, and how well.

It says yes, no or not known, with a grade and days. The numbers behind a share are part of it only for those who may
see them: in a firm of seven, a share can reveal somebody's health.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from svangrum.records.passports.share import Counts

SCHEMA = "svangrum-passport/1"
PURPOSE, SHARE = "purpose", "share"
TESTS = (PURPOSE, SHARE)
REPLY_WITHIN = timedelta(days=14)
"""A challenge is not settled before, unless the enterprise has answered. This and the next are our own choice."""
LAPSES_AFTER = timedelta(days=60)
"""A challenge that nobody has settled by then is one no more."""


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why an answer is not known.

    Nothing is told or all of it withdrawn; nothing was told yet on that day; what is told is out of date, under review,
    or was set aside by the reader's own organisation, which challenged it and found that it was right to.
    """

    NONE = "none"
    NOT_YET = "not-yet"
    EXPIRED = "expired"
    UNDER_REVIEW = "under-review"
    SET_ASIDE = "set-aside"


class Grade(StrEnum):
    """What an answer rests on, the weakest first: what a buyer has seen is above all that nobody but itself has."""

    SELF_DECLARED = "self-declared"
    DOCUMENTED = "documented"
    AUDITED = "audited"
    SEEN = "seen-by-a-municipality"


@dataclass(frozen=True)
class Reader:
    """For whom a passport is read: somebody of ``organisation``, or whoever holds a link.

    What an organisation has settled binds itself alone. ``told_of_doubts`` is false for competitors, to whom what a
    buyer doubts is never shown.
    """

    organisation: UUID | None = None
    told_of_doubts: bool = True


ANYONE = Reader()
"""Whoever holds a link, and the enterprise itself: bound by no buyer."""


@dataclass(frozen=True)
class Doubt:
    """A challenge by a buyer: until, not including, the day it was settled or lapsed; with whom it went."""

    raised_on: date
    by: UUID
    settled_on: date | None = None
    upheld: bool = False

    @property
    def lapses_on(self) -> date:
        """The first day on which it is no challenge any more, when nobody settles it."""
        return self.raised_on + LAPSES_AFTER

    def is_open(self, on: date) -> bool:
        ends = min(self.settled_on or self.lapses_on, self.lapses_on)
        return self.raised_on <= on < ends

    def stands(self, on: date) -> bool:
        """Whether it was found to be right, on a day."""
        return self.upheld and self.settled_on is not None and self.settled_on <= on


@dataclass(frozen=True)
class Told:
    """One piece of evidence. ``ended_on`` is the first day it is told no more; ``seen_on`` when officers saw it.

    ``sheltered`` is that it takes part as a sheltered workshop, of which no aim is asked.

    ``told_at`` is aware, and orders what was told on one day.
    """

    evidence: UUID
    holds: bool
    basis: str
    counted_on: date
    expires: date
    told_at: datetime
    sheltered: bool = False
    ended_on: date | None = None
    counts: Counts | None = None
    statement: str = ""
    reviewer: str = ""
    seen_on: tuple[date, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def told_on(self) -> date:
        return day_at_home(self.told_at)

    def is_told(self, on: date) -> bool:
        return self.told_on <= on and (self.ended_on is None or on < self.ended_on)

    def grade(self, on: date) -> Grade:
        """What it rested on, on a day."""
        return Grade.SEEN if any(day <= on for day in self.seen_on) else Grade(self.basis)

    def shown_to(self, reader: Reader) -> Told:
        return self if reader.told_of_doubts else replace(self, doubts=())

    def plainly(self) -> Told:
        return replace(self, counts=None, statement="", reviewer="")


@dataclass(frozen=True)
class Examined:
    """One test on a day. ``why`` is none when the answer is known.

    ``current`` is the evidence that is told, whether or not it proves anything. ``history`` is everything told by that
    day, the latest first. ``review_ends`` is the day on which the review lapses at the latest; ``found_wrong_on`` when
    a buyer that is not the reader's last found that what is told is not right.
    """

    test: str
    answer: Answer
    why: Why | None = None
    current: Told | None = None
    grade: Grade | None = None
    review_since: date | None = None
    review_ends: date | None = None
    found_wrong_on: date | None = None
    history: tuple[Told, ...] = field(default=())

    def plainly(self) -> Examined:
        current = self.current.plainly() if self.current else None
        return replace(self, current=current, history=tuple(one.plainly() for one in self.history))

    def of_today(self) -> Examined:
        """With the numbers of what is told, and without those before: the difference could be one person."""
        earlier = (one if one == self.current else one.plainly() for one in self.history)
        return replace(self, history=tuple(earlier))


@dataclass(frozen=True)
class Passport:
    """``with_counts`` tells that the numbers and the words behind the answers are in it."""

    orgnr: str
    name: str
    on: date
    purpose: Examined
    share: Examined
    with_counts: bool = True

    @property
    def tests(self) -> tuple[Examined, Examined]:
        return self.purpose, self.share

    @property
    def may_take_part(self) -> Answer:
        """Whether both tests are met: no when one of them is not, not known when one of them is not known."""
        answers = {one.answer for one in self.tests}
        if Answer.NO in answers:
            return Answer.NO
        return Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.YES

    def plainly(self) -> Passport:
        """The same without the numbers and the words behind the answers."""
        return replace(self, purpose=self.purpose.plainly(), share=self.share.plainly(), with_counts=False)

    def of_today(self) -> Passport:
        """The same without the numbers and the words behind what is told no more."""
        return replace(self, purpose=self.purpose.of_today(), share=self.share.of_today())


def examine(test: str, evidence: Iterable[Told], *, on: date, reader: Reader = ANYONE) -> Examined:
    """What the ``evidence`` of one test comes to on a day for a reader, in whatever order it is given.

    One open challenge, of whichever piece, puts the whole test under review: what is told anew meanwhile proves
    nothing either. One that was upheld sets aside what was told before that day, for the organisation that raised
    it and for no other.
    """
    several = sorted(
        (one.shown_to(reader) for one in evidence), key=lambda one: (one.told_at, one.evidence), reverse=True
    )
    known = tuple(one for one in several if one.told_on <= on)
    current = next((one for one in known if one.is_told(on)), None)
    doubted = [doubt for one in known for doubt in one.doubts if doubt.is_open(on)]
    wrong = _found_wrong(current, known, on) if current else []
    set_aside = any(doubt.by == reader.organisation for doubt in wrong)
    why = _why(current, on, under_review=bool(doubted), set_aside=set_aside, told_later=len(several) > len(known))
    return Examined(
        test=test,
        answer=_answer(current, why),
        why=why,
        current=current,
        grade=current.grade(on) if current else None,
        review_since=min((doubt.raised_on for doubt in doubted), default=None),
        review_ends=max((doubt.lapses_on for doubt in doubted), default=None),
        found_wrong_on=max(
            (doubt.settled_on for doubt in wrong if doubt.settled_on and doubt.by != reader.organisation), default=None
        ),
        history=known,
    )


def _found_wrong(current: Told, known: Iterable[Told], on: date) -> list[Doubt]:
    """The doubts that were found to be right: what was told again before that day falls with what was doubted."""
    return [
        doubt
        for one in known
        for doubt in one.doubts
        if doubt.stands(on) and (one == current or current.told_on < (doubt.settled_on or on))
    ]


def _answer(current: Told | None, why: Why | None) -> Answer:
    if current is None or why is not None:
        return Answer.UNKNOWN
    return Answer.YES if current.holds else Answer.NO


def _why(current: Told | None, on: date, *, under_review: bool, set_aside: bool, told_later: bool) -> Why | None:
    if under_review:
        return Why.UNDER_REVIEW
    if current is None:
        return Why.NOT_YET if told_later else Why.NONE
    if set_aside:
        return Why.SET_ASIDE
    return Why.EXPIRED if current.expires < on else None


def as_kept(passport: Passport) -> dict[str, object]:
    """The passport as JSON keeps it (``data/schemas/passport.schema.json``): codes, days and numbers, no words."""
    return {
        "schema": SCHEMA,
        "on": passport.on.isoformat(),
        "enterprise": {"orgnr": passport.orgnr, "name": passport.name},
        "with_counts": passport.with_counts,
        "may_take_part": str(passport.may_take_part),
        "tests": {one.test: _kept_test(one, passport.on) for one in passport.tests},
    }


def _kept_test(one: Examined, on: date) -> dict[str, object]:
    days = {
        "under_review_since": one.review_since,
        "review_ends": one.review_ends,
        "found_wrong_on": one.found_wrong_on,
    }
    return {
        "answer": str(one.answer),
        "why": str(one.why) if one.why else None,
        **{name: day.isoformat() for name, day in days.items() if day},
        "current": _kept_evidence(one.current, on) if one.current else None,
        "history": [_kept_evidence(told, on) for told in one.history],
    }


def _kept_evidence(told: Told, on: date) -> Mapping[str, object]:
    days = {"counted_on": told.counted_on, "expires": told.expires, "told_on": told.told_on}
    ended = told.ended_on if told.ended_on and told.ended_on <= on else None
    seen = [day.isoformat() for day in sorted(told.seen_on) if day <= on]
    kept: dict[str, object] = {
        "holds": told.holds,
        "grade": str(told.grade(on)),
        **{name: day.isoformat() for name, day in days.items()},
        "ended_on": ended.isoformat() if ended else None,
        "seen_on": seen,
    }
    if told.sheltered:
        kept["sheltered"] = True
    if told.counts is not None:
        kept |= {**told.counts._asdict(), "percent": told.counts.tenths / 10}
    behind = {"statement": told.statement, "reviewer": told.reviewer}
    return kept | {name: text for name, text in behind.items() if text}
