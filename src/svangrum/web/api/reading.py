"""JSON as the API reads it: strict, so that what is accepted means one thing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ninja.parser import Parser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest


class StrictParser(Parser):
    """Refuses what JSON has no word for (``NaN``), names that stand twice, and text that is no text."""

    def parse_body(self, request: HttpRequest) -> Any:  # noqa: ANN401 - whatever JSON holds
        return read_json(request.body)


def read_json(body: bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Raises ``ValueError`` or ``RecursionError`` for what cannot be read in one way only."""
    found = json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse, parse_float=_number)
    json.dumps(found, ensure_ascii=False).encode("utf-8")
    return found


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _refuse(_constant: str) -> Any:  # noqa: ANN401
    raise ValueError


def _number(text: str) -> float | int:
    """``24.0`` is the whole number 24."""
    found = float(text)
    return int(found) if found.is_integer() else found
