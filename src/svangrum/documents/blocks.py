"""What a document to write on in is made of. Words and figures only: how they look is ``word``'s business."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date

    from svangrum.advice.answer import Cited


@dataclass(frozen=True)
class Span:
    """A run of text. ``blank`` is a place somebody must fill in; ``url`` makes it a link."""

    text: str
    url: str | None = None
    strong: bool = False
    blank: bool = False


Text: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    text: Text
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, then what it rests on.

    ``style`` is ``body``, ``lead`` (the short answer), ``question`` (what follows answers it), ``quiet`` (small) or
    ``note`` (set apart: read this first).
    """

    text: Text
    cited: tuple[Cited, ...] = ()
    style: str = "body"


@dataclass(frozen=True)
class Listing:
    """A list; numbered when ``ordered``. ``label`` stands above it."""

    items: tuple[Text, ...]
    ordered: bool = False
    label: str | None = None
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True)
class Facts:
    """Two columns: what it is, and what it says. The left column heads its rows. ``caption`` names the table."""

    caption: str
    rows: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True)
class Grid:
    """A table with a heading row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True)
class Picture:
    """``words`` say what the picture shows to whoever cannot see it."""

    png: bytes
    words: str


@dataclass(frozen=True)
class Fields:
    """Places to write in, one row each. ``lines`` is how high a place is."""

    labels: tuple[Text, ...]
    lines: int = 1


@dataclass(frozen=True)
class Choices:
    """Boxes to tick."""

    question: Text
    options: tuple[Text, ...]


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a page of its own."""


Block: TypeAlias = Heading | Paragraph | Listing | Facts | Grid | Picture | Fields | Choices | NewPage


@dataclass(frozen=True)
class Document:
    """``day`` dates the file; ``footer`` stands at the foot of each page, before the page number."""

    title: str
    language: str
    day: date
    footer: str
    blocks: tuple[Block, ...]


def plain(text: str, *, strong: bool = False) -> Text:
    """One span without anything particular."""
    return (Span(text, strong=strong),)


def read(text: Text) -> str:
    """The letters of a text, without how they look."""
    return "".join(span.text for span in text)
