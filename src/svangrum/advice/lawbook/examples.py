"""The situations that exemplify an answer, in words, and as a question that anyone can ask again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.advice.explain import summary
from svangrum.advice.read import FIELDS, field_of
from svangrum.core.codes import cpv_table
from svangrum.core.language import words, write_day
from svangrum.law.book import answers, examples

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from svangrum.law.situations import Situation

MOST = 2
"""So many examples are told of one answer."""


@dataclass(frozen=True)
class Example:
    """A purchase on a day. ``facts`` are label and value; ``query`` asks for it again, and is empty when none can."""

    day: str
    facts: tuple[tuple[str, str], ...]
    query: Mapping[str, str]


def told_examples(rule: str, code: str, *, language: str) -> tuple[Example, ...]:
    """The first situations that name an answer; those of an act that the answer is not of come last."""
    of = {None, *answers(rule)[code].acts}
    found = sorted(examples(rule)[code], key=lambda one: one.purchase.act not in of)
    return tuple(_example(one, language) for one in found[:MOST])


def _example(situation: Situation, language: str) -> Example:
    facts = tuple(_facts(situation, language))
    return Example(write_day(situation.as_of, language), facts, question(situation, language))


def _facts(situation: Situation, language: str) -> Iterator[tuple[str, str]]:
    purchase = situation.purchase
    yield from ((one.label, one.value) for one in summary(purchase, language))
    if purchase.cpv and not purchase.cpv_confirmed:
        cpv = cpv_table()[purchase.cpv]
        yield words("lawbook.example.unconfirmed", language), f"{cpv.code} {cpv.label(language)}"


def question(situation: Situation, language: str) -> Mapping[str, str]:
    """What one writes in the form to ask about the situation. A code that nobody has confirmed cannot be written."""
    if situation.purchase.cpv and not situation.purchase.cpv_confirmed:
        return {}
    stated = {field_of(fact): _stated(raw) for fact, raw in situation.facts.items() if fact != "cpv_confirmed"}
    asked = {"what": words("lawbook.example.what", language), **stated}
    return {**{name: asked[name] for name in FIELDS if name in asked}, "as_of": situation.as_of.isoformat()}


def _stated(raw: object) -> str:
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    return str(raw)
