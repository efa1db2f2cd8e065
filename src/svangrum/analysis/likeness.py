"""How alike a purchase and those that were published are: points for each reason, and the reasons.

What each reason is worth stands in ``data/market/likeness.yaml``, open to be read and questioned. Rows are Arrow
tables with the columns of ``published.ROW``, one row a lot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow.compute as pc

from svangrum.competition.features import cpv_path, stems, words_by_stem
from svangrum.core.codes import cpv_table
from svangrum.core.data import read_yaml
from svangrum.core.findings import Message
from svangrum.core.language import write_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from numpy.typing import NDArray

    from svangrum.core.findings import Value
    from svangrum.core.money import Money

    Points = NDArray[np.int64]

REASONS = ("cpv", "words", "country", "buyer", "value", "recent", "reserved")
"""In the order they are told."""

_CPV_CODES = {2: "cpv-division", 3: "cpv-group", 4: "cpv-class", 5: "cpv-category", 8: "cpv-code"}
_YEAR = 365.25
_SHORT = 3
LEAST_VALUE = 100_000
"""Öre. Less than this is a unit price, or was written to get past a form."""
_LONG, _TAIL = 8, 5
"""A word of so many letters may be a compound, and so many letters of its end a word of their own."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The purchase that others are compared with. What is not known counts neither for nor against.

    ``cpv`` has eight digits, ``buyer`` is a code of the form (``kommun``), ``value`` is in kronor. ``reserved``: the
    purchase may come to be reserved, so reserved ones stand first.
    """

    what: str
    cpv: str | None = None
    buyer: str | None = None
    value: Money | None = None
    country: str = "SE"
    reserved: bool = False


class Reason(NamedTuple):
    """Why two purchases are alike, and the points it gives. ``message`` has the code ``like.<reason>``."""

    message: Message
    points: int


class Sought(NamedTuple):
    """A word of the description, its pattern, and the pattern of related words: synonyms, and how a compound ends."""

    word: str
    pattern: str
    related: str


class Words(NamedTuple):
    """Several words, as a value of a message."""

    found: tuple[str, ...]

    @property
    def code(self) -> str:
        return " ".join(self.found)

    def label(self, language: str) -> str:
        return write_list(self.found, language)


def likeness(rows: Any, wanted: Wanted, *, as_of: date) -> dict[str, Points]:  # noqa: ANN401 - pyarrow ships no types
    """For each of ``REASONS`` the points of every row."""
    return {
        "cpv": _mapped(rows["cpv"], lambda code: _worth("cpv", cpv_depth(wanted.cpv, code))),
        "words": _words_points(rows["title"], wanted.what),
        "country": _mapped(rows["country"], lambda country: _weights()["country"] * (country == wanted.country)),
        "buyer": _mapped(rows["buyer_type"], lambda kind: _weights()["buyer"] * (kind in _alike(wanted.buyer))),
        "value": _value_points(rows["value_ore"], wanted.value),
        "recent": _recency_points(rows["day"], as_of),
        "reserved": _weights()["reserved"] * (_flags(rows["reserved"]) & wanted.reserved),
    }


def reasons(row: Mapping[str, Any], points: Mapping[str, int], wanted: Wanted) -> Iterator[Reason]:
    """Why one row is like what is wanted: the reasons that gave points, in the order of ``REASONS``."""
    for name in REASONS:
        if points[name]:
            code, values = _told(name, row, points[name], wanted)
            yield Reason(Message(f"like.{code}", values), points[name])


def cpv_depth(one: str | None, other: str | None) -> int:
    """How many digits two CPV codes share, as far as both go: 0, 2, 3, 4, 5 or 8."""
    shared = set(cpv_path(one)) & set(cpv_path(other))
    if one == other and shared:
        return len(one or "")
    return max(map(len, shared), default=0)


@lru_cache(maxsize=256)
def sought(what: str) -> tuple[Sought, ...]:
    """The words of ``what`` that can make two purchases alike."""
    found = words_by_stem(what)
    return tuple(
        Sought(found[stem], _pattern((stem,)), _related(stem, found[stem])) for stem in found if stem not in _empty()
    )


def _told(name: str, row: Mapping[str, Any], worth: int, wanted: Wanted) -> tuple[str, dict[str, Value]]:
    """The code of a reason in words, and its values."""
    if name == "cpv":
        depth = cpv_depth(wanted.cpv, row["cpv"])
        return _CPV_CODES[depth], {"cpv": cpv_table()[row["cpv"][:depth].ljust(8, "0")]}
    if name == "words":
        shared, others = _shared_words(row["title"], wanted.what)
        code = "words" if shared and not others else "related" if not shared else "words-and-related"
        return code, {"words": Words(shared), "others": Words(others)}
    if name == "recent":
        return name, {"years": next(years for years, points in _weights()["recent"].items() if points == worth)}
    return name, {}


def _shared_words(title: str, what: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that stand in the title too, and those that stand there as a related word."""
    small = title.lower()
    shared = tuple(one.word for one in sought(what) if re.search(one.pattern, small))
    others = tuple(
        one.word for one in sought(what) if one.word not in shared and one.related and re.search(one.related, small)
    )
    return shared, others


def _words_points(titles: Any, what: str) -> Points:  # noqa: ANN401 - pyarrow ships no types
    worth = _weights()["words"]
    small = pc.utf8_lower(titles)
    total = np.zeros(len(titles), np.int64)
    for one in sought(what):
        shared = _matching(small, one.pattern)
        related = _matching(small, one.related) if one.related else np.zeros_like(shared)
        total += np.where(shared, worth["shared"], np.where(related, worth["related"], 0))
    points: Points = np.minimum(total, worth["most"])
    return points


def _matching(texts: Any, pattern: str) -> NDArray[np.bool_]:  # noqa: ANN401 - pyarrow ships no types
    return _flags(pc.match_substring_regex(texts, pattern))


def _value_points(values: Any, wanted: Money | None) -> Points:  # noqa: ANN401 - pyarrow ships no types
    if wanted is None or wanted.minor < LEAST_VALUE:
        return np.zeros(len(values), np.int64)
    known = np.maximum(pc.fill_null(values, fill_value=0).to_numpy(), 1).astype(float)
    times = np.where(known >= LEAST_VALUE, np.maximum(known / wanted.minor, wanted.minor / known), np.inf)
    return _within("value", times)


def _recency_points(days: Any, as_of: date) -> Points:  # noqa: ANN401 - pyarrow ships no types
    years = (np.datetime64(as_of, "D") - days.to_numpy().astype("datetime64[D]")).astype(float) / _YEAR
    return _within("recent", years)


def _within(name: str, amounts: NDArray[np.float64]) -> Points:
    """The points of the narrowest bound that each amount keeps to."""
    found = np.zeros(len(amounts), np.int64)
    for most, worth in sorted(_weights()[name].items(), reverse=True):
        found[amounts <= most] = worth
    return found


def _worth(name: str, level: int) -> int:
    return int(_weights()[name].get(level, 0))


def _mapped(column: Any, worth: Any) -> Points:  # noqa: ANN401 - pyarrow ships no types
    """The points of each row by its value, worked out once for each value."""
    coded = pc.dictionary_encode(column, null_encoding="encode").combine_chunks()
    by_value = np.array([worth(value) for value in coded.dictionary.to_pylist()] or [0], np.int64)
    points: Points = by_value[coded.indices.to_numpy(zero_copy_only=False)]
    return points


def _flags(column: Any) -> NDArray[np.bool_]:  # noqa: ANN401 - pyarrow ships no types
    flags: NDArray[np.bool_] = pc.fill_null(column, fill_value=False).to_numpy()
    return flags


def _pattern(found: tuple[str, ...]) -> str:
    """A stem of three letters begins a word; a longer one may stand anywhere, so that it meets compounds."""
    short = [stem for stem in found if len(stem) <= _SHORT]
    return "|".join([*(stem for stem in found if len(stem) > _SHORT), *([_begins(short)] if short else [])])


def _begins(found: list[str]) -> str:
    return f"(?:^|[^a-zåäöéü])(?:{'|'.join(found)})"


def _related(stem: str, word: str) -> str:
    """Other words for the same thing, and the ends of a compound where they begin a word: *möbler* of *skolmöbler*."""
    tails = [word[start:][:_TAIL] for start in range(_SHORT, len(word) - _TAIL + 1)] if len(word) >= _LONG else []
    return "|".join(filter(None, [_pattern(_synonyms().get(stem, ())), _begins(tails) if tails else ""]))


def _alike(buyer: str | None) -> frozenset[str]:
    return frozenset(_weights()["buyers"].get(buyer, ()))


@cache
def _weights() -> Mapping[str, Any]:
    weights: Mapping[str, Any] = read_yaml("market/likeness.yaml")
    return weights


@cache
def _empty() -> frozenset[str]:
    return frozenset(stem for line in _weights()["empty"] for word in line.split(", ") for stem in stems(word))


@cache
def _synonyms() -> Mapping[str, tuple[str, ...]]:
    """For each stem the stems of other single words that mean the same code."""
    found: dict[str, dict[str, None]] = {}
    for names in read_yaml("matching/synonyms.yaml").values():
        single = dict.fromkeys(stem for name in names if " " not in name for stem in stems(name))
        for stem in single:
            found.setdefault(stem, {}).update(dict.fromkeys(other for other in single if other != stem))
    return {stem: tuple(sorted(others)) for stem, others in found.items()}
