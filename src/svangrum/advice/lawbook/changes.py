"""What changed in the law between two days, in words and as plain data.

The shape of the data is fixed by ``data/schemas/law-diff.schema.json``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from svangrum import __version__
from svangrum.core.money import Money
from svangrum.core.sources import acts
from svangrum.law.book import answers, law_values
from svangrum.law.diff import Change, changes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from svangrum.advice.lawbook.wording import Teller
    from svangrum.core.findings import Value
    from svangrum.core.parameters import DatedValue
    from svangrum.core.sources import Citation, Source
    from svangrum.law.diff import Event

Json = dict[str, Any]

SCHEMA = "svangrum-law-diff/1"
OF_ACTS = frozenset({Change.ACT_BEGAN, Change.SOURCE_BEGAN, Change.ACT_UNREAD, Change.CHAPTER_REWRITTEN})
OF_RULES = frozenset({Change.RULE_BEGAN, Change.RULE_CHANGED, Change.RULE_ENDED})


@dataclass(frozen=True)
class ToldEvent:
    """One change in words. ``gained`` and ``lost`` are answers of a rule, each as one sentence after its outcome."""

    event: Event
    title: str
    says: str
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def cited(self) -> Citation | Source | None:
        """Where the new value was read."""
        return self.event.after.citation if self.event.after else None


@dataclass(frozen=True)
class ToldDay:
    day: date
    events: tuple[ToldEvent, ...]


def told_changes(first: date, last: date, teller: Teller) -> tuple[ToldDay, ...]:
    """What changed after ``first`` up to and including ``last``, day by day. Raises as ``law.diff.changes``."""
    told = (tell(event, teller) for event in changes(first, last))
    return tuple(ToldDay(day, tuple(events)) for day, events in groupby(told, lambda one: one.event.day))


def tell(event: Event, teller: Teller) -> ToldEvent:
    """One change in words. The amounts are those of the day it happens, whatever day the teller has."""
    teller = replace(teller, day=event.day)
    if event.change in OF_ACTS:
        return ToldEvent(event, acts()[event.code].label(teller.language), _of_act(event, teller))
    if event.change in OF_RULES:
        return _of_rule(event, teller)
    return ToldEvent(event, teller.title(event.code), _of_value(event, teller))


def _of_act(event: Event, teller: Teller) -> str:
    read = acts()[event.code].consolidated_through
    return teller.words(f"lawbook.change.{event.change}", chapter=event.chapter, day=event.day, read=read)


def _of_rule(event: Event, teller: Teller) -> ToldEvent:
    of = teller.listed(act.code for act in event.acts)
    says = teller.words(f"lawbook.change.{event.change}", acts=of)
    gained, lost = (tuple(_answers(event.code, codes, teller)) for codes in (event.gained, event.lost))
    return ToldEvent(event, teller.rule(event.code), says, gained, lost)


def _answers(rule: str, codes: tuple[str, ...], teller: Teller) -> Iterator[str]:
    for code in codes:
        one = answers(rule)[code]
        outcome, says, why = teller.outcome(one), teller.headline(one), teller.why(one)
        yield teller.words("lawbook.change.answer", outcome=outcome, says=says, why=why)


def _of_value(event: Event, teller: Teller) -> str:
    parameter = law_values()[event.code]
    before, after = (teller.value(parameter, one) if one else "" for one in (event.before, event.after))
    status = teller.words(f"status.{event.after.status}") if event.after else ""
    if event.after and event.after.value is None and event.after.low is not None:
        return teller.words("lawbook.change.value-between", before=before, after=after)
    return teller.words(f"lawbook.change.{event.change}", before=before, after=after, status=status)


def as_json_object(first: date, last: date, teller: Teller) -> Json:
    """The changes with codes for machines beside the words for people. Raises as ``law.diff.changes``."""
    told = [one for day in told_changes(first, last, teller) for one in day.events]
    return {
        "schema": SCHEMA,
        "version": __version__,
        "language": teller.language,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "changes": [_event(one, teller.language) for one in told],
    }


def _event(told: ToldEvent, language: str) -> Json:
    event = told.event
    return {
        "day": event.day.isoformat(),
        "change": event.change,
        "code": event.code,
        "title": told.title,
        "says": told.says,
        "before": _dated(event.before, language),
        "after": _dated(event.after, language),
        "acts": [act.code for act in event.acts],
        "gained": _coded(event.gained, told.gained),
        "lost": _coded(event.lost, told.lost),
        "chapter": event.chapter or None,
    }


def _coded(codes: tuple[str, ...], texts: tuple[str, ...]) -> list[Json]:
    return [{"code": code, "text": text} for code, text in zip(codes, texts, strict=True)]


def _dated(dated: DatedValue | None, language: str) -> Json | None:
    if dated is None:
        return None
    return {
        "since": dated.since.isoformat(),
        "value": _plain(dated.value),
        "low": _plain(dated.low),
        "high": _plain(dated.high),
        "status": dated.status,
        "source": {"label": dated.citation.label(language), "url": dated.citation.url},
    }


def _plain(value: Value) -> Any:  # noqa: ANN401 - JSON has any type
    return {"minor": value.minor, "currency": value.currency} if isinstance(value, Money) else value
