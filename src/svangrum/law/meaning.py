"""What an answer of a rule means on a day and under an act: the same whichever purchase it is given for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from svangrum.law.registry import entries, rewritten
from svangrum.law.wording import led, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from svangrum.core.findings import Value
    from svangrum.core.sources import Citation
    from svangrum.law.dated import LawAt
    from svangrum.law.registry import Entry


class Meaning(NamedTuple):
    """``values`` are those of the law, the act and the places in it that the words take.

    ``unverified`` are the parameters among them that have not been read, ``acts`` those that are cited.
    """

    entry: Entry
    citations: tuple[Citation, ...]
    values: Mapping[str, Value]
    unverified: tuple[str, ...]
    acts: frozenset[str]


@lru_cache(maxsize=8192)
def meaning(rule: str, code: str, warnings: tuple[str, ...], measured: tuple[Citation, ...], law: LawAt) -> Meaning:
    """``warnings`` are the answer's own; ``measured`` cites the limits that it was measured by."""
    entry = entries(rule)[code]
    citations = tuple(dict.fromkeys(_places((*entry.citations, *measured), law)))
    values: dict[str, Value] = {name: law.value(name) for name in entry.values}
    return Meaning(
        entry=entry,
        citations=citations,
        values={**values, **named(rule, code, entry, warnings, law.act)},
        unverified=tuple(name for name in entry.values if law.unverified(name)),
        acts=frozenset(one.act for one in citations),
    )


def _places(citations: Iterable[Citation], law: LawAt) -> Iterator[Citation]:
    """Those whose text has been read as it stood on the day, where they stand in the act."""
    unread = [chapter for chapter in rewritten() if law.day < chapter.since]
    for one in citations:
        place = led(one, law.act)
        if place and not any(chapter.holds(one) for chapter in unread):
            yield place
