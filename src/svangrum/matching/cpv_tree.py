"""The CPV tree by its digits: which branch a code is, and how far two codes lie from each other."""

from __future__ import annotations

SHORTEST, LONGEST = 2, 8
"""A division has two digits, a whole code eight. Source: Regulation (EC) No 213/2008, annex I."""


def branch_of(code: str) -> str:
    """The digits that say something: 90910000 is the branch 9091, and 90911200 lies in it."""
    return code.rstrip("0").ljust(SHORTEST, "0")


def covers(whole: str, part: str) -> bool:
    """Whether everything of the code ``part`` is of the code ``whole``."""
    return part.startswith(branch_of(whole))


def overlaps(one: str, other: str) -> bool:
    """Whether something is of both codes."""
    return covers(one, other) or covers(other, one)
