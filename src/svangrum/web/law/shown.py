"""The book of the law, ready for a template: rules and answers, values over time, acts and what rests on them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from svangrum.advice.answer import Cited, Unsettled
from svangrum.advice.explain import say_of_fact
from svangrum.advice.lawbook.changes import OF_ACTS, OF_RULES
from svangrum.advice.lawbook.examples import told_examples
from svangrum.advice.lawbook.uses import citing, taking
from svangrum.advice.lawbook.wording import first_act
from svangrum.core.sources import Citation, acts
from svangrum.guide.questions import questions as guide_questions
from svangrum.law.book import (
    Part,
    Rest,
    answers,
    answers_taking,
    facts_of,
    follows_from_place,
    measured_rules,
    questions,
    relatives,
    rests_on,
    rewritten_in,
    versions,
)
from svangrum.law.registry import first_day
from svangrum.web.find.shown import place as entry_address
from svangrum.web.law.addresses import act_address, answer_address, rule_address, value_address
from svangrum.web.law.chart import charts
from svangrum.web.pages import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from svangrum.advice.lawbook.changes import ToldEvent
    from svangrum.advice.lawbook.examples import Example
    from svangrum.advice.lawbook.wording import Teller
    from svangrum.core.parameters import DatedValue, Parameter
    from svangrum.core.sources import Act as CitedAct
    from svangrum.core.sources import Source
    from svangrum.guide.entry import Entry
    from svangrum.guide.questions import Question
    from svangrum.law.book import Told
    from svangrum.law.diff import Event
    from svangrum.law.purchase import Act


@dataclass(frozen=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True)
class Shown:
    """One answer of a rule. ``notes`` say from and until when it can be given, when that is not always.

    ``parts`` are its conditions, steps, proofs and warnings, each under a name.
    """

    code: str
    outcome: str
    status: str
    says: str
    why: str
    citations: tuple[Cited, ...]
    notes: tuple[str, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    unsettled: Unsettled | None
    examples: tuple[Example, ...]


def rule_page(name: str, teller: Teller) -> dict[str, object]:
    asked = [one for one in guide_questions().values() if name in one.rules]
    return {
        "title": teller.rule(name),
        "holds": [teller.period(one) for one in versions(name)],
        "reads": [(teller.words(f"fact.{fact}.label"), _why(fact, name, teller)) for fact in facts_of(name)],
        "follows_from_place": follows_from_place(name),
        "groups": _groups(name, teller),
        "questions": [_asked(one, teller) for one in asked],
    }


def _why(fact: str, rule: str, teller: Teller) -> str:
    """What hangs on a fact, as it is said of the first act under which the rule reads it."""
    reading = next(one for one in versions(rule) if fact in one.reads)
    return say_of_fact(fact, "why", reading.acts[0], teller.language)


def _asked(one: Question, teller: Teller) -> Link:
    url = address("question", teller.language, question=one.code)
    return Link(one.asks.say(teller.language, as_of=teller.day), url)


def _groups(name: str, teller: Teller) -> list[dict[str, object]]:
    """The answers of a rule, those together that can be given in the same acts."""
    found: dict[tuple[Act, ...], list[Shown]] = {}
    for one in answers(name).values():
        found.setdefault(one.acts, []).append(_answer(one, teller))
    return [{"acts": teller.listed(act.code for act in of), "answers": shown} for of, shown in sorted(found.items())]


def _answer(one: Told, teller: Teller) -> Shown:
    act = first_act(one)
    question = one.entry.question
    return Shown(
        code=one.code,
        outcome=one.entry.outcome,
        status=teller.outcome(one),
        says=teller.headline(one),
        why=teller.why(one),
        citations=cited(one.citations, teller),
        notes=tuple(_notes(one, teller)),
        parts=tuple(_parts(one, teller)),
        unsettled=Unsettled(**teller.question(question, act)) if question else None,
        examples=told_examples(one.rule, one.code, language=teller.language),
    )


def _parts(one: Told, teller: Teller) -> Iterator[tuple[str, tuple[str, ...]]]:
    for part in (Part.CONDITION, Part.CHOICE, Part.PROOF, Part.STEP, Part.WARNING):
        texts = tuple(teller.told(f"{part}.{code}", first_act(one)) for code in one.parts(part))
        if texts:
            yield teller.words(f"lawbook.part.{part}"), texts


def _notes(one: Told, teller: Teller) -> Iterator[str]:
    since, until = min(each.period.since for each in one.rules), [each.period.until for each in one.rules]
    if since > first_day():
        yield teller.words("lawbook.began", since=since)
    last = max((day for day in until if day), default=None)
    if last and None not in until:
        yield teller.words("lawbook.ended", until=last)


def value_page(parameter: Parameter, teller: Teller) -> dict[str, object]:
    """A value: what it is today, over time, who uses it, and when it was checked."""
    code, language = parameter.code, teller.language
    return {
        "title": teller.title(code),
        "today": _today(parameter, teller),
        "charts": charts(parameter, teller),
        "history": [_dated(parameter, one, teller) for one in parameter.values],
        "answers": answer_links(answers_taking(code), teller),
        "measured": [Link(teller.rule(name), rule_address(name, language)) for name in measured_rules(code)],
        "guide": entry_links(taking(code), teller),
        "relatives": [Link(teller.title(one), value_address(one, language)) for one in relatives(code)],
        "review": parameter.review,
    }


def _today(parameter: Parameter, teller: Teller) -> str:
    if teller.day < parameter.values[0].since:
        return teller.words("lawbook.value.today-not-yet", since=parameter.values[0].since)
    dated = parameter.at(teller.day)
    if dated.value is not None:
        return teller.words("lawbook.value.today", value=teller.value(parameter, dated))
    if dated.low is not None:
        low, high = (teller.amount(parameter, end) for end in (dated.low, dated.high))
        return teller.words("lawbook.value.today-range", low=low, high=high)
    return teller.words("lawbook.value.today-unread")


def _dated(parameter: Parameter, one: DatedValue, teller: Teller) -> dict[str, object]:
    return {
        "since": one.since,
        "value": teller.value(parameter, one),
        "status": teller.words(f"status.{one.status}"),
        "citations": cited([one.citation], teller),
        "remark": one.remark(teller.language),
    }


def act_page(act: CitedAct, teller: Teller) -> dict[str, object]:
    """An act: what it is, how far it has been read, and what rests on each of its places."""
    return {
        "act": act,
        "title": act.label(teller.language),
        "rewritten": rewritten_in(act.code),
        "later": act.consolidated_through is not None and act.consolidated_through < teller.day,
        "chapters": [
            _chapter(name, list(places), teller)
            for name, places in groupby(rests_on(act.code), lambda one: _in(one.place))
        ],
        "guide": [_cites(entry, places, teller) for entry, places in citing(act.code)],
    }


def _in(place: Citation) -> str:
    """The chapter that a place stands in; empty where there are no chapters."""
    chapter, colon, _ = place.section.partition(":")
    return chapter if colon else ""


def _chapter(name: str, rests: list[Rest], teller: Teller) -> dict[str, object]:
    code = "lawbook.acts-page.chapter" if name else "lawbook.acts-page.places"
    return {"title": teller.words(code, chapter=name), "places": [_place(one, teller) for one in rests]}


def _cites(entry: Entry, places: tuple[Citation, ...], teller: Teller) -> dict[str, object]:
    """A page of the guide, and the places it cites: ``4:18, 19:9``."""
    (link,) = entry_links([entry], teller)
    return {"link": link, "places": ", ".join(one.section for one in places if one.section)}


def _place(rest: Rest, teller: Teller) -> dict[str, object]:
    language = teller.language
    by_rule = dict.fromkeys(one.rule for one in rest.answers)
    section = rest.place.section
    return {
        "label": rest.place.label(language) if section else teller.words("lawbook.acts-page.whole"),
        "url": rest.place.url,
        "links": [
            *(Link(teller.rule(name), rule_address(name, language)) for name in by_rule),
            *(Link(teller.title(code), value_address(code, language)) for code in rest.values),
        ],
    }


def unsettled_page(teller: Teller) -> list[dict[str, object]]:
    """Every question that the law leaves open, both readings, and the answers that raise it."""
    return [
        {
            "code": code,
            "texts": teller.question(code, first_act(raised[0])),
            "raised": answer_links(raised, teller),
        }
        for code, raised in questions().items()
    ]


def event_shown(told: ToldEvent, teller: Teller) -> dict[str, object]:
    """One change, with the page of what changed."""
    return {
        "title": told.title,
        "url": _of_event(told.event, teller.language),
        "says": told.says,
        "citations": cited([told.cited] if told.cited else [], teller),
        "gained": told.gained,
        "lost": told.lost,
    }


def _of_event(event: Event, language: str) -> str:
    if event.change in OF_ACTS:
        return act_address(event.code, language)
    return rule_address(event.code, language) if event.change in OF_RULES else value_address(event.code, language)


def answer_links(told: Iterable[Told], teller: Teller) -> list[Link]:
    """Answers as links, under the name of their rule and what they say, each text once."""
    found: dict[str, Link] = {}
    for one in told:
        outcome, says = teller.outcome(one), teller.headline(one)
        text = teller.words("lawbook.answer", rule=teller.rule(one.rule), outcome=outcome, says=says)
        found.setdefault(text, Link(text, answer_address(one, teller.language)))
    return list(found.values())


def entry_links(entries: Iterable[Entry], teller: Teller) -> list[Link]:
    """Pages of the guide as links."""
    return [
        Link(one.title.say(teller.language, as_of=teller.day), entry_address(one, teller.language)) for one in entries
    ]


def cited(places: Iterable[Citation | Source], teller: Teller) -> tuple[Cited, ...]:
    return tuple(Cited(one.label(teller.language), one.url) for one in places)


def act_now(code: str, teller: Teller) -> str:
    one = acts()[code]
    return teller.words("lawbook.act", title=one.label(teller.language), number=one.number)
