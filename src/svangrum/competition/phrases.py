"""Phrases in data, found in text: whole words, ``*`` for any letters, ``…`` for at most 60 characters between."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_GAP = "…"
_TOKEN = re.compile(r"[^\W_]+\*?|…")
_BETWEEN = r"[\W_]{1,4}"
_LOOSE = r"(?:[^\n]{0,60}?[\W_])??"


def first_found(phrases: tuple[str, ...], text: str) -> str | None:
    """The words in ``text`` (casefolded) that the first of ``phrases`` to be met stands for."""
    for literal, pattern in _looked_for(phrases):
        found = next(_whole_words(pattern, text), None) if literal in text else None
        if found:
            return " ".join(found[0].split())
    return None


def without(phrases: tuple[str, ...], text: str) -> str:
    """``text`` with a bar where each phrase stood."""
    for _, pattern in _looked_for(phrases):
        for found in reversed(list(_whole_words(pattern, text))):
            text = f"{text[: found.start()]} | {text[found.end() :]}"
    return text


def begins_with(phrases: tuple[str, ...], text: str) -> bool:
    """Whether ``text`` (casefolded) begins with one of the phrases."""
    return any(pattern.match(text) for _, pattern in _looked_for(phrases))


def _whole_words(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The places where a word begins. A look behind in the pattern itself would make the search ten times slower."""
    return (found for found in pattern.finditer(text) if not text[max(found.start() - 1, 0) : found.start()].isalnum())


@lru_cache(maxsize=512)
def _looked_for(phrases: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each phrase as its longest word, which is quick to look for, and as a pattern.

    Raises ``ValueError`` for a phrase without words.
    """
    return tuple((max(_words(phrase), key=len), re.compile(_pattern(phrase))) for phrase in phrases)


def _pattern(phrase: str) -> str:
    pattern, between = "", ""
    for token in _TOKEN.findall(phrase.casefold()):
        if token == _GAP:
            between = _BETWEEN + _LOOSE
            continue
        pattern += between + re.escape(token.rstrip("*")) + (r"[^\W\d_]*" if token.endswith("*") else "")
        between = _BETWEEN
    return pattern + r"(?![^\W_])"


def _words(phrase: str) -> list[str]:
    words = [token.rstrip("*") for token in _TOKEN.findall(phrase.casefold()) if token != _GAP]
    if not words:
        message = f"a phrase needs words: {phrase!r}"
        raise ValueError(message)
    return words
