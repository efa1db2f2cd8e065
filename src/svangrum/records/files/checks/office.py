"""What docx and xlsx have in common: parts of XML, tied together by relationships; nothing that runs or fetches.

Source: ECMA-376, part 2 (Open Packaging Conventions): content types, relationships, ``TargetMode``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterable

    from lxml.etree import _Element

TYPES = "[Content_Types].xml"
LARGEST_INDEX = 2_000_000
_RUNS = re.compile(r"vbaproject|macroenabled|activex|\.addin|oleobject", re.IGNORECASE)
_FETCHES = re.compile(r"(^|/)(externallinks/|connections\.xml$|querytables/|webextensions/)", re.IGNORECASE)
_BIDS = re.compile(
    r"\b(DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT|WEBSERVICE|IMAGE|RTD|CALL|REGISTER)(?=[\s(])", re.IGNORECASE
)
_LINK = re.compile(r"(https?:|mailto:|tel:|#)", re.IGNORECASE)
_PICTURES = ("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "wdp", "svg")
_HARMLESS = re.compile(r"printerSettings\d*\.bin|.+\.(odttf|fntdata)", re.IGNORECASE)


def refuse_what_runs(archive: zipfile.ZipFile, main_type: str) -> None:
    """Raises ``SvangrumError`` ``file.lies``, ``file.runs``, ``file.external`` and ``file.damaged``.

    ``main_type`` is the content type that one of the parts must have.
    """
    names = archive.namelist()
    types = _content_types(archive)
    if any(_RUNS.search(text) for text in (*names, *types)):
        raise SvangrumError("file.runs", field="file")
    if main_type not in types:
        raise SvangrumError("file.lies", field="file")
    if any(_FETCHES.search(name) for name in names):
        raise SvangrumError("file.external", field="file")
    for name in names:
        if name.lower().endswith(".rels"):
            _refuse_external(index(archive, name))


def refuse_bids(bids: Iterable[str]) -> None:
    """Raises ``SvangrumError`` ``file.external`` for a field or formula that fetches or starts something."""
    if _BIDS.search("".join(bids)):
        raise SvangrumError("file.external", field="file")


def index(archive: zipfile.ZipFile, name: str) -> _Element:
    """A small part as a tree. Raises ``SvangrumError`` ``file.damaged``."""
    part = archive.getinfo(name)
    if part.file_size > LARGEST_INDEX:
        raise SvangrumError("file.damaged", field="file")
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        root = etree.fromstring(archive.read(part), parser)
    except etree.LxmlError as error:
        raise SvangrumError("file.damaged", field="file") from error
    if root.getroottree().docinfo.doctype:
        raise SvangrumError("file.damaged", field="file")
    return root


def is_markup(name: str) -> bool:
    return name == TYPES or name.lower().endswith((".xml", ".rels", ".vml", ".svg"))


def is_picture(name: str) -> bool:
    return name.lower().rpartition(".")[2] in _PICTURES


def is_harmless(name: str) -> bool:
    """A folder, the settings of a printer, a typeface."""
    return name.endswith("/") or _HARMLESS.fullmatch(name.rpartition("/")[2]) is not None


def _content_types(archive: zipfile.ZipFile) -> set[str]:
    if TYPES not in archive.namelist():
        raise SvangrumError("file.lies", field="file")
    return {entry.get("ContentType", "") for entry in index(archive, TYPES)}


def _refuse_external(relationships: _Element) -> None:
    for one in relationships:
        if one.get("TargetMode", "").lower() != "external":
            continue
        is_link = one.get("Type", "").rpartition("/")[2] == "hyperlink"
        if not (is_link and _LINK.match(one.get("Target", ""))):
            raise SvangrumError("file.external", field="file")
