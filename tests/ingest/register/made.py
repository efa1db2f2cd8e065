"""Numbers and lists of enterprises that there are none of: no organisation's number begins with 4."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from svangrum.ingest.register.lists import guessed, read_list
from svangrum.ingest.register.rows import read_rows
from tests.core.test_orgnr import check_digit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from svangrum.ingest.register.rows import ReadList

PERSON = "811218-9876"
"""The number that examples use."""
HEADER = ("Organisationsnummer", "Företag", "Tjänster", "CPV-kod", "Kommun", "E-post")


def a_number(place: int = 0) -> str:
    nine = f"40{place + 2_000_000:07d}"
    return nine + check_digit(nine)


def a_file(rows: Iterable[Sequence[str]], separator: str = ";", encoding: str = "utf-8") -> bytes:
    held = io.StringIO()
    csv.writer(held, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return held.getvalue().encode(encoding)


def a_list(*rows: Sequence[str], header: Sequence[str] = HEADER) -> bytes:
    return a_file([header, *rows])


def read(content: bytes, path: str = "lista.csv") -> ReadList:
    """The rows, by the columns as they are guessed."""
    found = read_list(content, path=path)
    return read_rows(found, guessed(found))
