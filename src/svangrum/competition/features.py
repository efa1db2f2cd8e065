"""What the tender model reads of one purchase: only what is known before the notice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FACTS = (
    "buyer",
    "contract_form",
    "directive_governed",
    "dynamic_purchasing",
    "has_lots",
    "legal_basis",
    "procedure",
)
"""The facts that take one of a few values, each with an effect of its own."""

CPV, WORD = "cpv", "word"
WORD_IN_DIVISION, LOTS_IN_DIVISION = "word_in_division", "lots_in_division"
PART_OF = {WORD_IN_DIVISION: WORD, LOTS_IN_DIVISION: "has_lots"}
"""What a word, and having lots, says besides in one CPV division: part of what that fact says."""

FAMILIES = (CPV, WORD, *FACTS, *PART_OF)
_CPV_LEVELS = ((0, 2), (2, 3), (3, 4), (4, 5), (5, 8))
_CPV_CODE = re.compile(r"(\d{8})(?:-\d)?", re.ASCII)
_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 6
_MOST_STEMS = 12


@dataclass(frozen=True, kw_only=True)
class PurchaseFeatures:
    """One purchase before its notice. A fact that is not known is None, and widens the answer.

    ``what`` is the purchase in the buyer's own words, as a title. ``cpv`` has eight digits. ``buyer``, ``kind``,
    ``contract_form``, ``procedure`` and ``legal_basis`` are the codes of the facts (``docs/methods/tenders.md``);
    a code that the model has not met counts as not known.
    """

    what: str | None = None
    cpv: str | None = None
    buyer: str | None = None
    kind: str | None = None
    contract_form: str | None = None
    directive_governed: bool | None = None
    dynamic_purchasing: bool | None = None
    has_lots: bool | None = None
    procedure: str | None = None
    legal_basis: str | None = None


def cpv_path(cpv: str | None) -> tuple[str, ...]:
    """The nodes of the CPV tree from division to code: ``90911200`` → 90, 909, 9091, 90911, 90911200.

    A zero says that the code stops there: ``90910000`` → 90, 909, 9091. Empty for None and for what is no code.
    """
    match = _CPV_CODE.fullmatch(cpv or "")
    if match is None:
        return ()
    code = match[1]
    return tuple(code[:end] for start, end in _CPV_LEVELS if start == 0 or int(code[start:end]))


def stems(text: str | None) -> tuple[str, ...]:
    """The first six letters of each word of at least three, once each, for the first twelve such stems."""
    return tuple(words_by_stem(text))


def words_by_stem(text: str | None) -> dict[str, str]:
    """Each of the ``stems``, and the first word of the text that has it, in small letters."""
    found: dict[str, str] = {}
    for word in _WORD.findall((text or "").casefold()):
        found.setdefault(word[:_STEM], word)
    return dict(islice(found.items(), _MOST_STEMS))


def fact(features: PurchaseFeatures, name: str) -> str | None:
    """One of ``FACTS`` as the key of its effect, or None when it is not known."""
    value = getattr(features, name)
    return value if value is None else str(value).casefold()


def keys(features: PurchaseFeatures) -> Iterator[tuple[str, str]]:
    """Every family and key that may have an effect on this purchase."""
    path, words = cpv_path(features.cpv), stems(features.what)
    yield from ((CPV, node) for node in path)
    yield from ((WORD, stem) for stem in words)
    for name in FACTS:
        key = fact(features, name)
        if key is not None:
            yield name, key
    if path:
        yield from _keys_in(path[0], words, fact(features, "has_lots"))


def _keys_in(division: str, words: tuple[str, ...], has_lots: str | None) -> Iterator[tuple[str, str]]:
    yield from ((WORD_IN_DIVISION, f"{division} {stem}") for stem in words)
    if has_lots is not None:
        yield LOTS_IN_DIVISION, f"{division} {has_lots}"


def without_stem(text: str, stem: str) -> str:
    """The words of a text, in small letters, but those that begin with ``stem``."""
    return " ".join(word for word in _WORD.findall(text.casefold()) if word[:_STEM] != stem)
