"""One line of a batch, a JSON object, into the fields of the form."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from svangrum.advice.read import FIELDS
from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 20_000
"""Bytes in a line: many times what every field takes when it is full."""

KEYS = (*FIELDS, "as_of")
"""What a line may state. ``same-kind``, as the option is written, is the same as ``same_kind``."""

_YES_NO = frozenset({"main_object", "contract"})
_WORDS = "what"
_LONGEST_NUMBER = 20
_LONGEST_KEY = 60
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class _Number(str):
    """A number as it was written, so that no digit is lost."""

    __slots__ = ()


# An object becomes a tuple of pairs: its keys may stand twice, and a list cannot be taken for one
_DECODER = json.JSONDecoder(
    object_pairs_hook=tuple, parse_int=_Number, parse_float=_Number, parse_constant=_Number, strict=True
)


def read_line(line: bytes) -> dict[str, str]:
    """What the line states, by the names in ``KEYS``, as a person would write it in the form; null is an empty text.

    Raises ``SvangrumError`` ``batch.…`` for a line that holds no object, and ``InvalidFactsError`` with every key
    that is unknown, stands twice or has a value of the wrong kind.
    """
    fields: dict[str, str] = {}
    problems: list[SvangrumError] = []
    for key, value in _pairs(_decoded(line)):
        field = key.replace("-", "_")
        try:
            _check_key(key, field, fields)
            fields[field] = _text(field, value)
        except SvangrumError as error:
            problems.append(error)
    if problems:
        raise InvalidFactsError(tuple(problems))
    return fields


def _decoded(line: bytes) -> str:
    if len(line) > LONGEST:
        raise SvangrumError("batch.too-long", longest=LONGEST)
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise SvangrumError("batch.not-text") from error
    if "\0" in text:
        raise SvangrumError("batch.not-text")
    if not text:
        raise SvangrumError("batch.empty")
    return text


def _pairs(text: str) -> Iterator[tuple[str, object]]:
    try:
        found = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise SvangrumError("batch.not-json", place=error.pos + 1) from error
    except RecursionError as error:
        raise SvangrumError("batch.too-deep") from error
    if not isinstance(found, tuple):
        raise SvangrumError("batch.not-object")
    yield from found


def _check_key(key: str, field: str, fields: dict[str, str]) -> None:
    shown = key[:_LONGEST_KEY]
    if field not in KEYS:
        raise SvangrumError("batch.unknown-key", field=shown, key=shown, known=", ".join(KEYS))
    if field in fields:
        raise SvangrumError("batch.twice", field=field, key=shown)


def _text(field: str, value: object) -> str:
    """The value as it is written in the form."""
    match value:
        case None:
            return ""
        case bool() if field in _YES_NO:
            return "yes" if value else "no"
        case _Number() if field != _WORDS:
            return _written_out(value)
        case str() if not isinstance(value, _Number):
            if _NO_TEXT.search(value):
                raise SvangrumError("batch.control-sign", field=field)
            return value
    raise SvangrumError("batch.wrong-kind", field=field)


def _written_out(number: str) -> str:
    """``1.2e6`` as ``1200000`` and ``24.0`` as ``24``; one of very many digits as it stands, for reading to refuse."""
    exact = Decimal(number)
    if not exact.is_finite() or abs(exact.adjusted()) > _LONGEST_NUMBER:
        return number
    digits = f"{exact:f}"
    return digits.rstrip("0").removesuffix(".") if "." in digits else digits
