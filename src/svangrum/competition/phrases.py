"""Phrases in data, found in text: whole words, ``*`` for any letters, ``…`` for at most 60 characters between."""

from __future__ import annotations

import re
from functools import lru_cache

_GAP = "…"
_TOKEN = re.compile(r"[^\W_]+\*?|…")
_BETWEEN = r"[\W_]{1,4}"
_LOOSE = r"(?:[^\n]{0,60}?[\W_])??"


@lru_cache(maxsize=512)
def compiled(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for casefolded text. Raises ``ValueError`` for a phrase without words."""
    return re.compile("|".join(f"(?<![^\\W_]){_pattern(phrase)}(?![^\\W_])" for phrase in phrases) or r"(?!)")


def first_found(phrases: tuple[str, ...], text: str) -> str | None:
    """The words in ``text`` (casefolded) that the first phrase to be met stands for."""
    found = compiled(phrases).search(text)
    return " ".join(found[0].split()) if found else None


def _pattern(phrase: str) -> str:
    pattern, between = "", ""
    for token in _tokens(phrase):
        if token == _GAP:
            between = _BETWEEN + _LOOSE
            continue
        pattern += between + re.escape(token.rstrip("*")) + (r"[^\W\d_]*" if token.endswith("*") else "")
        between = _BETWEEN
    return pattern


def _tokens(phrase: str) -> list[str]:
    tokens = _TOKEN.findall(phrase.casefold())
    if not any(token != _GAP for token in tokens):
        message = f"a phrase needs words: {phrase!r}"
        raise ValueError(message)
    return tokens
