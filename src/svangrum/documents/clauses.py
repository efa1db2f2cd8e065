"""The text bank's clauses → a Word document: the contract text first, then a page for whoever writes the contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from svangrum.advice.answer import Cited
from svangrum.core.language import words
from svangrum.core.sources import Citation, Source
from svangrum.documents.blocks import Block, Document, Facts, Heading, Listing, NewPage, Paragraph, Span, Text, plain
from svangrum.documents.characters import clean
from svangrum.guide.blanks import blanks
from svangrum.guide.compose import compose, unfilled, write
from svangrum.guide.texts import GROUPS, Regime, forms, groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from svangrum.core.findings import Value
    from svangrum.guide.compose import Choice, Piece, Section, Written
    from svangrum.guide.texts import Clause

Places: TypeAlias = Mapping[Regime, tuple[Citation | Source, ...]]


@dataclass(frozen=True)
class Law:
    """Citations under one set of rules. ``rules`` names the set."""

    rules: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True)
class GroupNote:
    """What to know about one target group: how it is shown who belongs, and what to be careful about."""

    label: str
    shown: str
    caution: str


@dataclass(frozen=True)
class Note:
    """What whoever writes the contract needs beside one clause. Empty where there is nothing to say."""

    code: str
    title: str
    status: str
    motive: str
    law: tuple[Law, ...]
    unsettled: str
    proof: str
    report: str
    rests: tuple[Cited, ...]
    groups: tuple[GroupNote, ...]


@dataclass(frozen=True)
class Notes:
    """The notes to a contract. ``law`` is what every section rests on; each note tells what comes on top."""

    law: tuple[Law, ...]
    each: tuple[Note, ...]


def notes(choice: Choice, sections: Iterable[Section], *, language: str, as_of: date) -> Notes:
    clauses = [one.clause for one in sections]
    everywhere = {
        regime: tuple(one for one in clauses[0].law[regime] if all(one in each.law[regime] for each in clauses))
        for regime in choice.regimes
    }
    each = tuple(
        note(one, choice.regimes, choice.groups, without=everywhere, language=language, as_of=as_of) for one in clauses
    )
    return Notes(_law(everywhere, {}, language), each)


def note(
    clause: Clause,
    regimes: Iterable[Regime],
    chosen: Iterable[str],
    *,
    without: Places = MappingProxyType({}),
    language: str,
    as_of: date,
) -> Note:
    """The note to ``clause`` under ``regimes``, less the places in ``without``.

    Only the clause on the target group speaks of the ``chosen`` groups.
    """
    about_groups = any(one.text.sv == GROUPS for one in clause.text)
    return Note(
        code=clause.code,
        title=clause.title.template(language),
        status=words(f"clauses.status.{clause.status}", language),
        motive=clause.motive.say(language, as_of=as_of),
        law=_law({regime: clause.law[regime] for regime in regimes}, without, language),
        unsettled=clause.unsettled.say(language, as_of=as_of) if clause.unsettled else "",
        proof=clause.proof.say(language, as_of=as_of),
        report=clause.report.say(language, as_of=as_of),
        rests=_cited(clause.rests, language),
        groups=tuple(_group_note(code, language, as_of) for code in chosen) if about_groups else (),
    )


def title_of(choice: Choice, language: str) -> str:
    """``Krav: anställning eller praktik, tjänster``."""
    wordings = [forms()[form].wording.template(language) for form in choice.forms]
    listed = wordings[0]
    if len(wordings) > 1:
        listed = words("clauses.or", language, first=", ".join(wordings[:-1]), last=wordings[-1])
    level, kind = words(f"clauses.level.{choice.level}", language), words(f"clauses.kind.{choice.kind}", language)
    return words("clauses.chosen", language, level=level, forms=listed, kind=kind)


def clauses_document(choice: Choice, values: Mapping[str, Value], *, language: str, as_of: date) -> Document:
    """The contract text for a choice, with what is filled in, as a document dated ``as_of``."""
    sections = compose(choice)
    written = write(sections, choice.forms, values, language=language)
    beside = notes(choice, sections, language=language, as_of=as_of)
    title = words("clauses.document.title", language)
    return Document(
        title=title,
        language=language,
        day=as_of,
        footer=title,
        blocks=(
            Paragraph(plain(title_of(choice, language)), style="quiet"),
            Heading(plain(words("clauses.text", language)), 1),
            *(block for one in written for block in _contract(one)),
            NewPage(),
            *_for_the_writer(written, beside, language),
        ),
    )


def _contract(section: Written) -> Iterator[Block]:
    yield Heading(plain(f"{section.number} {section.title}"), 2)
    for number, pieces in section.paragraphs:
        yield Paragraph((Span(f"{number} "), *_spans(pieces)))


def _spans(pieces: tuple[Piece, ...]) -> Text:
    return tuple(Span(clean(piece.text), blank=bool(piece.blank)) for piece in pieces)


def _for_the_writer(written: tuple[Written, ...], beside: Notes, language: str) -> Iterator[Block]:
    yield Heading(plain(words("clauses.document.writer", language)), 1)
    yield Paragraph(plain(words("clauses.document.delete", language)), style="note")
    left = unfilled(written)
    if left:
        labels = (blanks()[name].label.template(language) for name in left)
        yield Listing(tuple(plain(label) for label in labels), label=words("clauses.left", language))
    yield Paragraph(plain(words("clauses.note.everywhere", language)), style="question")
    yield from (Paragraph(plain(law.rules), law.cited) for law in beside.law)
    for section, one in zip(written, beside.each, strict=True):
        yield Heading(plain(f"{section.number} {one.title}"), 2)
        yield from _noted(one, language)


def _noted(one: Note, language: str) -> Iterator[Block]:
    rows = [("motive", one.motive), ("proof", one.proof), ("report", one.report), ("status", one.status)]
    yield Facts(one.title, tuple((plain(words(f"clauses.note.{code}", language)), plain(text)) for code, text in rows))
    for law in one.law:
        yield Paragraph(plain(law.rules), law.cited, style="quiet")
    if one.unsettled:
        yield Paragraph(plain(one.unsettled), style="note")
    for group in one.groups:
        yield Paragraph((Span(f"{group.label}. ", strong=True), Span(f"{group.shown} {group.caution}")))


def _law(places: Places, without: Places, language: str) -> tuple[Law, ...]:
    """The places under each set of rules; a set that has none left is left out."""
    left = {regime: [one for one in cited if one not in without.get(regime, ())] for regime, cited in places.items()}
    return tuple(
        Law(words(f"clauses.rules.{regime}", language), _cited(cited, language))
        for regime, cited in left.items()
        if cited
    )


def _group_note(code: str, language: str, as_of: date) -> GroupNote:
    group = groups()[code]
    return GroupNote(
        group.label.template(language),
        group.shown.say(language, as_of=as_of),
        group.caution.say(language, as_of=as_of),
    )


def _cited(places: Iterable[Citation | Source], language: str) -> tuple[Cited, ...]:
    return tuple(Cited(one.label(language), one.url) for one in places)
