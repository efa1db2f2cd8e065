"""The text bank's clauses → a Word document: the contract text first, then a page for whoever writes the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.documents.blocks import Block, Document, Facts, Heading, Listing, NewPage, Paragraph, Span, Text, plain
from svangrum.documents.characters import clean
from svangrum.documents.notes import notes
from svangrum.guide.blanks import blanks
from svangrum.guide.compose import compose, unfilled, write
from svangrum.guide.texts import forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from svangrum.core.findings import Value
    from svangrum.documents.notes import Note, Notes
    from svangrum.guide.compose import Choice, Piece, Written


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
    written = write(sections, choice.forms, values, language=language, as_of=as_of)
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
    kept = " ".join(one.evidence) or words("clauses.nothing-recorded", language)
    rows = [("motive", one.motive), ("proof", one.proof), ("evidence", kept), ("status", one.status)]
    yield Facts(one.title, tuple((plain(words(f"clauses.note.{code}", language)), plain(text)) for code, text in rows))
    for law in one.law:
        yield Paragraph(plain(law.rules), law.cited, style="quiet")
    if one.unsettled:
        yield Paragraph(plain(one.unsettled), style="note")
    for group in one.groups:
        yield Paragraph((Span(f"{group.label}. ", strong=True), Span(f"{group.shown} {group.caution}")))
