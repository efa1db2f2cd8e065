"""Choices → the clauses of a contract in reading order → the same with its blanks filled. Every choice answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from svangrum.core.language import words, write_value
from svangrum.core.parameters import parameters
from svangrum.core.prose import figure
from svangrum.guide.blanks import blanks
from svangrum.guide.texts import (
    GROUPS,
    Form,
    Kind,
    Level,
    Paragraph,
    Part,
    Regime,
    Status,
    Statute,
    clauses,
    forms,
    groups,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from svangrum.core.findings import Value
    from svangrum.guide.texts import Clause, When

_BLANK = re.compile(r"\{([\w-]+)\}")
_SECTION = "section-"
_VARIES = {"level": "levels", "kind": "kinds", "regime": "regimes", "statute": "statutes"}


CONCESSIONS = (Regime.CONCESSION, Regime.CONCESSION_15)


@dataclass(frozen=True)
class Choice:
    """``regime`` is None where it is not known. ``forms`` and ``groups`` hold at least one each.

    ``untested`` takes the clauses along that have no known use in Sweden; otherwise they stay out. ``statute`` is the
    act that is cited, unless what is bought is a concession.
    """

    level: Level
    forms: tuple[Form, ...]
    kind: Kind
    groups: tuple[str, ...]
    regime: Regime | None = None
    untested: bool = False
    statute: Statute = Statute.LOU

    @property
    def regimes(self) -> tuple[Regime, ...]:
        """The rules to cite: those that govern, or all that may when it is not known which."""
        if self.kind is Kind.CONCESSION:
            return CONCESSIONS
        return (self.regime,) if self.regime else (Regime.DIRECTIVE, Regime.CHAPTER_19, Regime.DIRECT)


@dataclass(frozen=True)
class Fit:
    """What is known of the purchase that one text is for; None leaves every variant in."""

    level: Level | None = None
    kind: Kind | None = None
    regime: Regime | None = None
    statute: Statute | None = None

    def takes(self, when: When) -> bool:
        """Whether a paragraph may hold for such a purchase."""
        known = ((getattr(self, name), getattr(when, among)) for name, among in _VARIES.items())
        told = all(one is None or not among or one in among for one, among in known)
        return told and (not when.regimes or bool(when.regimes & self._may_govern()))

    def _may_govern(self) -> frozenset[Regime]:
        """A concession is governed by its own act, and nothing else is."""
        if self.kind is Kind.CONCESSION:
            return frozenset(CONCESSIONS)
        return frozenset(Regime).difference(CONCESSIONS if self.kind or self.statute else ())

    def without(self, paragraph: Paragraph) -> Paragraph:
        """The paragraph as it need be told of when so much is known: less what is settled."""
        when = paragraph.when
        unsettled = replace(
            when,
            levels=frozenset() if self.level else when.levels,
            kinds=frozenset() if self.kind else when.kinds,
            regimes=frozenset() if self.regime else when.regimes,
            statutes=frozenset() if self.statute else when.statutes,
        )
        return replace(paragraph, when=unsettled)


ANY = Fit()


@dataclass(frozen=True)
class Section:
    """A clause with those of its paragraphs that fit. ``when`` of a paragraph tells what it holds for."""

    clause: Clause
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Piece:
    """A run of written text. ``blank`` names the blank that it stands for, when nothing has been filled in there."""

    text: str
    blank: str = ""


@dataclass(frozen=True)
class Written:
    """A section in one language: its number (empty for a text alone), and its paragraphs with numbers of their own."""

    code: str
    number: str
    title: str
    paragraphs: tuple[tuple[str, tuple[Piece, ...]], ...]


def compose(choice: Choice) -> tuple[Section, ...]:
    """The contract's clauses for a choice, in reading order."""
    return tuple(
        Section(clause, tuple(_paragraphs(clause, choice))) for clause in clauses().values() if _belongs(clause, choice)
    )


def alone(clause: Clause, fit: Fit = ANY) -> Section:
    """One text with the variants that fit and every group."""
    fitting = tuple(one for one in clause.text if fit.takes(one.when))
    return Section(clause, tuple(_with_groups(fitting, tuple(groups()))))


def varies_by(clause: Clause) -> tuple[str, ...]:
    """The fields of ``Fit`` that the text differs by."""
    return tuple(name for name, among in _VARIES.items() if any(getattr(one.when, among) for one in clause.text))


def blanks_of(sections: tuple[Section, ...]) -> tuple[str, ...]:
    """The names of the blanks in the sections, in the order they are asked for."""
    used = {name for one in sections for each in one.paragraphs for name in _BLANK.findall(each.text.sv)}
    return tuple(name for name in blanks() if name in used)


def write(
    sections: tuple[Section, ...], chosen: tuple[Form, ...], values: Mapping[str, Value], *, language: str, as_of: date
) -> tuple[Written, ...]:
    """The sections with numbers, with the law's figures of the day and with what is known filled in.

    What was typed is never searched for blanks.
    """
    known = {
        **_figures(sections, language, as_of),
        **{name: write_value(value, language) for name, value in values.items()},
        **{f"{_SECTION}{code}": words("clauses.titled", language, title=one.title.template(language))
           for code, one in clauses().items()},
        **{f"{_SECTION}{one.clause.code}": words("clauses.numbered", language, number=place)
           for place, one in enumerate(sections, start=1)},
        "forms": _listed(chosen, language),
    }  # fmt: skip
    return tuple(_written(one, str(place), known, language) for place, one in enumerate(sections, start=1))


def write_alone(
    section: Section, values: Mapping[str, Value], *, language: str, as_of: date, fit: Fit = ANY
) -> Written:
    """One text with its variants, unnumbered. Each variant says in brackets what it holds for, beyond ``fit``."""
    (numbered,) = write((section,), tuple(Form), values, language=language, as_of=as_of)
    paragraphs = tuple(
        ("", (*_condition(fit.without(paragraph), language), *pieces))
        for paragraph, (_, pieces) in zip(section.paragraphs, numbered.paragraphs, strict=True)
    )
    return Written(numbered.code, "", numbered.title, paragraphs)


def unfilled(written: tuple[Written, ...]) -> tuple[str, ...]:
    """The blanks that are left, each once, in the order they are read."""
    pieces = (piece for one in written for _, paragraph in one.paragraphs for piece in paragraph)
    return tuple(dict.fromkeys(piece.blank for piece in pieces if piece.blank))


def _belongs(clause: Clause, choice: Choice) -> bool:
    tried = choice.untested or clause.status is not Status.UNTESTED
    return clause.part is Part.CONTRACT and tried and _fits(clause.when, choice)


def _fits(when: When, choice: Choice) -> bool:
    return (
        Fit(choice.level, choice.kind).takes(when)
        and (not when.forms or bool(when.forms.intersection(choice.forms)))
        and when.several in {None, len(choice.forms) > 1}
    )


def _paragraphs(clause: Clause, choice: Choice) -> Iterator[Paragraph]:
    fitting = tuple(one for one in clause.text if _fits(one.when, choice))
    return _with_groups(fitting, choice.groups)


def _with_groups(text: tuple[Paragraph, ...], chosen: tuple[str, ...]) -> Iterator[Paragraph]:
    for one in text:
        if one.text.sv == GROUPS:
            yield from (Paragraph(groups()[code].wording, one.when) for code in chosen)
        else:
            yield one


def _written(section: Section, number: str, known: Mapping[str, str], language: str) -> Written:
    return Written(
        section.clause.code,
        number,
        section.clause.title.template(language),
        tuple(
            (f"{number}.{place}", _pieces(one.text.template(language), known, language))
            for place, one in enumerate(section.paragraphs, start=1)
        ),
    )


def _figures(sections: tuple[Section, ...], language: str, as_of: date) -> dict[str, str]:
    """The parameters that the sections name, as they stood on the day."""
    named = {name for one in sections for each in one.paragraphs for name in _BLANK.findall(each.text.sv)}
    return {name: figure(name, language, as_of) for name in named if name in parameters()}


def _pieces(template: str, known: Mapping[str, str], language: str) -> tuple[Piece, ...]:
    """Raises ``KeyError`` for a name in braces that is neither known nor a blank."""
    parts = _BLANK.split(template)
    return tuple(
        _piece(part, known, language) if place % 2 else Piece(part) for place, part in enumerate(parts) if part
    )


def _piece(name: str, known: Mapping[str, str], language: str) -> Piece:
    if name in known:
        return Piece(known[name])
    return Piece(f"[{blanks()[name].label.template(language)}]", name)


def _listed(chosen: tuple[Form, ...], language: str) -> str:
    """``anställning``; of several ``a) anställning, b) praktik eller c) utbildning``."""
    wordings = [forms()[form].wording.template(language) for form in chosen]
    if len(wordings) == 1:
        return wordings[0]
    return _either([f"{letter}) {wording}" for letter, wording in zip("abc", wordings, strict=False)], language)


def _condition(paragraph: Paragraph, language: str) -> tuple[Piece, ...]:
    told = [*_told(paragraph.when, language)]
    if paragraph.choose:
        told.append(words("clauses.choose-if", language, when=paragraph.choose.template(language)))
    return (Piece(f"({', '.join(told)}) "),) if told else ()


def _told(when: When, language: str) -> Iterator[str]:
    """What a variant holds for, in words: one phrase for each choice that it depends on."""
    codes = (
        [f"clauses.for-statute.{one}" for one in Statute if one in when.statutes],
        [f"clauses.for-regime.{one}" for one in Regime if one in when.regimes],
        [f"clauses.for-kind.{one}" for one in Kind if one in when.kinds],
        [f"clauses.for-level.{one}" for one in Level if one in when.levels],
        [f"clauses.for-several.{'yes' if when.several else 'no'}"] if when.several is not None else [],
    )
    return (_either([words(code, language) for code in among], language) for among in codes if among)


def _either(phrases: list[str], language: str) -> str:
    """``vid varor, vid tjänster eller vid byggentreprenad``."""
    if len(phrases) == 1:
        return phrases[0]
    return words("clauses.or", language, first=", ".join(phrases[:-1]), last=phrases[-1])
