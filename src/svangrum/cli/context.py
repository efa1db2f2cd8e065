"""What every command is told: the language to answer in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Context:
    language: str
