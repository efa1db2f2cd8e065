"""csv and txt: decoded as sources are (``ingest.decode``), line by line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.ingest.decode import decode
from svangrum.records.files.checks.kinds import KINDS
from svangrum.records.files.checks.passages import Passage, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!")


def passages(content: bytes) -> Iterator[Passage]:
    """Each line. Raises ``SvangrumError`` ``file.not-text`` and ``file.lies``."""
    if content.startswith((*_PROGRAMS, *(kind.begins for kind in KINDS if kind.begins))):
        raise SvangrumError("file.lies", field="file")
    try:
        lines = decode(content, path="")
    except SvangrumError as error:
        raise SvangrumError("file.not-text", field="file") from error
    for number, line in enumerate(lines, start=1):
        if _CONTROL.search(line):
            raise SvangrumError("file.not-text", field="file")
        yield Passage(Place("line", {"row": number}), line)
