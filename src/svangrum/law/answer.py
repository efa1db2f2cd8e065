"""What a rule's function gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.core.findings import Value
    from svangrum.law.dated import Limit


@dataclass(frozen=True)
class Answer:
    """One code of the rule, the values its words take, and the limits the answer was measured against.

    ``warnings`` come beside those of the code. ``asks`` are facts that might change the answer: it is given on what is
    known, and they are asked for all the same.
    """

    code: str
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    limits: tuple[Limit, ...] = ()
    warnings: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asks:
    """The rule cannot answer before these facts are known."""

    facts: tuple[str, ...]
