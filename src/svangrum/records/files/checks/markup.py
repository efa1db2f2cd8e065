"""The texts of an XML part as they are read, without building a tree; no entities, no document type, no network."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

from lxml import etree

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator, Mapping

_CHUNK = 1 << 16
_SPOKEN = frozenset({"author", "initials", "descr", "title", "name", "alt", "tooltip", "display", "Target", "instr"})
"""Attributes that hold what a person wrote."""
_GAPS = {"tab": " ", "br": "\n", "cr": "\n"}
_CODE = frozenset({"instrText", "f", "fldSimple"})
"""Elements, and those with an attribute ``instr``, that bid the program that opens the file do something."""


@dataclass
class Words:
    """A target of ``etree.XMLParser``: gathers the text of each block, of each element outside one, and of comments.

    A block is an element whose inner elements only shape its text: a number written half in bold is still one number.
    """

    blocks: frozenset[str] = frozenset()
    texts: list[str] = field(default_factory=list)
    bids: list[str] = field(default_factory=list)
    has_doctype: bool = False
    _pieces: list[str] = field(default_factory=list)
    _inside: int = 0
    _open: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = local(tag)
        if name in self.blocks or not self._inside:
            self._flush()
        self._inside += name in self.blocks
        self._open.append(name)
        self._pieces += [_GAPS[name]] if name in _GAPS else []
        for key, text in attributes.items():
            if local(key) in _SPOKEN:
                self.found(text)
        self.bids += [text for key, text in attributes.items() if local(key) == "instr"]

    def end(self, tag: str) -> None:
        name = local(tag)
        if name in self.blocks or not self._inside:
            self._flush()
        self._inside -= name in self.blocks
        self._open.pop()

    def data(self, text: str) -> None:
        self._pieces.append(text)
        if self._open and self._open[-1] in _CODE:
            self.bids.append(text)

    def comment(self, text: str) -> None:
        self.found(text)

    def doctype(self, *_named: str | None) -> None:
        self.has_doctype = True

    def close(self) -> None:
        self._flush()

    def found(self, text: str) -> None:
        """Take in one text."""
        self.texts.append(text)

    def _flush(self) -> None:
        text = "".join(self._pieces)
        self._pieces.clear()
        if text.strip():
            self.found(text)


def local(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition("}")[2]


def read_part(archive: zipfile.ZipFile, name: str, words: Words) -> Iterator[str]:
    """The texts of a part by its name. Drawings of the old kind (vml) are often no whole XML, and are read as far."""
    with archive.open(name) as part:
        yield from read(part, words, recover=name.lower().endswith(".vml"))


def read(part: IO[bytes], words: Words, *, recover: bool = False) -> Iterator[str]:
    """Feed a part to ``words``, and give each text as it is found.

    Raises ``SvangrumError`` ``file.damaged`` for what is no XML, or has a document type.
    """
    parser: Any = etree.XMLParser(
        target=words, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=recover
    )
    try:
        while chunk := part.read(_CHUNK):
            parser.feed(chunk)
            yield from _taken(words)
        parser.close()
        yield from _taken(words)
    except etree.LxmlError as error:
        raise SvangrumError("file.damaged", field="file") from error


def _taken(words: Words) -> list[str]:
    if words.has_doctype:
        raise SvangrumError("file.damaged", field="file")
    taken = list(words.texts)
    words.texts.clear()
    return taken
