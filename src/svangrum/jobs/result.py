"""What came of work: a code of words, the values that fill it, and the page where it is seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from svangrum.core.persons import personal_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.core.errors import SvangrumError


@dataclass(frozen=True)
class Result:
    """``work.result.<code>`` and its values: texts and whole numbers."""

    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    page: str = ""

    def kept(self) -> dict[str, Any]:
        return {"code": self.code, "values": dict(self.values), "page": self.page}


def kept_error(error: SvangrumError) -> dict[str, Any]:
    """An error as it is kept: the code of its words and values as plain text, none with a personal number."""
    values = {name: value if isinstance(value, int) else str(value or "") for name, value in error.values.items()}
    if any(personal_numbers(str(value)) for value in values.values()):
        return {"code": "work.unsaid", "values": {}}
    return {"code": error.code, "values": values}
