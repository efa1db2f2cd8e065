"""Texts with blanks (``data/texts/<code>.yaml``) → a document for one answer.

A blank is filled from the answer where it is known. The rest are marked in square brackets and listed at the top,
so that none is overlooked. Paragraphs differ by which rules govern the purchase.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from svangrum.advice.answer import Answer, Cited
from svangrum.core.data import read_yaml
from svangrum.core.language import words
from svangrum.core.parameters import parameters
from svangrum.core.sources import Citation, Source, cite
from svangrum.documents.blocks import (
    Block,
    Choices,
    Document,
    Facts,
    Fields,
    Grid,
    Heading,
    Listing,
    Paragraph,
    Span,
    Text,
    plain,
    read,
)
from svangrum.documents.characters import clean, rewrite, shorten
from svangrum.law.purchase import Act
from svangrum.law.wording import led

TEXTS = ("reservation", "proof", "letter")
_BLANK = re.compile(r"\{(\w+)\}")
_FOOTER = 80
_AS_LOU = ("directive", "chapter-19")
_REGIMES: Mapping[Act, tuple[str, ...]] = {
    Act.LOU: _AS_LOU,
    Act.LUF: _AS_LOU,
    Act.LUK: ("concession", "concession-15"),
}
"""The sets of rules that each act has: all are shown when it is not known which govern the purchase."""


@dataclass(frozen=True)
class Blanks:
    """What stands for each blank in one language: a known value, or the label of what to fill in."""

    known: Mapping[str, str]
    labels: Mapping[str, str]

    def fill(self, template: str) -> Text:
        """Replace the blanks of ``template``; what the answer says is never searched for blanks."""
        parts = _BLANK.split(template)
        spans = (self._blank(part) if place % 2 else Span(part) for place, part in enumerate(parts) if part)
        return tuple(spans)

    def _blank(self, name: str) -> Span:
        if name in self.known:
            return Span(self.known[name])
        return Span(f"[{self.labels[name]}]", blank=True)


def text_document(code: str, answer: Answer) -> Document:
    """The text ``code`` (one of ``TEXTS``) for ``answer``, in its language."""
    cleaned = rewrite(answer, clean)
    source = _source(code)
    fitting = [raw for raw in source["blocks"] if _fits(raw, cleaned)]
    writer = _Writer(cleaned, _blanks(source["blanks"], cleaned))
    title = read(writer.text(source["title"]))
    return Document(
        title=title,
        language=cleaned.language,
        day=cleaned.as_of,
        footer=shorten(title, _FOOTER),
        blocks=tuple(block for raw in fitting for block in writer.blocks(raw, fitting)),
    )


@cache
def _source(code: str) -> dict[str, Any]:
    source: dict[str, Any] = read_yaml(f"texts/{code}.yaml")
    return source


def _blanks(declared: Mapping[str, Mapping[str, str]], answer: Answer) -> Blanks:
    offered = {fact.field: fact.value for fact in answer.summary} | {
        "what": answer.what,
        "share": str(parameters()["reserved-share"].at(answer.as_of).value),
        "day": answer.as_of_text,
        "version": answer.version,
    }
    known = {name: offered[one["from"]] for name, one in declared.items() if offered.get(one.get("from", ""))}
    return Blanks(known, {name: one[answer.language] for name, one in declared.items()})


def _fits(raw: Mapping[str, Any], answer: Answer) -> bool:
    """Whether a block holds for this answer. When the rules are not known, both sets of rules are shown."""
    if raw.get("unless") == "reservable" and answer.reservable:
        return False
    when = raw.get("when", [answer.regime])
    return answer.regime in when or (answer.regime == "unknown" and bool(_possible(when, answer)))


def _possible(when: Iterable[str], answer: Answer) -> list[str]:
    """The sets of rules of the answer's act among those a block holds under."""
    return [one for one in when if one in _REGIMES[Act(answer.act)]]


@dataclass(frozen=True)
class _Writer:
    answer: Answer
    blanks: Blanks

    def text(self, both: Mapping[str, str]) -> Text:
        return self.blanks.fill(both[self.answer.language])

    def texts(self, several: Iterable[Mapping[str, str]]) -> tuple[Text, ...]:
        return tuple(self.text(both) for both in several)

    def blocks(self, raw: Mapping[str, Any], fitting: Iterable[Mapping[str, Any]]) -> Iterator[Block]:
        """The blocks of one entry; the list of blanks looks at every entry that fits."""
        if "blanks" in raw:
            yield from self._to_fill_in(raw["blanks"], fitting)
            return
        kind = next(name for name in _KINDS if name in raw)
        yield _KINDS[kind](self, raw)

    def _to_fill_in(self, heading: Mapping[str, str], fitting: Iterable[Mapping[str, Any]]) -> Iterator[Block]:
        used = dict.fromkeys(name for raw in fitting for name in _names(raw, self.answer.language))
        marked = tuple(self.blanks.fill(f"{{{name}}}") for name in used if name not in self.blanks.known)
        if marked:
            yield Paragraph(plain(heading[self.answer.language], strong=True), style="note")
            yield Listing(marked)

    def paragraph(self, raw: Mapping[str, Any], kind: str, style: str) -> Paragraph:
        return Paragraph((*self._condition(raw), *self.text(raw[kind])), self.cited(raw), style)

    def _condition(self, raw: Mapping[str, Any]) -> Text:
        """Which rules a paragraph holds under, where the answer does not know which govern."""
        possible = _possible(raw.get("when", []), self.answer)
        if self.answer.regime != "unknown" or len(possible) != 1:
            return ()
        return plain(words(f"document.text.if.{possible[0]}", self.answer.language) + " ", strong=True)

    def listing(self, raw: Mapping[str, Any], kind: str) -> Listing:
        return Listing(self.texts(raw[kind]), ordered=kind == "steps", cited=self.cited(raw))

    def facts(self, raw: Mapping[str, Any]) -> Facts:
        rows = tuple((self.text(label), self.text(value)) for label, value in raw["facts"])
        return Facts(words("document.text.facts", self.answer.language), rows)

    def grid(self, raw: Mapping[str, Any]) -> Grid:
        return Grid(
            caption=read(self.text(raw["table"])),
            header=tuple(read(cell) for cell in self.texts(raw["header"])),
            rows=tuple(self.texts(row) for row in raw["rows"]),
        )

    def cited(self, raw: Mapping[str, Any]) -> tuple[Cited, ...]:
        act, places = Act(self.answer.act), raw.get("cite", [])
        if isinstance(places, Mapping):
            governing = _REGIMES[act] if self.answer.regime == "unknown" else (self.answer.regime,)
            places = [place for regime in governing for place in places.get(regime, [])]
        citations = (_led(cite(place), act) for place in places)
        return tuple(Cited(one.label(self.answer.language), one.url) for one in citations if one)


def _led(place: Citation | Source, act: Act) -> Citation | Source | None:
    return led(place, act) if isinstance(place, Citation) else place


_KINDS: Mapping[str, Callable[[_Writer, Mapping[str, Any]], Block]] = {
    "heading": lambda writer, raw: Heading(writer.text(raw["heading"]), 1),
    "subheading": lambda writer, raw: Heading(writer.text(raw["subheading"]), 2),
    "text": lambda writer, raw: writer.paragraph(raw, "text", "body"),
    "note": lambda writer, raw: writer.paragraph(raw, "note", "note"),
    "steps": lambda writer, raw: writer.listing(raw, "steps"),
    "bullets": lambda writer, raw: writer.listing(raw, "bullets"),
    "facts": lambda writer, raw: writer.facts(raw),
    "fields": lambda writer, raw: Fields(writer.texts(raw["fields"]), raw.get("lines", 1)),
    "choices": lambda writer, raw: Choices(writer.text(raw["choices"]), writer.texts(raw["options"])),
    "table": lambda writer, raw: writer.grid(raw),
}


def _names(raw: Any, language: str) -> Iterator[str]:  # noqa: ANN401 - walks every level of a parsed file
    """The blanks of an entry, in the order they are read."""
    if isinstance(raw, Mapping):
        yield from _BLANK.findall(raw[language]) if language in raw else _each(raw.values(), language)
    elif isinstance(raw, list):
        yield from _each(raw, language)


def _each(several: Iterable[Any], language: str) -> Iterator[str]:
    return (name for one in several for name in _names(one, language))
