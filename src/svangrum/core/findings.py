"""What an answer is made of: codes, values and citations. The words are looked up from the code, never the reverse."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from svangrum.core.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.core.sources import Citation


@runtime_checkable
class Labelled(Protocol):
    """A thing with a public code and a name in each language: a CPV code, an act."""

    @property
    def code(self) -> str: ...

    def label(self, language: str) -> str: ...

    def __hash__(self) -> int: ...


Value = str | int | float | date | Money | Labelled | None


class Outcome(StrEnum):
    """What the law says of one instrument or duty, from the weightiest to the lightest."""

    FORBIDDEN = "forbidden"
    REQUIRED = "required"
    UNSETTLED = "unsettled"
    CONDITIONAL = "permitted-with-conditions"
    PERMITTED = "permitted"
    NOT_APPLICABLE = "not-applicable"
    UNKNOWN = "unknown"

    @property
    def weight(self) -> int:
        """0 is the weightiest."""
        return _WEIGHTS[self]


_WEIGHTS = {outcome: place for place, outcome in enumerate(Outcome)}


@dataclass(frozen=True)
class Message:
    """A code and the values its words take."""

    code: str
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Finding:
    """One rule's answer. ``code`` is unique within ``rule`` and never changes its meaning.

    ``conditions``, ``choices``, ``steps``, ``proofs`` and ``warnings`` are codes with words of their own. One of the
    ``choices`` is made. ``question`` is the code of an unsettled question: both readings are shown with the finding.
    """

    rule: str
    code: str
    outcome: Outcome
    citations: tuple[Citation, ...]
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    conditions: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    question: str | None = None

    @property
    def key(self) -> str:
        return f"{self.rule}.{self.code}"


@dataclass(frozen=True)
class Missing:
    """Facts that a rule needs, or that could change its answer, and that are not known: asked for, never guessed."""

    rule: str
    facts: tuple[str, ...]
