"""Questions and answers: short first, cited, dated, tied to the rules of law that answer the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.core.data import read_yaml
from svangrum.core.prose import Prose, read_all, read_prose
from svangrum.core.sources import Citation, Source, cite
from svangrum.core.swedish import stem_of, words_of
from svangrum.guide.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

TOPICS = ("reservera", "konkurrens", "forfarande", "villkor", "roller")


class Status(StrEnum):
    """``settled``; ``unsettled``: both readings are given; ``to-check``: something has not been read."""

    SETTLED = "settled"
    UNSETTLED = "unsettled"
    TO_CHECK = "to-check"


@dataclass(frozen=True)
class Question:
    """A question, its short answer, the longer one, and what to do now.

    ``rules`` are codes of the rules of law that the answer goes with. ``page`` is where to do it, by name; ``part``
    says which role, step, text or example.
    """

    code: str
    topic: str
    asks: Prose
    short: Prose
    more: tuple[Prose, ...]
    now: Prose
    page: str
    part: Mapping[str, str]
    rests: tuple[Citation | Source, ...]
    status: Status
    rules: tuple[str, ...]
    related: tuple[str, ...]
    checked_on: date
    also: tuple[Prose, ...] = ()


@cache
def questions() -> Mapping[str, Question]:
    """Every question by code, topic by topic. Raises ``ValueError`` for a code that stands twice."""
    found: dict[str, Question] = {}
    for topic in TOPICS:
        for code, raw in read_yaml(f"guide/questions/{topic}.yaml").items():
            if code in found:
                message = f"{code} stands twice among the questions"
                raise ValueError(message)
            found[code] = _question(code, topic, raw)
    return found


def asked_about(text: str, language: str) -> tuple[Question, ...]:
    """The questions that hold every word of ``text``, in any inflection; all of them for no words."""
    wanted = {stem_of(word) for word in words_of(text)}
    return tuple(one for one in questions().values() if wanted <= _stems(one, language))


def entries() -> Iterator[Entry]:
    """Each question as something that can be found."""
    for one in questions().values():
        yield Entry("question", one.code, one.asks, (one.short, *one.more), one.also)


def _stems(one: Question, language: str) -> set[str]:
    texts = (one.asks, one.short, *one.more, *one.also)
    return {stem_of(word) for text in texts for word in words_of(text.template(language))}


def _question(code: str, topic: str, raw: Mapping[str, Any]) -> Question:
    return Question(
        code=code,
        topic=topic,
        asks=read_prose(raw["asks"]),
        short=read_prose(raw["short"]),
        more=read_all(raw["more"]),
        now=read_prose(raw["now"]),
        page=raw["page"],
        part=raw.get("part", {}),
        rests=tuple(cite(place) for place in raw["rests"]),
        status=Status(raw["status"]),
        rules=tuple(raw["rules"]),
        related=tuple(raw["related"]),
        checked_on=raw["checked_on"],
        also=(read_prose(raw["also"]),) if "also" in raw else (),
    )
