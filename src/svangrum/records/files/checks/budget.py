"""How much of one upload may be unfolded and read, whatever lies inside what in it."""

from __future__ import annotations

from dataclasses import dataclass

from svangrum.core.errors import SvangrumError

MOST_PARTS = 5_000
MOST_UNFOLDED = 120_000_000


@dataclass
class Budget:
    """What is left: ``parts`` of archives, ``unfolded`` bytes. It bounds the time too, which goes by the bytes read."""

    parts: int = MOST_PARTS
    unfolded: int = MOST_UNFOLDED

    def spend(self, unfolded: int, *, parts: int = 0) -> None:
        """Raises ``SvangrumError`` ``file.bomb`` for more than is left."""
        self.parts -= parts
        self.unfolded -= unfolded
        if min(self.parts, self.unfolded) < 0:
            raise SvangrumError("file.bomb", field="file")
