"""Who decides in the end: an owner's owner is the owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def owner_of(key: str, decides: Mapping[str, str]) -> str:
    """The number at the end of the line; ``decides`` is who decides over each, empty or absent for nobody.

    Of some that decide over one another in a ring the lowest number stands for all.
    """
    line = [key]
    while (above := decides.get(line[-1], "")) and above not in line:
        line.append(above)
    return min(line[line.index(above) :]) if above else line[-1]
