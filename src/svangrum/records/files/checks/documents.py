"""A docx: every paragraph of the text, its headers, footers, notes and comments, and the file's properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.files.checks import markup, office
from svangrum.records.files.checks.passages import Passage, Place

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PARAGRAPHS = frozenset({"p"})
_PLACES = {
    "document": "text",
    "header": "header",
    "footer": "footer",
    "comments": "comments",
    "footnotes": "notes",
    "endnotes": "notes",
}


def passages(archive: zipfile.ZipFile) -> Iterator[Passage]:
    """Every text of its parts of XML. Raises ``SvangrumError`` ``file.external`` and ``file.damaged``."""
    for name in filter(office.is_markup, archive.namelist()):
        words, place = markup.Words(_PARAGRAPHS), _place(name)
        for text in markup.read_part(archive, name, words):
            yield Passage(place, text)
        office.refuse_bids(words.bids)


def _place(name: str) -> Place:
    folder, _, part = name.rpartition("/")
    if folder.startswith("docProps"):
        return Place("properties")
    return Place(_PLACES.get(part.partition(".")[0].rstrip("0123456789"), "hidden"))
