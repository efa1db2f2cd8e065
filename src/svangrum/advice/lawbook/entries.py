"""The law's pages as things that can be found beside those of the guide."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from svangrum.advice.lawbook.wording import blank, first_act, holes
from svangrum.core.language import LANGUAGES, catalogue, fill, words
from svangrum.core.parameters import parameters
from svangrum.core.prose import Prose
from svangrum.core.sources import acts
from svangrum.guide.entry import Entry
from svangrum.law.book import Part, answers, law_values, questions, rule_names, statutes
from svangrum.law.purchase import Act
from svangrum.law.wording import named_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svangrum.core.findings import Value
    from svangrum.core.parameters import Parameter


@cache
def law_entries() -> tuple[Entry, ...]:
    """Every rule, value, act and unsettled question, each once."""
    return (*_rules(), *_values(), *_acts(), *_questions())


def _rules() -> Iterator[Entry]:
    for name in rule_names():
        told = list(answers(name).values())
        body = [_prose(f"law.{one.key}.{part}", first_act(one)) for one in told for part in ("says", "why")]
        asked = [_prose(f"condition.{code}", first_act(one)) for one in told for code in one.parts(Part.CONDITION)]
        yield Entry("law-rule", name, _prose(f"law.{name}.title"), tuple(dict.fromkeys([*body, *asked])))


def _values() -> Iterator[Entry]:
    for code, one in law_values().items():
        yield Entry("law-value", code, _prose(f"parameter.{code}"), (_now(one),))


def _acts() -> Iterator[Entry]:
    for code in statutes():
        title = {language: acts()[code].label(language) for language in LANGUAGES}
        called = Prose(f"{code}, {acts()[code].number}", f"{code}, {acts()[code].number}")
        yield Entry("law-act", code, Prose(title["sv"], title["en"]), (called,))


def _questions() -> Iterator[Entry]:
    for code in questions():
        body = tuple(_prose(f"question.{code}.{part}") for part in ("reading_for", "reading_against", "advice"))
        yield Entry("law-question", code, _prose(f"question.{code}.question"), body)


def _now(parameter: Parameter) -> Prose:
    """The value of the day, whichever it is, with its unit."""
    held = f"{{{parameter.code}}}"
    if parameter.unit in {"SEK", "EUR"}:
        return Prose(held, held)
    return Prose(*(words(f"unit.{parameter.unit}", language, number=held) for language in ("sv", "en")))


def _prose(code: str, act: Act = Act.LOU) -> Prose:
    """The words of ``code`` with dated values left in braces, and the rest filled or named in brackets."""
    return Prose(*(_half_filled(code, act, language) for language in ("sv", "en")))


def _half_filled(code: str, act: Act, language: str) -> str:
    template = catalogue(language)[code]
    named: dict[str, Value] = dict(named_in(template, act))
    return fill(template, language, {name: named.get(name) or _left(name, language) for name in holes(template)})


def _left(name: str, language: str) -> str:
    return f"{{{name}}}" if name in parameters() else blank(name, language)
