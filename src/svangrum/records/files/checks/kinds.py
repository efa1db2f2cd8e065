"""The kinds of file that are taken in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from svangrum.records.files.upload import Upload


@dataclass(frozen=True)
class Kind:
    """``begins`` are the first bytes of every such file. ``largest`` is a limit of its own, in bytes."""

    code: str
    endings: tuple[str, ...]
    media_type: str
    begins: bytes = b""
    largest: int | None = None


_OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = Kind("pdf", ("pdf",), "application/pdf", b"%PDF-")
DOCX = Kind("docx", ("docx",), f"{_OFFICE}.wordprocessingml.document", b"PK\x03\x04")
XLSX = Kind("xlsx", ("xlsx",), f"{_OFFICE}.spreadsheetml.sheet", b"PK\x03\x04")
CSV = Kind("csv", ("csv",), "text/csv; charset=utf-8", largest=10_000_000)
TXT = Kind("txt", ("txt",), "text/plain; charset=utf-8", largest=10_000_000)
PNG = Kind("png", ("png",), "image/png", b"\x89PNG\r\n\x1a\n")
JPEG = Kind("jpeg", ("jpg", "jpeg"), "image/jpeg", b"\xff\xd8\xff")
KINDS = (PDF, DOCX, XLSX, CSV, TXT, PNG, JPEG)
ENDINGS = {ending: kind for kind in KINDS for ending in kind.endings}
_OTHER_FORMS = frozenset({"doc", "docm", "dot", "dotm", "xls", "xlsm", "xlsb", "xlt", "xltm"})
"""Old forms and forms with macros; the same can be saved as docx or xlsx."""


def kind_of(handed_in: Upload) -> Kind:
    """The kind that the name claims. Raises ``SvangrumError`` ``file.other-form`` and ``file.kind``."""
    kind = ENDINGS.get(handed_in.ending)
    if kind is not None:
        return kind
    if handed_in.ending in _OTHER_FORMS:
        raise SvangrumError("file.other-form", field="file")
    raise SvangrumError("file.kind", field="file", kinds=", ".join(ENDINGS))


def named_as(media_type: str) -> str:
    """The code of the kind that has the media type; empty for none."""
    return next((kind.code for kind in KINDS if kind.media_type == media_type), "")
