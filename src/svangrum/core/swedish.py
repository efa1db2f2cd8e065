"""Swedish words cut into pieces, so that a compound meets its parts.

*Förskolestädning* shares no word with *städning av skolor*, but shares the pieces ``städ``, ``ning``, ``skol``.
Pieces need no dictionary, and also carry inflection (*städ*, *städning*, *städningen*).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST, LONGEST = 3, 4
NUMBER = "0"
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_ENDING = re.compile(r"(?<=...)(?:[aeo]rnas?|ande|[ae]ns?|ets?|[aeo]rs?|[aen]|(?<!s)s)$")


def words_of(text: str) -> list[str]:
    """The words of a text in lower case. A word with a digit in it, whichever, is ``"0"``: that it is there tells."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    return [NUMBER if _DIGIT.search(word) else word for word in words]


def stem_of(word: str) -> str:
    """The word without its inflection: ``skola``, ``skolor`` and ``skolorna`` have one stem. Three letters are kept."""
    return _ENDING.sub("", word)


def pieces_of(word: str) -> set[str]:
    """Every run of three or four signs in a word, and the word itself; its ends are marked by spaces.

    ``pieces_of("el") == {" el", "el ", " el "}``.
    """
    marked = f" {word} "
    runs = {
        marked[start : start + length]
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(len(marked) - length + 1)
    }
    return runs | {marked}


def pieces_of_text(words: Iterable[str]) -> list[str]:
    """The pieces of all the words, each once, in order."""
    return sorted(set().union(*map(pieces_of, words)))
