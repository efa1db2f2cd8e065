"""What the text bank's pages show: texts and addresses ready for a template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.advice.answer import Cited
from svangrum.core.language import words
from svangrum.core.sources import cite
from svangrum.documents.checks import checked
from svangrum.documents.clauses import title_of
from svangrum.documents.notes import notes
from svangrum.guide.blanks import blanks
from svangrum.guide.checks import TOPICS, checks
from svangrum.guide.compose import blanks_of, compose, unfilled, write
from svangrum.guide.texts import Part, clauses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from svangrum.core.findings import Value
    from svangrum.documents.checks import Checked
    from svangrum.documents.notes import Notes
    from svangrum.guide.compose import Choice, Written
    from svangrum.guide.texts import Clause

OTHER_ACTS = ("LUF 16:1", "LUK 14:1", "LOV 4:2")
"""Where the other procurement acts let a buyer set particular terms."""


@dataclass(frozen=True)
class Draft:
    """The composed text: what was chosen, its sections, and the notes for whoever writes.

    ``asked`` are the names of its blanks, ``left`` the labels of those that are not filled in.
    """

    chosen: str
    counts: str
    sections: tuple[Written, ...]
    asked: tuple[str, ...]
    left: tuple[str, ...]
    notes: Notes


@dataclass(frozen=True)
class Listed:
    """A text in a list. ``query`` is what its address carries of a purchase."""

    code: str
    title: str
    use: str
    query: str


@dataclass(frozen=True)
class Shelf:
    """The texts that belong in one place. ``code`` names the place in an address."""

    code: str
    label: str
    texts: tuple[Listed, ...]


@dataclass(frozen=True)
class Topic:
    """The checks of one topic. ``code`` names it in an address."""

    code: str
    label: str
    checks: tuple[Checked, ...]


def draft(choice: Choice, values: Mapping[str, Value], *, language: str, as_of: date) -> Draft:
    sections = compose(choice)
    written = write(sections, choice.forms, values, language=language, as_of=as_of)
    left, asked = unfilled(written), blanks_of(sections)
    counts = words("clauses.counts", language, sections=len(sections), filled=len(asked) - len(left), blanks=len(asked))
    return Draft(
        chosen=title_of(choice, language),
        counts=counts,
        sections=written,
        asked=asked,
        left=tuple(blanks()[name].label.template(language) for name in left),
        notes=notes(choice, sections, language=language, as_of=as_of),
    )


def shelves(
    language: str, as_of: date, texts: Iterable[Clause] | None = None, query: Callable[[Clause], str] = lambda _: ""
) -> tuple[Shelf, ...]:
    """The texts (all of the bank when none are given) by where they belong, in reading order; none is left empty."""
    held = tuple(clauses().values() if texts is None else texts)
    made = (
        Shelf(
            part,
            words(f"clauses.shelf.{part}", language),
            tuple(
                Listed(one.code, one.title.template(language), one.use.say(language, as_of=as_of), query(one))
                for one in held
                if one.part is part
            ),
        )
        for part in Part
    )
    return tuple(shelf for shelf in made if shelf.texts)


def topics(language: str) -> tuple[Topic, ...]:
    """How every condition and proof is checked, topic by topic."""
    return tuple(
        Topic(
            topic,
            words(f"checks.topic.{topic}", language),
            tuple(checked(one, language) for one in checks().values() if one.topic == topic),
        )
        for topic in TOPICS
    )


def other_acts(language: str) -> tuple[Cited, ...]:
    places = (cite(place) for place in OTHER_ACTS)
    return tuple(Cited(one.label(language), one.url) for one in places)
