"""A decision table that a lawyer can read, and that cannot have a hole in it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import Enum


class Table:
    """One code for every combination of the categories in ``axes``: one enumeration, or a part of it, each.

    ``codes`` is keyed by a category, or by a tuple of categories when there are several axes. A table that leaves
    a combination out, or holds one that cannot occur, raises ``ValueError`` when the program starts.
    """

    def __init__(self, axes: tuple[Iterable[Enum], ...], codes: Mapping[Any, str]) -> None:
        self.axes = tuple(tuple(axis) for axis in axes)
        self.codes = {key if isinstance(key, tuple) else (key,): code for key, code in codes.items()}
        wanted = set(product(*self.axes))
        if wanted != set(self.codes):
            message = f"not total: {sorted(map(str, wanted ^ set(self.codes)))}"
            raise ValueError(message)

    def __call__(self, *categories: Enum) -> str:
        """The code for one combination."""
        return self.codes[categories]
