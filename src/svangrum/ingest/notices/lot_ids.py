"""What a lot is called, so that each lot of a notice has an id of its own."""

from __future__ import annotations

LONGEST = 60


class Ids:
    """Gives each lot its own id; one that a notice uses again gets a number after it."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def take(self, lot_id: str) -> str:
        number = self._used.get(lot_id, 0) + 1
        self._used[lot_id] = number
        if number == 1:
            return lot_id
        return self.take(f"{lot_id}#{number}")


def shortened(raw: str) -> str | None:
    """An id as written, with single spaces, sixty characters at most."""
    return " ".join(raw[: 4 * LONGEST].split())[:LONGEST] or None


def lot_number(raw: str) -> str | None:
    """A lot's number without padding and leading words: ``Lot 03`` and ``3`` are one."""
    words = shortened(raw)
    bare = (words or "").lower().removeprefix("lot").strip(" .:#nr°º-")
    return (bare.lstrip("0") or "0") if bare.isascii() and bare.isdigit() else words
