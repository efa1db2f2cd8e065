"""Characters a document may hold: what a person typed, without what Word refuses or the typeface cannot draw."""

from __future__ import annotations

import dataclasses
import re
import struct
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from svangrum.core.data import data_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


T = TypeVar("T")

MISSING_GLYPH = "?"
_FACES = ("Rosario-Regular.ttf", "Rosario-Bold.ttf", "Rosario-Italic.ttf")
_ENDLESS_WORD = re.compile(r"\S{40,}")
_BREAK_HERE = "\u200b"
_DRAWN_AS = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0", "\t": " "})
_NOT_READ = {"act", "code", "field", "finding", "grade", "key", "language", "outcome", "regime", "url"}
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_KEPT = {"\n", "\t", "\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f"}


def clean(text: str) -> str:
    """Composed letters, and none of the control, override and unassigned characters that break a file or mislead."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(one for one in composed if one in _KEPT or unicodedata.category(one) not in _UNSEEN)


def on_one_line(text: str) -> str:
    """``clean`` text with single blanks and no line breaks."""
    return " ".join(clean(text).split())


def printable(text: str) -> str:
    """``clean`` text that the shipped typeface can draw whole; what it lacks becomes ``MISSING_GLYPH``.

    PDF/UA allows no missing glyph. A word too long for a line gets places where it may break.
    """
    drawn = "".join(one for one in clean(text).translate(_DRAWN_AS) if unicodedata.category(one) != "Cf")
    whole = "".join(one if ord(one) in _coverage() or one == "\n" else MISSING_GLYPH for one in drawn)
    return _ENDLESS_WORD.sub(lambda word: _BREAK_HERE.join(re.findall(".{1,10}", word[0])), whole)


def shorten(text: str, width: int) -> str:
    """At most ``width`` characters on one line, cut after a whole word where there is one."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    whole_words = line[:width].rpartition(" ")[0] or line[: width - 1]
    return f"{whole_words.rstrip(' ,.;:')}…"


def has_missing_glyphs(answer: object) -> bool:
    """Whether ``printable`` replaces any letter of the answer."""
    return str(rewrite(answer, printable)).count(MISSING_GLYPH) > str(rewrite(answer, clean)).count(MISSING_GLYPH)


def rewrite(answer: T, change: Callable[[str], str]) -> T:
    """The same answer, or part of one, with ``change`` done to every text a reader sees.

    Addresses and codes stay as they are.
    """
    rewritten: T = _rewritten(answer, change)
    return rewritten


def _rewritten(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - walks every kind of field
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_rewritten(one, change) for one in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value) if field.name not in _NOT_READ]
        return dataclasses.replace(value, **{name: _rewritten(getattr(value, name), change) for name in names})
    return value


@cache
def _coverage() -> frozenset[int]:
    """The code points that every shipped face can draw."""
    faces = [frozenset(_code_points(data_path(f"fonts/{name}").read_bytes())) for name in _FACES]
    return frozenset.intersection(*faces)


def _code_points(font: bytes) -> Iterator[int]:
    """Read the ``cmap`` table, format 4: https://learn.microsoft.com/typography/opentype/spec/cmap."""
    table = _unicode_subtable(font)
    segments = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", table, 14)
    starts = struct.unpack_from(f">{segments}H", table, 16 + 2 * segments)
    deltas = struct.unpack_from(f">{segments}H", table, 16 + 4 * segments)
    offsets_at = 16 + 6 * segments
    offsets = struct.unpack_from(f">{segments}H", table, offsets_at)
    for place in range(segments):
        for code in range(starts[place], ends[place] + 1):
            glyph = code
            if offsets[place]:
                at = offsets_at + 2 * place + offsets[place] + 2 * (code - starts[place])
                glyph = struct.unpack_from(">H", table, at)[0] if at + 2 <= len(table) else 0
            if code != 0xFFFF and (glyph + deltas[place]) & 0xFFFF and glyph:
                yield code


def _unicode_subtable(font: bytes) -> bytes:
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * place) for place in range(tables))
    cmap = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    subtables = struct.unpack_from(">H", font, cmap + 2)[0]
    for place in range(subtables):
        start = cmap + struct.unpack_from(">HHL", font, cmap + 4 + 8 * place)[2]
        form, length = struct.unpack_from(">HH", font, start)
        if form == 4:
            return font[start : start + length]
    message = "the typeface has no character table of format 4"
    raise ValueError(message)
