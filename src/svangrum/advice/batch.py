"""Many purchases, one a line: each line that comes in is one line that goes out, in the same order.

An answer is what ``svangrum advise --json`` tells of the same purchase, without what moves the forecast and without
published purchases like it, unless facts are pointed out to seek them in. A line that cannot be answered gets an
error, whose shape is fixed by ``data/schemas/advice-error.schema.json``, and the rest go on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from svangrum.advice.advise import advise
from svangrum.advice.batch_line import read_line
from svangrum.advice.json_line import as_json_line, write
from svangrum.advice.read import read_purchase
from svangrum.core.dates import parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.core.reading import InvalidFactsError, gather

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from svangrum.advice.json_values import Json

ERROR_SCHEMA = "svangrum-advice-error/1"


class Answered(NamedTuple):
    """``line`` is JSON in UTF-8 with its line break; ``good`` tells whether it holds an answer or an error."""

    line: bytes
    good: bool


def answer_lines(lines: Iterable[bytes], *, day: date, language: str, store: Path | None = None) -> Iterator[Answered]:
    """Answer every line for the day it states as ``as_of``, else for ``day``.

    With a ``store`` each answer also has what moves its forecast and published purchases like it, which takes many
    times as long as the rest.
    """
    for number, line in enumerate(lines, start=1):
        try:
            yield Answered(_encoded(answer_line(line, day=day, language=language, store=store)), good=True)
        except SvangrumError as error:
            yield Answered(_encoded(write(as_json_error(error, number, language))), good=False)


def answer_line(line: bytes, *, day: date, language: str, store: Path | None = None) -> str:
    """The answer to one line, as JSON. Raises ``SvangrumError`` with all that is wrong, as far as it can be told."""
    fields, problems = read_line(line), list[SvangrumError]()
    stated = fields.pop("as_of", "")
    as_of = gather(lambda: parse_day(stated), problems) if stated else day
    purchase = gather(lambda: read_purchase(fields), problems)
    if as_of is None or purchase is None:
        raise InvalidFactsError(tuple(problems))
    return as_json_line(advise(purchase, as_of=as_of, store=store, moved=store is not None), language)


def as_json_error(error: SvangrumError, number: int, language: str) -> Json:
    """What is wrong with line ``number``: the first fault, and under ``more`` the others."""
    errors = error.errors if isinstance(error, InvalidFactsError) else (error,)
    first, *more = (_fault(one, number, language) for one in errors)
    return {"schema": ERROR_SCHEMA, "error": {"line": number, **first, "more": more}}


def _fault(error: SvangrumError, number: int, language: str) -> Json:
    why = words(f"error.{error.code}", language, **error.values)
    place = words(
        "batch.in-line" if error.field is None else "batch.in-field", language, line=number, field=error.field
    )
    return {"field": error.field, "code": error.code, "text": f"{place} {why}"}


def _encoded(text: str) -> bytes:
    # Half a surrogate pair, quoted in an error, has no UTF-8: its JSON escape is written
    return text.encode("utf-8", "backslashreplace") + b"\n"
