"""Bytes to text, strictly: a letter that cannot be read is an error, never a question mark."""

from __future__ import annotations

import codecs
import re

from svangrum.core.errors import SvangrumError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES = ("utf-8", "cp1252")
_LINE_END = re.compile("\r\n?")


def decode(content: bytes, *, path: str) -> str:
    """The text of a file, with a line feed at each line's end.

    A byte-order mark decides; without one UTF-8 is tried, then Windows-1252, each strictly.
    Raises ``SvangrumError`` ``ingest.not-text`` with ``path`` when none fits.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], (encoding,), path)
    if b"\0" in content:
        raise SvangrumError("ingest.not-text", field="path", path=path)
    return _strictly(content, _GUESSES, path)


def _strictly(content: bytes, encodings: tuple[str, ...], path: str) -> str:
    for encoding in encodings:
        try:
            return _LINE_END.sub("\n", content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise SvangrumError("ingest.not-text", field="path", path=path)
