"""Errors that a person reads: a code and values; the words come from the catalogue.

Every error a user can cause is a ``SvangrumError``. The interface renders ``error.<code>`` in the user's
language, so that no row below the interface holds prose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from svangrum.core.findings import Value


class SvangrumError(Exception):
    """Something a person can mend. ``code`` names the words in the catalogue; ``values`` fill them.

    ``field`` is the name of the fact that is at fault (``"value"``, ``"municipality"``), when there is one.
    """

    def __init__(self, code: str, /, *, field: str | None = None, **values: Value) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.values = values

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.code} ({shown})" if shown else self.code


class NotInForceError(SvangrumError):
    """Asked for a value on a day before its first date."""
