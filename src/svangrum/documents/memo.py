"""The decision memo as a document to write on in: the same words as the page, in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.documents.blocks import (
    Block,
    Document,
    Facts,
    Fields,
    Grid,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Span,
    Text,
    plain,
)
from svangrum.documents.characters import clean, rewrite
from svangrum.documents.marks import MARKS
from svangrum.documents.parts import about_suppliers, by_moment, forecast_in_words, noted, readings, stated
from svangrum.documents.pictures import chart_png, chart_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svangrum.advice.answer import AlikePurchase, Answer, Line, LineGroup, SupplierTest


def memo_document(answer: Answer) -> Document:
    """The memo for Word. ``clean`` text: nothing of what somebody typed can break the file."""
    cleaned = rewrite(answer, clean)
    return Document(
        title=words("document.memo.title", cleaned.language, what=cleaned.what),
        language=cleaned.language,
        day=cleaned.as_of,
        footer=words("document.memo.footer", cleaned.language, version=cleaned.version, day=cleaned.as_of),
        blocks=tuple(_blocks(cleaned)),
    )


def _blocks(answer: Answer) -> Iterator[Block]:
    yield from _short_answer(answer)
    for group in answer.groups:
        yield from _group(group, answer.language)
    yield from _questions(answer)
    yield from _competition(answer)
    yield _heading("answer.steps", answer)
    yield Listing(tuple(plain(step) for step in answer.steps), ordered=True)
    yield _heading("answer.unknowns", answer)
    yield Listing(tuple(plain(one) for one in answer.unknowns))
    yield _heading("answer.sources", answer)
    yield Listing(tuple((Span(source.text, url=source.url),) for source in answer.sources))
    yield from _decision(answer)
    yield from _annex(answer)


def _heading(code: str, answer: Answer) -> Heading:
    return Heading(plain(words(code, answer.language)))


def _short_answer(answer: Answer) -> Iterator[Block]:
    yield Paragraph(plain(answer.headline, strong=True), style="lead")
    yield Facts(
        words("document.memo.facts", answer.language),
        tuple((plain(label), plain(value)) for label, value in stated(answer)),
    )
    for warning in answer.warnings:
        caution = words("answer.caution", answer.language)
        yield Paragraph((*plain(f"{caution} ", strong=True), *plain(warning)), style="note")


def _questions(answer: Answer) -> Iterator[Block]:
    if not answer.questions and not answer.cpv_choices:
        return
    yield _heading("answer.questions", answer)
    if answer.questions:
        asked = (((*plain(one.text, strong=True), Span(f" {one.why}"))) for one in answer.questions)
        yield Listing(tuple(asked))
    if answer.cpv_choices:
        choices = tuple(plain(f"{one.code} {one.label}") for one in answer.cpv_choices)
        yield Listing(choices, label=words("document.memo.cpv", answer.language))


def _group(group: LineGroup, language: str) -> Iterator[Block]:
    yield Heading(plain(group.title))
    for when, lines in by_moment(group):
        if when is not None:
            yield Heading(plain(when), level=2)
        for line in lines:
            yield from _line(line, language, level=2 if when is None else 3)


def _line(line: Line, language: str, *, level: int) -> Iterator[Block]:
    yield Heading(plain(f"{MARKS[line.outcome]} {line.status}: {line.says}"), level)
    yield Paragraph(plain(line.why), line.citations)
    for label, items in noted(line, language):
        yield Listing(tuple(plain(item) for item in items), label=label)
    if line.unsettled:
        yield Paragraph(plain(line.unsettled.question), style="question")
        rows = tuple((plain(label), plain(reading)) for label, reading in readings(line.unsettled, language))
        yield Facts(line.unsettled.question, rows)


def _competition(answer: Answer) -> Iterator[Block]:
    yield _heading("answer.competition", answer)
    yield Picture(chart_png(answer), chart_words(answer))
    yield _shares(answer)
    for forecast in (answer.open, answer.reserved):
        yield Paragraph((*plain(f"{forecast.label}. ", strong=True), *plain(forecast_in_words(forecast))))
    if answer.moved:
        yield _listed("answer.moved", answer.moved, answer)
    for note in answer.competition_notes:
        yield Paragraph(plain(note))
    if answer.evidence:
        yield _listed("answer.evidence", answer.evidence, answer)
    label = words("answer.suppliers", answer.language)
    yield Paragraph((*plain(f"{label} ", strong=True), *plain(answer.suppliers)))
    if answer.test:
        yield from _supplier_test(answer.test, answer.language)


def _supplier_test(test: SupplierTest, language: str) -> Iterator[Block]:
    yield Paragraph(plain(test.why))
    for label, items in about_suppliers(test, language, annexed=True):
        yield Listing(tuple(plain(item) for item in items), label=label)


def _listed(code: str, items: tuple[str, ...], answer: Answer) -> Listing:
    return Listing(tuple(plain(item) for item in items), label=words(code, answer.language))


def _annex(answer: Answer) -> Iterator[Block]:
    """Published purchases like this one, as a table after everything else."""
    if answer.alike is None or not answer.alike.purchases:
        return
    title = words("document.alike.title", answer.language)
    yield Heading(plain(title))
    yield Paragraph(plain(answer.alike.lead))
    header = tuple(words(f"document.alike.{name}", answer.language) for name in ("purchase", "got", "why"))
    yield Grid(title, header, tuple(_annex_row(one) for one in answer.alike.purchases))
    for note in answer.alike.notes:
        yield Paragraph(plain(note), style="quiet")


def _annex_row(one: AlikePurchase) -> tuple[Text, ...]:
    mark = f" {one.mark}." if one.mark else ""
    about = (Span(one.title, strong=True), Span(f".{mark} {one.about}. "), Span(one.place, url=one.url))
    return about, plain(one.got), plain(one.why)


def _shares(answer: Answer) -> Grid:
    """One row for each number of tenders, a column for each distribution."""
    numbers = dict.fromkeys(share.tenders for forecast in (answer.open, answer.reserved) for share in forecast.table)
    found = [{share.tenders: share.percent for share in one.table} for one in (answer.open, answer.reserved)]
    rows = ((number, *(percents.get(number, "–") for percents in found)) for number in numbers)
    return Grid(
        words("answer.table-caption", answer.language),
        (words("answer.tenders", answer.language), answer.open.label, answer.reserved.label),
        tuple(tuple(plain(cell) for cell in row) for row in rows),
    )


def _decision(answer: Answer) -> Iterator[Block]:
    yield _heading("document.memo.decision", answer)
    yield Paragraph(plain(words("document.memo.decision_note", answer.language)), style="quiet")
    for name, lines in (("choice", 1), ("why", 4), ("name", 1), ("date", 1)):
        yield Fields((plain(words(f"document.memo.decision_{name}", answer.language)),), lines)
