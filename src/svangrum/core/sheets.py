"""Text for the cells of a table that a spreadsheet may open."""

from __future__ import annotations

_BEGINS_A_FORMULA = "=+-@"


def plain(text: str) -> str:
    """On one line; what a spreadsheet would take for a formula begins with a blank."""
    line = " ".join(text.split())
    return f" {line}" if line[:1] in _BEGINS_A_FORMULA and line else line
