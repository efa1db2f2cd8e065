"""``svangrum law explain``: the lines that tell what a code of the law means, whatever kind of code it is."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from svangrum.advice.answer import Unsettled
from svangrum.advice.lawbook.examples import told_examples
from svangrum.advice.lawbook.wording import Teller, first_act
from svangrum.core.errors import SvangrumError
from svangrum.core.parameters import parameters
from svangrum.core.sources import acts
from svangrum.documents.parts import readings
from svangrum.law.book import (
    Part,
    answers,
    answers_taking,
    answers_with,
    every_answer,
    facts_of,
    parts,
    rests_on,
    rule_names,
    versions,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from svangrum.law.book import Told
    from svangrum.law.purchase import Act
    from svangrum.law.registry import Rule


def explanation(code: str, *, day: date, language: str) -> list[str]:
    """The lines that explain a code: of an act, a rule, an answer (``reserve.national``), a value, or a part.

    A part is a condition, a choice, a step, a proof, a warning or an unsettled question: ``share-test``, or
    by its kind, ``condition.share-test``. Raises ``SvangrumError`` ``law.unknown-code`` with codes that are like it.
    """
    lines = list(_lines(code, Teller(language, day)))
    if not lines:
        raise SvangrumError("law.unknown-code", field="code", code=code, known=", ".join(_like(code)))
    return lines


def _lines(code: str, teller: Teller) -> Iterator[str]:
    rule, _, answer = code.partition(".")
    if code in acts():
        yield from _act_lines(code, teller)
    if code in parameters():
        yield from _value_lines(code, teller)
    if code in rule_names():
        yield from _rule_lines(code, teller)
    if rule in rule_names() and answer in answers(rule):
        yield from _answer_lines(answers(rule)[answer], teller)
    for part, codes in parts().items():
        for one in codes:
            if code in {one, f"{part}.{one}"}:
                yield from _part_lines(part, one, teller)


def every_code() -> tuple[str, ...]:
    """Every code that can be explained."""
    of_parts = (code for codes in parts().values() for code in codes)
    return (*acts(), *rule_names(), *(one.key for one in every_answer()), *parameters(), *of_parts)


def _like(code: str) -> Iterable[str]:
    return get_close_matches(code, every_code(), n=5) or rule_names()


def _act_lines(code: str, teller: Teller) -> Iterator[str]:
    act = acts()[code]
    yield teller.words("lawbook.act", title=act.label(teller.language), number=act.number)
    yield teller.words("cli.law.explained.in-force", day=act.in_force)
    if act.consolidated_through is None:
        yield teller.words("lawbook.acts-page.whole-unread")
    else:
        yield teller.words("cli.law.explained.read-through", day=act.consolidated_through)
    if act.last_amendment:
        yield teller.words("cli.law.explained.amendment", amendment=act.last_amendment)
    yield act.url
    for rest in rests_on(code):
        codes = ", ".join((*(one.key for one in rest.answers), *rest.values))
        yield "  " + teller.words("cli.law.explained.place", place=rest.place.label(teller.language), codes=codes)


def _value_lines(code: str, teller: Teller) -> Iterator[str]:
    parameter = parameters()[code]
    yield teller.title(code)
    for dated in parameter.values:
        yield teller.words(
            "cli.law.explain.value",
            since=dated.since,
            value=teller.value(parameter, dated),
            status=teller.words(f"status.{dated.status}"),
            source=dated.citation.label(teller.language),
        )
        if remark := dated.remark(teller.language):
            yield f"  {remark}"
    yield from _used_by(answers_taking(code), teller)


def _rule_lines(name: str, teller: Teller) -> Iterator[str]:
    yield teller.rule(name)
    if facts_of(name):
        facts = teller.listed(teller.words(f"fact.{fact}.label") for fact in facts_of(name))
        yield teller.words("cli.law.explained.reads", facts=facts)
    for version in versions(name):
        yield from _version_lines(version, teller)


def _version_lines(version: Rule, teller: Teller) -> Iterator[str]:
    yield teller.period(version)
    for code, one in answers(version.name).items():
        if code in version.codes:
            yield f"  {one.key}: {_headline(one, teller)}"


def _headline(one: Told, teller: Teller) -> str:
    return teller.words("cli.law.explain.outcome", outcome=teller.outcome(one), says=teller.headline(one))


def _answer_lines(one: Told, teller: Teller) -> Iterator[str]:
    yield _headline(one, teller)
    yield teller.why(one)
    for part in Part:
        if one.parts(part):
            yield teller.words(f"lawbook.part.{part}")
            yield from (f"  {text}" for code in one.parts(part) for text in _texts(part, code, first_act(one), teller))
    places = "; ".join(place.label(teller.language) for place in one.citations)
    yield teller.words("cli.law.explain.cites", citations=places)
    yield from _example_lines(one, teller)


def _example_lines(one: Told, teller: Teller) -> Iterator[str]:
    told = told_examples(one.rule, one.code, language=teller.language)
    if told:
        yield teller.words("cli.law.explained.examples")
    for example in told:
        facts = " · ".join(
            teller.words("lawbook.example.fact", label=label, value=value) for label, value in example.facts
        )
        yield "  " + teller.words("lawbook.example.told", day=example.day, facts=facts)


def _part_lines(part: Part, code: str, teller: Teller) -> Iterator[str]:
    using = answers_with(part, code)
    yield from _texts(part, code, first_act(using[0]), teller)
    yield from _used_by(using, teller)


def _texts(part: Part, code: str, act: Act, teller: Teller) -> Iterable[str]:
    """The words of a part: one text, or an unsettled question with what is at stake, its readings and what to do."""
    if part is not Part.QUESTION:
        return (teller.told(f"{part}.{code}", act),)
    asked = Unsettled(**teller.question(code, act))
    return (asked.question, *(f"{label}: {text}" for label, text in readings(asked, teller.language)))


def _used_by(using: Iterable[Told], teller: Teller) -> Iterator[str]:
    codes = ", ".join(one.key for one in using)
    if codes:
        yield teller.words("cli.law.explained.used", codes=codes)
