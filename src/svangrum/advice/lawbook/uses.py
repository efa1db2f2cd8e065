"""Where the guide rests on the law: which of its pages cite a place of an act, and which take a dated value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.core.prose import Prose
from svangrum.core.sources import Citation
from svangrum.guide.begin import onward
from svangrum.guide.begin import questions as start_questions
from svangrum.guide.calculation.extended import range_parameters
from svangrum.guide.calculation.rates import RATES
from svangrum.guide.examples import examples
from svangrum.guide.first_purchase import plans
from svangrum.guide.glossary import terms
from svangrum.guide.library import library
from svangrum.guide.model import cells
from svangrum.guide.people import texts as people_texts
from svangrum.guide.questions import questions
from svangrum.guide.suitability import instruments, reason, reason_codes
from svangrum.guide.texts import clauses
from svangrum.law.book import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svangrum.guide.entry import Entry


@dataclass(frozen=True)
class Use:
    """A page of the guide, and what it rests on: places of acts, and names in braces (values among them)."""

    entry: Entry
    places: frozenset[Citation]
    names: frozenset[str]


@cache
def uses() -> tuple[Use, ...]:
    """Every page of the guide that rests on something, in the guide's own order."""
    found = {(one.kind, one.code): one for one in library()}
    rates = Use(found["page", "calculator"], frozenset(), frozenset((*RATES, *range_parameters())))
    return (*(_use(found[key], content) for key, content in _contents()), rates)


def citing(act: str) -> tuple[tuple[Entry, tuple[Citation, ...]], ...]:
    """The pages of the guide that cite an act, each with the places it cites in the order of the act."""
    found = ((one.entry, [place for place in one.places if place.act == act]) for one in uses())
    return tuple((entry, tuple(sorted(places, key=in_order))) for entry, places in found if places)


def taking(parameter: str) -> tuple[Entry, ...]:
    """The pages of the guide whose words take a dated value."""
    return tuple(one.entry for one in uses() if parameter in one.names)


def _contents() -> Iterator[tuple[tuple[str, str], Any]]:
    """Each page by kind and code, as it is found, and all that it is made of."""
    yield from ((("question", code), one) for code, one in questions().items())
    yield from ((("clause", code), one) for code, one in clauses().items())
    yield from ((("example", code), one) for code, one in examples().items())
    yield from ((("term", code), one) for code, one in terms().items())
    yield from ((("cell", one.code), one) for one in cells().values())
    yield ("page", "begin"), (start_questions(), onward())
    yield ("page", "first-purchase"), plans()
    yield ("page", "suitability"), (instruments(), [reason(code) for code in sorted(reason_codes())])
    yield ("page", "people"), people_texts()


def _use(entry: Entry, content: object) -> Use:
    leaves = list(_leaves(content))
    places = frozenset(one for one in leaves if isinstance(one, Citation))
    names = (name for one in leaves if isinstance(one, Prose) for name in one.placeholders())
    return Use(entry, places, frozenset(names))


def _leaves(content: object) -> Iterator[Citation | Prose]:
    """Every citation and every text in a page's content, however deep."""
    if isinstance(content, Citation | Prose):
        yield content
    elif isinstance(content, Mapping):
        yield from _leaves(list(content.values()))
    elif isinstance(content, list | tuple | set | frozenset):
        for one in content:
            yield from _leaves(one)
    elif is_dataclass(content) and not isinstance(content, type):
        yield from _leaves([getattr(content, one.name) for one in fields(content)])
