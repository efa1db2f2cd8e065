"""What the query asks of the examples: a filter, and which cases to compare. Nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import FieldReader, one_of
from svangrum.guide.compare import Filter, Size
from svangrum.guide.examples import Bought, Buyer, Instrument, examples

if TYPE_CHECKING:
    from django.http import QueryDict

    from svangrum.guide.examples import Example

ALL = "all"
"""Asks for nothing."""
FILTERS = ("instrument", "kind", "buyer", "size")
CHOSEN = "val"
_LONGEST = 60


def stated_filter(query: QueryDict) -> dict[str, str]:
    """What was asked for, by field, in the form's order; everything where nothing was."""
    return {name: query.get(name, "").strip()[:_LONGEST] or ALL for name in FILTERS}


def stated_choice(query: QueryDict) -> tuple[str, ...]:
    """The cases that were chosen, each once, in the order of the address."""
    return tuple(dict.fromkeys(text.strip()[:_LONGEST] for text in query.getlist(CHOSEN) if text.strip()))


def read_filter(stated: dict[str, str]) -> Filter:
    """The filter. Raises ``InvalidFactsError`` with every field at fault."""
    reader = FieldReader({name: text for name, text in stated.items() if text != ALL})
    asked = Filter(
        instrument=reader.read("instrument", lambda text: one_of(Instrument, text, "instrument")),
        kind=reader.read("kind", lambda text: one_of(Bought, text, "kind")),
        buyer=reader.read("buyer", lambda text: one_of(Buyer, text, "buyer")),
        size=reader.read("size", lambda text: one_of(Size, text, "size")),
    )
    reader.finish()
    return asked


def read_choice(chosen: tuple[str, ...]) -> tuple[Example, ...]:
    """The chosen cases. Raises ``SvangrumError`` ``examples.unknown`` at field ``val`` for one that is none."""
    for text in chosen:
        if text not in examples():
            raise SvangrumError("examples.unknown", field=CHOSEN, text=text)
    return tuple(examples()[code] for code in chosen)
