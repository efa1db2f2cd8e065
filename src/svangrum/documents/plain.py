"""The answer for a terminal: the same words as the page, in the same order, eighty characters wide."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.documents.characters import clean, rewrite
from svangrum.documents.marks import MARKS
from svangrum.documents.parts import about_suppliers, by_moment, forecast_in_words, named, noted, readings, stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from svangrum.advice.answer import Alike, Answer, Forecast, Line, Question, SupplierTest, Unsettled

WIDTH = 80
_INDENT = "  "
_ONE, _MORE = "×", "●"


def as_text(answer: Answer) -> str:
    """The whole answer as lines of at most ``WIDTH`` characters, addresses excepted. Holds no control characters."""
    cleaned = rewrite(answer, clean)
    return "\n".join(line.rstrip() for part in _parts(cleaned) for line in [*part, ""]).rstrip() + "\n"


def _parts(answer: Answer) -> Iterator[Iterable[str]]:
    yield _wrap(answer.headline, "")
    yield _rows(list(stated(answer)))
    for warning in answer.warnings:
        yield _wrap(f"{words('answer.caution', answer.language)} {warning}", "")
    yield from _law(answer)
    yield from _asked(answer)
    yield from _competition(answer)
    yield _titled("answer.steps", answer, _numbered(answer.steps))
    yield _titled("answer.unknowns", answer, _bullets(answer.unknowns, _INDENT))
    yield _titled("answer.sources", answer, _sources(answer))


def _titled(code: str, answer: Answer, lines: Iterable[str] = ()) -> Iterator[str]:
    yield from _underlined(words(code, answer.language))
    yield from lines


def _underlined(heading: str) -> tuple[str, str]:
    return heading, "─" * len(heading)


def _rows(rows: list[tuple[str, str]]) -> Iterator[str]:
    """Labels in one column, what they say in the other."""
    width = max(len(label) for label, _ in rows) + 2
    for label, value in rows:
        yield from _hang(label.ljust(width), value)


def _law(answer: Answer) -> Iterator[Iterable[str]]:
    width = max((len(line.status) for line in answer.lines), default=0) + 2
    for group in answer.groups:
        yield _underlined(group.title)
        for when, lines in by_moment(group):
            if when is not None:
                yield (f"{_INDENT}{when}",)
            for line in lines:
                yield _line(line, width, answer.language)


def _line(line: Line, width: int, language: str) -> Iterator[str]:
    beside = f"{_INDENT}{MARKS[line.outcome]} {line.status.ljust(width)}"
    under = " " * len(beside)
    yield from _hang(beside, f"{line.says}. {line.why}")
    if line.citations:
        yield from _wrap(" · ".join(cited.label.replace(" ", "\u00a0") for cited in line.citations), under)
    for label, items in noted(line, language):
        yield f"{under}{label}"
        yield from _bullets(items, under)
    if line.unsettled:
        yield from _readings(line.unsettled, under, language)


def _readings(unsettled: Unsettled, under: str, language: str) -> Iterator[str]:
    yield from _wrap(unsettled.question, under)
    for label, reading in readings(unsettled, language):
        yield from _wrap(f"{label}: {reading}", under)


def _asked(answer: Answer) -> Iterator[Iterable[str]]:
    if answer.questions or answer.cpv_choices:
        yield _titled("answer.questions", answer, _questions(answer.questions))
    if answer.cpv_choices:
        label = words("document.memo.cpv", answer.language)
        choices = _bullets((f"{one.code} {one.label}" for one in answer.cpv_choices), _INDENT)
        yield (f"{_INDENT}{label}", *choices)


def _questions(questions: Iterable[Question]) -> Iterator[str]:
    return _bullets((f"{one.text} {one.why}" for one in questions), _INDENT)


def _competition(answer: Answer) -> Iterator[Iterable[str]]:
    yield _titled("answer.competition", answer)
    for forecast in (answer.open, answer.reserved):
        yield _forecast(forecast, answer.language)
    for code, told in (("answer.moved", answer.moved), ("answer.evidence", answer.evidence)):
        if told:
            yield (f"{_INDENT}{words(code, answer.language)}", *_bullets(told, _INDENT))
    for note in answer.competition_notes:
        yield _wrap(note, _INDENT)
    if answer.alike is not None:
        yield f"{_INDENT}{words('answer.alike', answer.language)}", *_alike(answer.alike, _INDENT)
    yield (f"{_INDENT}{words('answer.suppliers', answer.language)}", *_wrap(answer.suppliers, _INDENT))
    if answer.test:
        yield from _supplier_test(answer.test, answer.language)


def _supplier_test(test: SupplierTest, language: str) -> Iterator[Iterable[str]]:
    yield _wrap(test.why, _INDENT)
    for label, items in about_suppliers(test, language, annexed=False):
        yield (f"{_INDENT}{label}", *_bullets(items, _INDENT))
    if test.listed:
        listed = tuple(named(one) for one in test.listed)
        yield (f"{_INDENT}{words('supply.heading.listed', language)}", *_bullets(listed, _INDENT))


def alike_as_text(alike: Alike, language: str) -> str:
    """Purchases like one as lines of at most ``WIDTH`` characters, addresses excepted."""
    cleaned: Alike = rewrite(alike, clean)
    heading = _underlined(words("answer.alike", language))
    return "\n".join(line.rstrip() for line in (*heading, *_alike(cleaned, ""))) + "\n"


def _alike(alike: Alike, indent: str) -> Iterator[str]:
    yield from _wrap(alike.lead, indent)
    for place, one in enumerate(alike.purchases, start=1):
        under = " " * len(f"{indent}{place}. ")
        yield from _hang(f"{indent}{place}. ", one.title)
        for text in (one.mark, one.about, one.got, one.why, one.place):
            yield from _wrap(text or "", under)
        if one.url:
            yield f"{under}{one.url}"
    for note in alike.notes:
        yield from _wrap(note, indent)


def _forecast(forecast: Forecast, language: str) -> Iterator[str]:
    """Twenty purchases in a row: × drew one tender or none, ● drew more."""
    ones = sum(dots <= 1 for dots in forecast.dots)
    drawn = _ONE * ones + _MORE * (len(forecast.dots) - ones)
    legend = words("document.text.dots", language, one=_ONE, more=_MORE)
    yield f"{_INDENT}{forecast.label}"
    yield f"{_INDENT}{drawn}   {legend}"
    yield from _wrap(forecast_in_words(forecast), _INDENT)


def _sources(answer: Answer) -> Iterator[str]:
    for source in answer.sources:
        yield from _bullets((source.text,), _INDENT)
        if source.url:
            yield f"{_INDENT}  {source.url}"


def _numbered(items: Iterable[str]) -> Iterator[str]:
    for place, item in enumerate(items, start=1):
        yield from _hang(f"{_INDENT}{place}. ", item)


def _bullets(items: Iterable[str], indent: str) -> Iterator[str]:
    for item in items:
        yield from _hang(f"{indent}– ", item)


def _hang(beside: str, text: str) -> list[str]:
    """``text`` to the right of ``beside``, further lines beneath where it began."""
    return textwrap.wrap(text, WIDTH, initial_indent=beside, subsequent_indent=" " * len(beside)) or [beside]


def _wrap(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
