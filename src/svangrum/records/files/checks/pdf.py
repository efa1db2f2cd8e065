"""A PDF: opened by pypdf, with nothing in it that runs, fetches or hides a file; its text and properties."""

from __future__ import annotations

import io
import logging
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from svangrum.core.errors import SvangrumError
from svangrum.records.files.checks.budget import Budget
from svangrum.records.files.checks.passages import Passage, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject

MOST_PAGES = 500
MOST_OBJECTS = 200_000
_RUNS = frozenset({"/JavaScript", "/JS", "/Launch", "/RichMedia", "/XFA", "/Rendition", "/Movie", "/Sound"})
_FETCHES = frozenset({"/SubmitForm", "/ImportData", "/GoToR", "/GoToE"})
_HOLDS_FILES = frozenset({"/EmbeddedFiles", "/EmbeddedFile", "/Filespec"})
_PICTURES = frozenset({"/Image", "/Type3"})
"""Subtypes of what shows and cannot be read: pictures wherever they hang, and letters that the file draws itself."""
_MOST_DRAWN = 4_000
"""Forms and pictures that one page draws; pypdf leaves out the text of forms beyond five thousand, and says nothing."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def passages(content: bytes) -> Iterator[Passage | None]:
    """Every page's text and every property; None for each picture, and for a page that has no text.

    Raises ``SvangrumError`` ``file.damaged``, ``file.locked``, ``file.runs``, ``file.external``, ``file.embedded``,
    ``file.bomb`` and ``file.too-many-pages``.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield from _passages(content)
    except SvangrumError:
        raise
    except Exception as error:  # whatever the parser stumbles on, the file is damaged
        raise SvangrumError("file.damaged", field="file") from error


def _passages(content: bytes) -> Iterator[Passage | None]:
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise SvangrumError("file.locked", field="file")
    if len(reader.pages) > MOST_PAGES:
        raise SvangrumError("file.too-many-pages", field="file", most=MOST_PAGES)
    drawing = _Drawing(Budget())
    for reference in _references(reader):
        yield from _beside_the_pages(reader.get_object(reference), drawing)
    yield Passage(Place("properties"), _metadata(reader))
    for number, page in enumerate(reader.pages, start=1):
        text = drawing.text_of(page)
        yield Passage(Place("page", {"page": number}), text)
        if not text.strip() or drawing.hides_some:
            yield None


@dataclass
class _Drawing:
    """Draws pages for their text. A form may draw others, again and again: each time is spent from the budget.

    ``named`` are the sizes of what is drawn by a name, the largest where several have it.
    """

    budget: Budget
    sizes: dict[IndirectObject, int] = field(default_factory=dict)
    named: dict[str, int] = field(default_factory=dict)
    drawn: int = 0
    hides_some: bool = False

    def learn(self, names: DictionaryObject) -> None:
        """Take in the forms that one list of names holds. Raises ``SvangrumError`` ``file.bomb``."""
        for name, one in dict.items(names):
            if isinstance(one, IndirectObject):
                self.named[name] = max(self.named.get(name, 0), self._size_of(one))

    def _size_of(self, one: IndirectObject) -> int:
        """Bytes of a form, unfolded; 0 for a picture."""
        if one not in self.sizes:
            self.sizes[one] = _unfolded(one.get_object())
            self.budget.spend(self.sizes[one])
        return self.sizes[one]

    def text_of(self, page: PageObject) -> str:
        """Raises ``SvangrumError`` ``file.bomb``."""
        self.drawn, self.hides_some = 0, False
        contents = page.get_contents()
        self.budget.spend(len(contents.get_data()) if contents is not None else 0)
        text = page.extract_text(visitor_operand_before=self._see)
        self.budget.spend(0)
        return text

    def _see(self, operator: bytes, operands: list[object], *_where: object) -> None:
        """What is raised inside a form pypdf swallows, so ``text_of`` asks again."""
        if operator == b"Do":
            self.drawn += 1
            self.budget.spend(self.named.get(str(operands[0]), 0) if operands else 0)
        self.hides_some |= operator == b"INLINE IMAGE" or self.drawn > _MOST_DRAWN


def _references(reader: PdfReader) -> list[IndirectObject]:
    listed = {(number, generation) for generation, places in reader.xref.items() for number in places}
    listed |= {(number, 0) for number in reader.xref_objStm}
    if len(listed) > MOST_OBJECTS:
        raise SvangrumError("file.bomb", field="file")
    return [IndirectObject(number, generation, reader) for number, generation in sorted(listed) if number]


def _beside_the_pages(thing: object, drawing: _Drawing) -> Iterator[Passage | None]:
    """The texts in one object and in what stands directly in it: titles, notes, answers in forms; None for a picture.

    Refuses what runs on the way.
    """
    waiting: list[object] = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            _refuse(one)
            drawing.learn(_names_of(one))
            if one.get("/Subtype") in _PICTURES:
                yield None
            waiting += [value for value in dict.values(one) if not isinstance(value, IndirectObject)]
        elif isinstance(one, ArrayObject):
            waiting += [value for value in list.__iter__(one) if not isinstance(value, IndirectObject)]
        elif isinstance(one, str) and not one.startswith("/"):
            yield Passage(Place("properties"), str(one))


def _unfolded(drawn: object) -> int:
    return len(drawn.get_data()) if isinstance(drawn, StreamObject) and drawn.get("/Subtype") == "/Form" else 0


def _names_of(resources: DictionaryObject) -> DictionaryObject:
    """What the content that uses ``resources`` may draw, by name."""
    named = resources.get("/XObject")
    found = named.get_object() if named is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _refuse(dictionary: DictionaryObject) -> None:
    said = {str(name) for name in dict.keys(dictionary)}
    said |= {str(value) for value in dict.values(dictionary) if isinstance(value, str) and value.startswith("/")}
    for names, code in ((_RUNS, "file.runs"), (_FETCHES, "file.external"), (_HOLDS_FILES, "file.embedded")):
        if said & names:
            raise SvangrumError(code, field="file")


def _metadata(reader: PdfReader) -> str:
    """The properties as XML, where the file has any."""
    stream = reader.root_object.get("/Metadata")
    return stream.get_object().get_data().decode("utf-8", "ignore") if stream is not None else ""
