"""A shape for each outcome, where only letters can be had. The word stands beside it and says the same."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from svangrum.core.findings import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

MARKS: Mapping[str, str] = MappingProxyType(
    {
        Outcome.FORBIDDEN: "✕",
        Outcome.REQUIRED: "●",
        Outcome.UNSETTLED: "◐",
        Outcome.CONDITIONAL: "◉",
        Outcome.PERMITTED: "✓",
        Outcome.NOT_APPLICABLE: "⊖",
        Outcome.UNKNOWN: "◌",
    }
)
