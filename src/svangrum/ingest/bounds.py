"""How large a file may be, tried before the parser sees it.

A workbook is a compressed archive: a small file can unfold to any size. And one stray cell far out makes the
parser set aside memory for everything between it and the first, until the process is ended.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from typing import IO

MAX_BYTES = 512 << 20
MAX_UNFOLDED = 2 << 30
MAX_COLUMN = "CZ"
MAX_ROW = 499_999
_SHEETS = "/worksheets/"
_CHUNK = 1 << 20
_OVERLAP = 32
# A cell or row reference beyond column CZ or row 499 999
_FAR = re.compile(rb'r="(?:[D-Z][A-Z]\d|[A-Z]{3}\d|[A-Z]{0,2}(?:[5-9]\d{5}|\d{7}))')


def check_workbook(content: bytes, *, path: str) -> None:
    """Unfold every part once, in small pieces, and look for cells too far out.

    Raises ``SvangrumError`` ``ingest.too-large``, ``ingest.far-cell`` or ``ingest.damaged``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MAX_UNFOLDED:
                raise SvangrumError("ingest.too-large", field="path", path=path, megabytes=MAX_UNFOLDED >> 20)
            for part in parts:
                with archive.open(part) as unfolded:
                    _check_part(unfolded, path, is_sheet=_SHEETS in part.filename)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise SvangrumError("ingest.damaged", field="path", path=path) from error


def _check_part(unfolded: IO[bytes], path: str, *, is_sheet: bool) -> None:
    tail = b""
    while piece := unfolded.read(_CHUNK):
        if is_sheet and _FAR.search((tail + piece).replace(b"r='", b'r="')):
            raise SvangrumError("ingest.far-cell", field="path", path=path, column=MAX_COLUMN, row=MAX_ROW)
        tail = piece[-_OVERLAP:]
