"""Names of enterprises beside each other: the same but for legal form and accents, or alike.

What is alike is proposed, never taken: matching by name invents matches and misses others.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from svangrum.ingest.register.rows import ListedRow

MOST_PROPOSED = 3
LEAST_LIKENESS = 82.0
"""Of 100, as rapidfuzz counts the words that two names share."""
_FORMS = re.compile(
    r"\b(?:ab|aktiebolag\w*|hb|kb|handelsbolag\w*|kommanditbolag\w*|ekonomisk\w* förening\w*|ideell\w* förening\w*|"
    r"ek\.? ?för\.?|ideell|förening(?:en)?|stiftelse(?:n)?|svb|publ|i likvidation|i konkurs)(?=\W|$)"
)


class Verdict(StrEnum):
    """What a row is, beside the register."""

    NEW = "new"
    KNOWN = "known"
    SAME_NAME = "same-name"
    NO_NUMBER = "no-number"


@dataclass(frozen=True)
class Entry:
    """One of the register. ``id`` is whatever its keeper calls it by."""

    id: str
    orgnr: str
    name: str


@dataclass(frozen=True)
class Beside:
    """A row beside the register. ``entries`` are the one with its number, those of its name, or those like it."""

    row: ListedRow
    verdict: Verdict
    entries: tuple[Entry, ...] = ()


def beside(rows: Iterable[ListedRow], register: Sequence[Entry]) -> list[Beside]:
    """Each row with what the register has. Nothing is linked by name: that is for a person to decide."""
    by_number = {entry.orgnr: entry for entry in register}
    by_name = defaultdict(list)
    for entry in register:
        by_name[plain_name(entry.name)].append(entry)
    names = list(by_name)
    told = []
    for row in rows:
        known = by_number.get(row.orgnr or "")
        if known is not None:
            told.append(Beside(row, Verdict.KNOWN, (known,)))
        elif row.orgnr is None:
            told.append(Beside(row, Verdict.NO_NUMBER, _alike(row.name, names, by_name)))
        elif same := by_name.get(plain_name(row.name)):
            told.append(Beside(row, Verdict.SAME_NAME, tuple(same)))
        else:
            told.append(Beside(row, Verdict.NEW))
    return told


def plain_name(name: str) -> str:
    """A name as it is compared: small letters, without accents, legal form and signs; never shown."""
    without = _FORMS.sub(" ", unicodedata.normalize("NFC", name).casefold())
    letters = unicodedata.normalize("NFD", without)
    plain = "".join(one if one.isalnum() else " " for one in letters if not unicodedata.combining(one))
    return " ".join(plain.split()) or " ".join(name.casefold().split())


def _alike(name: str, names: Sequence[str], by_name: dict[str, list[Entry]]) -> tuple[Entry, ...]:
    """The entries whose names are most like, the likest first."""
    wanted = plain_name(name)
    found = process.extract(
        wanted, names, scorer=fuzz.token_set_ratio, score_cutoff=LEAST_LIKENESS, limit=4 * MOST_PROPOSED
    )
    likest = sorted(found, key=lambda one: (-fuzz.token_sort_ratio(wanted, one[0]), one[0]))
    return tuple(entry for like, _, _ in likest for entry in by_name[like])[:MOST_PROPOSED]
