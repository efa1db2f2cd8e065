"""The model's checklist as a document to tick off: what to do and when it is done, for chosen roles and steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.documents.blocks import Choices, Document, Fields, Heading, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from svangrum.documents.blocks import Block
    from svangrum.guide.model import Cell


def checklist_document(cells: Iterable[Cell], *, language: str, as_of: date) -> Document:
    """One heading a role, one a step; boxes to tick, then who and when."""
    title = words("guide.checklist.title", language)
    blocks = tuple(_blocks(cells, language, as_of))
    return Document(title=title, language=language, day=as_of, footer=title, blocks=blocks)


def _blocks(cells: Iterable[Cell], language: str, as_of: date) -> Iterator[Block]:
    role = None
    for cell in cells:
        if cell.role != role:
            role = cell.role
            yield Heading(plain(cell.role.name.say(language, as_of=as_of)), 1)
        yield Heading(plain(cell.step.name.say(language, as_of=as_of)), 2)
        yield Choices(
            plain(words("guide.do", language)), tuple(plain(one.says.say(language, as_of=as_of)) for one in cell.do)
        )
        yield Choices(
            plain(words("guide.done", language)), tuple(plain(one.say(language, as_of=as_of)) for one in cell.done)
        )
        yield Fields((plain(words("guide.checklist.who", language)), plain(words("guide.checklist.when", language))))
