"""Bytes to text, strictly: a letter that cannot be read is an error, never a question mark."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from typing import TextIO

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES = ("utf-8", "cp1252")
_PIECE = 1 << 20


def decode(content: bytes, *, path: str) -> TextIO:
    """The text of a file, line by line as it is asked for, with a line feed at each line's end.

    A byte-order mark decides; without one UTF-8 is tried, then Windows-1252, each strictly and to the end.
    Raises ``SvangrumError`` ``ingest.not-text`` with ``path`` when none fits.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, (encoding,), path, begins=len(mark))
    if b"\0" in content:
        raise SvangrumError("ingest.not-text", field="path", path=path)
    return _strictly(content, _GUESSES, path)


def _strictly(content: bytes, encodings: tuple[str, ...], path: str, *, begins: int = 0) -> TextIO:
    for encoding in encodings:
        if _fits(content, encoding, begins):
            held = io.BytesIO(content)
            held.seek(begins)
            return io.TextIOWrapper(held, encoding)
    raise SvangrumError("ingest.not-text", field="path", path=path)


def _fits(content: bytes, encoding: str, begins: int) -> bool:
    """Tried a piece at a time: a file of 100 MB would be several hundred as one text."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for place in range(begins, len(content), _PIECE):
            decoder.decode(content[place : place + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
