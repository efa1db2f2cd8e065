"""Everything the guide holds, as things that can be found."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from svangrum.core.data import read_yaml
from svangrum.core.prose import read_all, read_prose
from svangrum.guide import begin, examples, first_purchase, glossary, model, people, questions, suitability, texts
from svangrum.guide.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

_MODULES = (questions, model, texts, examples, begin, first_purchase, suitability, people, glossary)


@cache
def library() -> tuple[Entry, ...]:
    """Every entry, each kind and code once. Raises ``ValueError`` for one that stands twice."""
    found = {}
    for entry in _all():
        key = (entry.kind, entry.code)
        if key in found:
            message = f"{key} stands twice"
            raise ValueError(message)
        found[key] = entry
    return tuple(found.values())


def _all() -> Iterator[Entry]:
    for module in _MODULES:
        yield from module.entries()
    for code, raw in read_yaml("guide/pages.yaml").items():
        yield Entry("page", code, read_prose(raw["title"]), (read_prose(raw["says"]),), read_all(raw.get("also")))
