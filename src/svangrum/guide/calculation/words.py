"""The texts of the calculator: a formula for each flow, and what is assumed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.core.data import read_yaml
from svangrum.core.prose import Prose, read_all, read_prose

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE = "guide/calculation.yaml"


@cache
def formulas() -> Mapping[str, Prose]:
    """How each flow is worked out, by its code."""
    return {code: read_prose(raw) for code, raw in _content()["formulas"].items()}


@cache
def assumptions() -> tuple[Prose, ...]:
    """What the calculation takes for granted, in reading order."""
    return read_all(_content()["assumptions"])


def _content() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(_FILE)
    return content
