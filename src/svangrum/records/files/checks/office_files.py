"""A docx or xlsx whole: its parts of XML, its pictures, and the files inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.files.checks import documents, office, workbooks
from svangrum.records.files.checks.archives import opened
from svangrum.records.files.checks.budget import Budget
from svangrum.records.files.checks.kinds import DOCX, ENDINGS, XLSX
from svangrum.records.files.checks.passages import Passage, Place

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from svangrum.records.files.checks.kinds import Kind

_READERS = {DOCX: documents, XLSX: workbooks}
_DEEPEST = 2


def passages(kind: Kind, content: bytes) -> Iterator[Passage | None]:
    """Every text, and None for each picture, in which no text can be searched.

    Raises ``SvangrumError`` ``file.lies``, ``file.runs``, ``file.external``, ``file.embedded``, ``file.damaged``,
    ``file.bomb`` and ``file.locked``.
    """
    return _passages(kind, content, Budget(), depth=0)


def _passages(kind: Kind, content: bytes, budget: Budget, *, depth: int) -> Iterator[Passage | None]:
    reader = _READERS[kind]
    with opened(content, budget) as archive:
        office.refuse_what_runs(archive, reader.MAIN_TYPE)
        yield from reader.passages(archive)
        for name in archive.namelist():
            if office.is_picture(name):
                yield None
            elif not (office.is_markup(name) or office.is_harmless(name)):
                yield from _inner(archive, name, budget, depth)


def _inner(archive: zipfile.ZipFile, name: str, budget: Budget, depth: int) -> Iterator[Passage | None]:
    """A chart's workbook, for one: a file inside the file is searched in its turn."""
    kind = ENDINGS.get(name.lower().rpartition(".")[2])
    if kind not in _READERS or depth >= _DEEPEST:
        raise SvangrumError("file.embedded", field="file")
    for found in _passages(kind, archive.read(name), budget, depth=depth + 1):
        yield found and Passage(Place("embedded"), found.text)
