"""What may be told of a table without pointing at a person: which sums to withhold, and which more because of them.

A sum is sensitive when it is of fewer than five and a person is among them. Withholding it alone is not enough where
the rest of its row and the total are shown: others are withheld with it until nothing that is withheld can be worked
out from what is shown, nor be told within a tenth of itself from a total. Pure: keys and whole numbers in, keys out.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

Key = tuple[str, str]
"""A dimension and its member, or whatever names a sum."""

LEAST = 5
"""Sums and counts of fewer than so many may point at one of them."""
_SLACK = 10
"""What hides a sum must be at least one part in so many of it."""


class Line(NamedTuple):
    """The sum of ``parts`` is that of ``total``."""

    total: Key
    parts: tuple[Key, ...]


def is_sensitive(count: int, persons: int) -> bool:
    """Whether a sum of ``count``, ``persons`` of them people, may point at a person."""
    return persons > 0 and 0 < count < LEAST


def withheld(
    sums: Mapping[Key, int], lines: Sequence[Line], sensitive: Collection[Key], never_shown: Collection[Key] = ()
) -> frozenset[Key]:
    """The keys whose sums may not be shown: the sensitive ones and those that hide them.

    ``sums`` are nought or more. ``never_shown`` are parts that nobody is told of anyway, and that hide others.
    """
    hidden, free = set(sensitive), set(never_shown)
    # What hides a sum in a short line often does so in a long one too
    lines = sorted(lines, key=lambda line: len(line.parts))
    while True:
        more = next(_more(sums, lines, hidden, free, frozenset(sensitive)), None)
        if more is None:
            return frozenset(hidden)
        hidden.add(more)


def _more(
    sums: Mapping[Key, int], lines: Sequence[Line], hidden: set[Key], free: set[Key], sensitive: frozenset[Key]
) -> Iterator[Key]:
    """What to withhold next, for each that is hidden and can be told, or is sensitive and told too well."""
    unknown = hidden | free
    told = determined(lines, unknown)
    for key in sorted(hidden):
        near = [line for line in lines if key == line.total or key in line.parts]
        weak = [line for line in near if key in sensitive and _too_close(key, line, sums, unknown)]
        if key in told:
            weak += [line for line in near if _unknown(line, unknown) == {key}] or [*near, *lines]
        for line in weak:
            yield from _cover(key, line, sums, unknown)


def _unknown(line: Line, unknown: set[Key]) -> set[Key]:
    return unknown & {line.total, *line.parts}


def _too_close(key: Key, line: Line, sums: Mapping[Key, int], unknown: set[Key]) -> bool:
    """Whether the line's total is shown and leaves little room around the part ``key``."""
    if key == line.total or line.total in unknown:
        return False
    room = sum(sums[part] for part in line.parts if part in unknown and part != key)
    return room * _SLACK < sums[key]


def _cover(key: Key, line: Line, sums: Mapping[Key, int], unknown: set[Key]) -> Iterator[Key]:
    """One more of the line: the smallest part that gives room enough, else the largest, else the total."""
    parts = sorted((part for part in line.parts if part not in unknown and sums[part] > 0), key=lambda p: (sums[p], p))
    enough = (part for part in parts if sums[part] * _SLACK >= sums[key])
    rest = [part for part in line.parts if part not in unknown]
    total = [line.total] if line.total not in unknown else []
    if key == line.total:
        yield from (parts[-1:] or rest)[:1]
    else:
        yield from [*enough, *reversed(parts), *total, *rest][:1]


def determined(lines: Iterable[Line], unknown: Collection[Key]) -> set[Key]:
    """Those of the unknown that follow from the lines when all else is known: exact, by elimination."""
    places = {key: place for place, key in enumerate(sorted(unknown))}
    rows = [row for row in (_equation(line, places) for line in lines) if row]
    keys = list(places)
    return {keys[place] for row in _reduced(rows) if len(row) == 1 for place in row}


def _equation(line: Line, places: Mapping[Key, int]) -> dict[int, Fraction]:
    row = {places[part]: Fraction(1) for part in line.parts if part in places}
    if line.total in places:
        row[places[line.total]] = Fraction(-1)
    return row


def _reduced(rows: Sequence[dict[int, Fraction]]) -> list[dict[int, Fraction]]:
    """Gauss and Jordan, for rows with few places filled."""
    done: dict[int, dict[int, Fraction]] = {}
    for given in rows:
        row = dict(given)
        for pivot in [place for place in row if place in done]:
            _subtract(row, done[pivot], row[pivot])
        if not row:
            continue
        pivot, lead = min(row.items())
        row = {place: share / lead for place, share in row.items()}
        for other in done.values():
            if pivot in other:
                _subtract(other, row, other[pivot])
        done[pivot] = row
    return list(done.values())


def _subtract(row: dict[int, Fraction], other: Mapping[int, Fraction], times: Fraction) -> None:
    for place, share in other.items():
        left = row.get(place, Fraction(0)) - times * share
        if left:
            row[place] = left
        else:
            row.pop(place, None)
