"""The one question before a file is kept: what it is, and whether it can be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import puremagic

from svangrum.core.errors import SvangrumError
from svangrum.records.files.checks import office_files, pdf, pictures, texts
from svangrum.records.files.checks.kinds import CSV, DOCX, JPEG, PDF, PNG, TXT, XLSX, kind_of
from svangrum.records.files.checks.passages import Passage, Place, refuse_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from svangrum.records.files.checks.kinds import Kind
    from svangrum.records.files.upload import Upload

MEGABYTE = 1_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How a docx or xlsx with a password begins, as the old forms do."""


@dataclass(frozen=True)
class Checked:
    """``searched`` is False where something in it (a picture, a scanned page) could not be searched for text."""

    kind: Kind
    searched: bool


def check(handed_in: Upload, *, largest: int) -> Checked:
    """What the file is. ``largest`` is in bytes.

    Raises ``SvangrumError`` ``file.…`` for one that cannot be kept: too large, of another kind than its name says,
    damaged, locked, with something in it that runs or fetches, or with somebody's personal number in it.
    """
    kind = kind_of(handed_in)
    refuse_large(handed_in, min(largest, kind.largest or largest))
    refuse_numbers(Passage(Place("name"), handed_in.name))
    _refuse_lies(kind, handed_in.content)
    found = list(_searched(_passages(kind, handed_in.content)))
    return Checked(kind, searched=all(found))


def refuse_large(handed_in: Upload, largest: int) -> None:
    """Raises ``SvangrumError`` ``file.too-large``."""
    if len(handed_in.content) > largest:
        raise SvangrumError("file.too-large", field="file", most=f"{largest / MEGABYTE:g}")


def _refuse_lies(kind: Kind, content: bytes) -> None:
    if content.startswith(_OLD_OFFICE) and kind in {DOCX, XLSX}:
        raise SvangrumError("file.locked", field="file")
    if kind.begins and not (content.startswith(kind.begins) and _looks_like(kind, content)):
        raise SvangrumError("file.lies", field="file")


def _looks_like(kind: Kind, content: bytes) -> bool:
    """Whether the signature is one that the ending can have."""
    try:
        signatures = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return False
    return any(one.extension.lstrip(".") in kind.endings for one in signatures)


def _passages(kind: Kind, content: bytes) -> Iterable[Passage | None]:
    if kind in {DOCX, XLSX}:
        return office_files.passages(kind, content)
    readers = {
        PDF: pdf.passages,
        PNG: pictures.png_passages,
        JPEG: pictures.jpeg_passages,
        CSV: texts.passages,
        TXT: texts.passages,
    }
    return readers[kind](content)


def _searched(found: Iterable[Passage | None]) -> Iterator[bool]:
    """For each passage True once it was searched, for each picture False."""
    for passage in found:
        if passage is not None:
            refuse_numbers(passage)
        yield passage is not None
