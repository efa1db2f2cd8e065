"""The largest reserved part, found by trying everything: every division, every pair of tenders, every consortium."""

from __future__ import annotations

from itertools import chain, combinations, product
from typing import TYPE_CHECKING, NamedTuple

from svangrum.matching.fit import Reason
from svangrum.matching.lots import could_do_a_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from svangrum.matching.fit import Fit


class Tender(NamedTuple):
    owners: frozenset[str]
    alone: str | None
    members: frozenset[str]


def largest(fits: Sequence[Fit], *, per_month: int, most_lots: int, parts: int, least: int) -> int:
    """How many parts of ``parts`` can be reserved."""
    best = 0
    for many in range(1, most_lots + 1):
        for sizes in product(range(least, parts + 1), repeat=many):
            if best < sum(sizes) <= parts and list(sizes) == sorted(sizes, reverse=True):
                best = sum(sizes) if possible(fits, sizes, per_month, parts) else best
    return best


def possible(fits: Sequence[Fit], sizes: Sequence[int], per_month: int, parts: int) -> bool:
    able = [one for one in fits if could_do_a_part(one)]
    room = {one.key: (one.free or 0) * parts // per_month for one in able}
    each = [list(combinations(tenders(able, size, per_month, parts), 2)) for size in sizes]
    return any(holds(plan, sizes, room) for plan in product(*each))


def tenders(able: Sequence[Fit], size: int, per_month: int, parts: int) -> Iterator[Tender]:
    """Those alone, each owner's largest unit; and every set of two and more owners who would join."""
    joining: dict[str, list[Fit]] = {}
    alone: dict[str, Fit] = {}
    for one in sorted(able, key=lambda one: (one.free or 0, one.key)):
        if Reason.WILL_TOGETHER in one.reasons:
            joining.setdefault(one.control, []).append(one)
        else:
            alone[one.control] = one
    for owner, one in alone.items():
        if (one.free or 0) * parts // per_month >= size:
            yield Tender(frozenset({owner}), one.key, frozenset())
    sizes = {owner: sum(one.free or 0 for one in held) * parts // per_month for owner, held in joining.items()}
    sizes = {owner: size for owner, size in sizes.items() if size}
    for members in chain.from_iterable(combinations(sizes, n) for n in range(2, len(sizes) + 1)):
        if sum(sizes[owner] for owner in members) >= size:
            yield Tender(frozenset(members), None, frozenset(members))


def holds(plan: Sequence[tuple[Tender, Tender]], sizes: Sequence[int], room: dict[str, int]) -> bool:
    """No owner twice in a lot, no member in two consortia, nobody alone for more than it has."""
    left, members = dict(room), set[str]()
    for (one, other), size in zip(plan, sizes, strict=True):
        if one.owners & other.owners:
            return False
        for tender in (one, other):
            if tender.members & members:
                return False
            members |= tender.members
            if tender.alone is not None:
                left[tender.alone] -= size
    return all(parts >= 0 for parts in left.values())
