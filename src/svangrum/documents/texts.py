"""Texts with blanks (``data/texts/<code>.yaml``) → a document for one answer.

A blank is filled from the answer where it is known. The rest are marked in square brackets and listed at the top,
so that none is overlooked. Paragraphs differ by which rules govern the purchase.

A block ``clause`` takes the paragraphs of that text of the bank (``guide.texts``), with its blanks, figures and law.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from svangrum.advice.answer import Answer, Cited
from svangrum.core.data import read_yaml
from svangrum.core.language import words
from svangrum.core.parameters import parameters
from svangrum.core.prose import figure
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
from svangrum.documents.notes import in_luf
from svangrum.guide.blanks import blanks
from svangrum.guide.compose import Fit, alone
from svangrum.guide.texts import Kind, Statute, clauses
from svangrum.law.purchase import Act
from svangrum.law.wording import led

if TYPE_CHECKING:
    from svangrum.guide.texts import Clause
    from svangrum.guide.texts import Paragraph as BankParagraph

P = TypeVar("P")
TEXTS = ("reservation", "proof", "letter")
_BLANK = re.compile(r"\{([\w-]+)\}")
_FOOTER = 80
_AS_LOU = ("directive", "chapter-19")
_REGIMES: Mapping[Act, tuple[str, ...]] = {
    Act.LOU: _AS_LOU,
    Act.LUF: _AS_LOU,
    Act.LUK: ("concession", "concession-15"),
}
"""The sets of rules that each act has: all are shown when it is not known which govern the purchase."""
_FIT = {Act.LOU: Fit(statute=Statute.LOU), Act.LUF: Fit(statute=Statute.LUF), Act.LUK: Fit(kind=Kind.CONCESSION)}


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
    writer = _Writer(cleaned, _blanks(source, cleaned))
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


def _blanks(source: Mapping[str, Any], answer: Answer) -> Blanks:
    """The file's own blanks, and those of the bank with the law's figures for the texts that it takes from there."""
    declared: Mapping[str, Mapping[str, str]] = source["blanks"]
    taken = [one.text.sv for raw in source["blocks"] if "clause" in raw for one in clauses()[raw["clause"]].text]
    named = {*_names(source["blocks"], "sv"), *(name for template in taken for name in _BLANK.findall(template))}
    offered = {fact.field: fact.value for fact in answer.summary} | {
        "what": answer.what,
        "share": str(parameters()["reserved-share"].at(answer.as_of).value),
        "day": answer.as_of_text,
        "version": answer.version,
    }
    sources = {name: one.get("from", "") for name, one in declared.items()}
    sources |= {name: blanks()[name].known_by for name in named if name in blanks()}
    figures = {name: figure(name, answer.language, answer.as_of) for name in named if name in parameters()}
    labels = {name: blanks()[name].label.template(answer.language) for name in named if name in blanks()}
    labels |= {name: one[answer.language] for name, one in declared.items()}
    return Blanks({name: offered[one] for name, one in sources.items() if offered.get(one)} | figures, labels)


def _fits(raw: Mapping[str, Any], answer: Answer) -> bool:
    """Whether a block holds for this answer. When the rules are not known, both sets of rules are shown."""
    if (raw.get("unless") == "reservable" and answer.reservable) or answer.act not in raw.get("acts", [answer.act]):
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
        if "clause" in raw:
            yield from self._taken(clauses()[raw["clause"]])
            return
        kind = next(name for name in _KINDS if name in raw)
        yield _KINDS[kind](self, raw)

    def _taken(self, clause: Clause) -> Iterator[Block]:
        """The paragraphs of a text of the bank that may hold for the answer; its law stands after the last."""
        fitting = self._fitting(clause)
        for one in fitting:
            told = (*self._condition({"when": list(one.when.regimes)}), *self._choice(one))
            law = (
                self._shown(self._governing({one.value: places for one, places in clause.law.items()}))
                if one is fitting[-1]
                else ()
            )
            yield Paragraph((*told, *self.blanks.fill(one.text.template(self.answer.language))), law)

    def _fitting(self, clause: Clause) -> list[BankParagraph]:
        held = alone(clause, _FIT[Act(self.answer.act)]).paragraphs
        return [one for one in held if not one.when.regimes or _fits({"when": list(one.when.regimes)}, self.answer)]

    def _choice(self, one: BankParagraph) -> Text:
        if one.choose is None:
            return ()
        language = self.answer.language
        return plain(words("document.text.choose", language, when=one.choose.template(language)) + " ", strong=True)

    def _to_fill_in(self, heading: Mapping[str, str], fitting: Iterable[Mapping[str, Any]]) -> Iterator[Block]:
        used = dict.fromkeys(name for raw in fitting for name in self._named(raw))
        marked = tuple(self.blanks.fill(f"{{{name}}}") for name in used if name not in self.blanks.known)
        if marked:
            yield Paragraph(plain(heading[self.answer.language], strong=True), style="note")
            yield Listing(marked)

    def _named(self, raw: Mapping[str, Any]) -> Iterator[str]:
        """The blanks of an entry, in the order they are read."""
        if "clause" in raw:
            fitting = self._fitting(clauses()[raw["clause"]])
            return (name for one in fitting for name in _BLANK.findall(one.text.template(self.answer.language)))
        return _names(raw, self.answer.language)

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
        places = raw.get("cite", [])
        return self._shown(map(cite, self._governing(places) if isinstance(places, Mapping) else places))

    def _governing(self, places: Mapping[str, Iterable[P]]) -> list[P]:
        """The places under the rules that govern, or under all that may."""
        may = _REGIMES[Act(self.answer.act)] if self.answer.regime == "unknown" else (self.answer.regime,)
        return list(dict.fromkeys(place for regime in may for place in places.get(regime, [])))

    def _shown(self, places: Iterable[Citation | Source]) -> tuple[Cited, ...]:
        citations = (_led(place, Act(self.answer.act)) for place in places)
        return tuple(Cited(one.label(self.answer.language), one.url) for one in citations if one)


def _led(place: Citation | Source, act: Act) -> Citation | Source | None:
    if act is Act.LUF:
        return in_luf(place)
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
