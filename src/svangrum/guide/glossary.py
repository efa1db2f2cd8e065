"""The field's own words, each explained once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from svangrum.core.data import read_yaml
from svangrum.core.prose import Prose, read_prose
from svangrum.core.sources import Citation, Source, cite
from svangrum.guide.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LAST = {"å": "{", "ä": "|", "ö": "}"}


@dataclass(frozen=True)
class Term:
    code: str
    name: Prose
    says: Prose
    rests: Citation | Source | None


@cache
def terms() -> Mapping[str, Term]:
    """Every term by code."""
    return {
        code: Term(
            code, read_prose(raw["term"]), read_prose(raw["says"]), cite(raw["rests"]) if "rests" in raw else None
        )
        for code, raw in read_yaml("guide/glossary.yaml").items()
    }


def in_order(language: str) -> list[Term]:
    """The terms in the order of the alphabet of ``language``; å, ä and ö come last."""
    return sorted(terms().values(), key=lambda term: _key(term.name.template(language)))


def by_letter(language: str) -> list[tuple[str, list[Term]]]:
    """The terms in order, under the capital letter they begin with."""
    return [
        (letter, list(terms))
        for letter, terms in groupby(in_order(language), lambda term: term.name.template(language)[0].upper())
    ]


def _key(word: str) -> str:
    return "".join(_LAST.get(letter, letter) for letter in word.lower())


def entries() -> Iterator[Entry]:
    """Each term as something that can be found."""
    for term in terms().values():
        yield Entry("term", term.code, term.name, (term.says,))
