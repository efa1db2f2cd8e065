"""Search over the whole guide: words in any inflection, compounds both ways, synonyms, and misspelling by pieces.

A word of the query finds a word of a text that is the same (1), has the same stem (0.9), is a synonym (0.7), is part of
it or holds it as a compound (0.6), or shares most of its pieces (0.4). Rare words weigh more (inverse document
frequency), and a hit in the title more than one in the text. No two results depend on each other.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from math import log
from typing import TYPE_CHECKING

from svangrum.core.data import read_yaml
from svangrum.core.swedish import pieces_of, stem_of, words_of
from svangrum.guide.library import library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from svangrum.guide.entry import Entry

LONGEST = 200
"""Characters of a query that are read."""
_MOST_WORDS = 12
_SAME, _STEM, _SYNONYM, _COMPOUND, _LIKE = 1.0, 0.9, 0.7, 0.6, 0.4
_SHORTEST_PART = 4
_ACCENTS = {"é": "e", "è": "e", "ü": "u", "á": "a"}
_ALIKE = 0.55
_TITLE, _ALSO, _BODY = 3.0, 2.0, 1.0
_FIRST = {"question": 0, "term": 1}
"""Of entries that match alike, an answer and an explanation come before a text to use."""


@dataclass(frozen=True)
class Hit:
    entry: Entry
    score: float


@dataclass(frozen=True)
class _Index:
    """``weights`` of an entry: its words and how much each counts there. ``rarity`` of a word: more for a rare one."""

    entries: tuple[Entry, ...]
    weights: tuple[Mapping[str, float], ...]
    rarity: Mapping[str, float]
    stems: Mapping[str, frozenset[str]]
    pieces: Mapping[str, frozenset[str]]


def search(
    query: str, *, language: str, most: int = 20, held: Callable[[], tuple[Entry, ...]] = library
) -> tuple[Hit, ...]:
    """The entries that hold most of the query, the best first; none for a query without words to go by.

    ``held`` gives what is looked in, and always the same.
    """
    wanted = looked_for(query)
    if not wanted:
        return ()
    index = _index(language, held)
    matches = [_matches(word, index) for word in wanted]
    scored = [
        Hit(entry, _score(weights, matches, index.rarity))
        for entry, weights in zip(index.entries, index.weights, strict=True)
    ]
    best = sorted(
        (one for one in scored if one.score > 0),
        key=lambda one: (-one.score, _FIRST.get(one.entry.kind, len(_FIRST)), one.entry.kind, one.entry.code),
    )
    return tuple(best[:most])


def looked_for(query: str) -> tuple[str, ...]:
    """The words of a query that say something, each once; a dozen at most, of the first ``LONGEST`` characters."""
    wanted = (word for word in folded_words(query[:LONGEST]) if word not in common_words())
    return tuple(dict.fromkeys(wanted))[:_MOST_WORDS]


def _score(weights: Mapping[str, float], matches: Iterable[Mapping[str, float]], rarity: Mapping[str, float]) -> float:
    """Every word of the query adds its best hit; an entry that lacks some of them falls behind."""
    hits = [
        max((likeness * weights[word] * rarity[word] for word, likeness in one.items() if word in weights), default=0.0)
        for one in matches
    ]
    return sum(hits) * (sum(hit > 0 for hit in hits) / len(hits)) ** 2


def _matches(word: str, index: _Index) -> Mapping[str, float]:
    """The words of the index that ``word`` may mean, and how well."""
    found: dict[str, float] = {}
    meant = {word: _SAME, **dict.fromkeys(synonyms().get(word, ()), _SYNONYM)}
    for one, likeness in meant.items():
        for other in index.rarity:
            near = likeness * _likeness(one, other, index) * _no_rarer(word, other, index)
            if near > found.get(other, 0.0):
                found[other] = near
    if not found:
        found = {other: _LIKE for other in index.rarity if _alike(word, index.pieces[other])}
    return found


def _likeness(one: str, other: str, index: _Index) -> float:
    if one == other:
        return _SAME
    stem = stem_of(one)
    if stem in index.stems[other]:
        return _STEM
    long_enough = len(stem) >= _SHORTEST_PART
    part = long_enough and (other.startswith(stem) or stem in other)
    whole = any(
        len(each) >= _SHORTEST_PART and (one.startswith(each) or one.endswith(each)) for each in index.stems[other]
    )
    return _COMPOUND if part or whole else 0.0


def _no_rarer(word: str, other: str, index: _Index) -> float:
    """What makes a hit by likeness count for no more than the word itself, when some text holds the word."""
    return min(1.0, index.rarity.get(word, index.rarity[other]) / index.rarity[other])


def _alike(word: str, pieces: frozenset[str]) -> bool:
    own = pieces_of(word)
    return len(own & pieces) / len(own | pieces) >= _ALIKE / 2 and len(own & pieces) >= len(own) * _ALIKE


@cache
def common_words() -> frozenset[str]:
    """Words that say nothing of what somebody looks for."""
    return frozenset(read_yaml("guide/common_words.yaml"))


@cache
def synonyms() -> Mapping[str, frozenset[str]]:
    """Each word of a group of synonyms, and the others of its group, written as a query's words are.

    Raises ``ValueError`` for a synonym that is not one word: nobody could look for it.
    """
    found: dict[str, frozenset[str]] = {}
    for raw in read_yaml("guide/synonyms.yaml"):
        group = [_one_word(text) for text in raw]
        for word in group:
            found[word] = found.get(word, frozenset()) | (frozenset(group) - {word})
    return found


@cache
def _index(language: str, held: Callable[[], tuple[Entry, ...]]) -> _Index:
    entries = held()
    weights = tuple(_weights(entry, language) for entry in entries)
    counted = Counter(word for one in weights for word in one)
    rarity = {word: log(1 + len(entries) / count) for word, count in counted.items()}
    return _Index(
        entries=entries,
        weights=weights,
        rarity=rarity,
        stems={word: frozenset({stem_of(word)}) for word in rarity},
        pieces={word: frozenset(pieces_of(word)) for word in rarity},
    )


def _one_word(text: str) -> str:
    words = folded_words(text)
    if len(words) != 1:
        message = f"{text!r} is not one word"
        raise ValueError(message)
    return words[0]


def folded_words(text: str) -> list[str]:
    """The words of a text; accents that are no letters of Swedish are dropped: *café* is found by *cafe*."""
    return words_of("".join(_ACCENTS.get(letter, letter) for letter in text.lower()))


def _weights(entry: Entry, language: str) -> dict[str, float]:
    """Each word of an entry with the weight of the best place it stands in."""
    found: dict[str, float] = {}
    for texts, weight in ((entry.body, _BODY), (entry.also, _ALSO), ((entry.title,), _TITLE)):
        for text in texts:
            for word in folded_words(text.template(language)):
                if word not in common_words():
                    found[word] = max(found.get(word, 0.0), weight)
    return found
