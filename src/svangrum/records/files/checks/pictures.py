"""PNG and JPEG: whole from the first byte to the last, of a size that can be shown; the texts they carry.

Sources: PNG (Third Edition), W3C; ITU-T T.81 (JPEG), annex B.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.files.checks.passages import Passage, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_SIDE = 12_000
MOST_PIXELS = 60_000_000
_MOST_TEXT = 1_000_000
_PNG_BEGINS = 8
_PNG_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf"})
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_START_OF_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_APPLICATION = frozenset(range(0xE0, 0xF0))


def png_passages(content: bytes) -> Iterator[Passage | None]:
    """The texts a PNG carries beside the picture, and None for the picture. Raises as ``_refuse_large`` does too."""
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1][0] != b"IEND":
        raise SvangrumError("file.damaged", field="file")
    _refuse_large(*struct.unpack(">II", chunks[0][1][:8]))
    for kind, held in chunks:
        if kind in _PNG_TEXTS:
            yield Passage(Place("properties"), _png_text(kind, held))
    yield None


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk with its content.

    Raises ``SvangrumError`` ``file.damaged`` for one that is cut or changed, or follows the last.
    """
    place, ended = _PNG_BEGINS, False
    while place < len(content):
        if ended or place + 12 > len(content):
            raise SvangrumError("file.damaged", field="file")
        (length,) = struct.unpack(">I", content[place : place + 4])
        kind, held = content[place + 4 : place + 8], content[place + 8 : place + 8 + length]
        stated = content[place + 8 + length : place + 12 + length]
        if struct.pack(">I", zlib.crc32(kind + held)) != stated:
            raise SvangrumError("file.damaged", field="file")
        yield kind, held
        place, ended = place + 12 + length, kind == b"IEND"


def _png_text(kind: bytes, held: bytes) -> str:
    keyword, _, rest = held.partition(b"\0")
    if kind == b"zTXt":
        rest = _unfolded(rest[1:])
    elif kind == b"iTXt" and rest[:1] == b"\1":
        rest = _unfolded(rest[2:].split(b"\0", 2)[-1])
    return _spelled(keyword + b"\n" + rest)


def _unfolded(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _MOST_TEXT)
    except zlib.error as error:
        raise SvangrumError("file.damaged", field="file") from error


def jpeg_passages(content: bytes) -> Iterator[Passage | None]:
    """The texts a JPEG carries beside the picture, and None for the picture."""
    sized = False
    for marker, held in _segments(content):
        if marker in _FRAMES and len(held) >= 6:
            height, width = struct.unpack(">HH", held[1:5])
            _refuse_large(width, height)
            sized = True
        elif marker == _COMMENT or marker in _APPLICATION:
            yield Passage(Place("properties"), _spelled(held))
    if not sized:
        raise SvangrumError("file.damaged", field="file")
    yield None


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each segment's marker and content to the end of the picture, after which nothing may follow but zeros.

    Raises ``SvangrumError`` ``file.damaged``.
    """
    place = 2
    while place + 2 <= len(content):
        if content[place] != 0xFF:
            break
        marker = content[place + 1]
        if marker == _END:
            if content[place + 2 :].strip(b"\0"):
                break
            return
        if marker == 0xFF or marker in _ALONE:
            place += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(content[place + 2 : place + 4], "big")
        if length < 2 or place + 2 + length > len(content):
            break
        yield marker, content[place + 4 : place + 2 + length]
        place += 2 + length
        if marker == _START_OF_SCAN:
            place = _after_scan(content, place)
    raise SvangrumError("file.damaged", field="file")


def _after_scan(content: bytes, place: int) -> int:
    """Where the next marker stands that is neither a stuffed byte nor a restart."""
    while (place := content.find(b"\xff", place)) >= 0:
        following = content[place + 1 : place + 2]
        if following and following != b"\0" and following[0] not in _ALONE:
            return place
        place += 2
    return len(content)


def _spelled(held: bytes) -> str:
    """Bytes as text in both ways they may be meant; what is no text shows as odd letters, which hurts nobody."""
    return "\n".join((held.decode("utf-8", "ignore"), held.replace(b"\0", b"").decode("latin-1")))


def _refuse_large(width: int, height: int) -> None:
    """Raises ``SvangrumError`` ``file.picture-size``, also for a picture without extent."""
    if not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE and width * height <= MOST_PIXELS):
        raise SvangrumError("file.picture-size", field="file", most=MOST_SIDE)
