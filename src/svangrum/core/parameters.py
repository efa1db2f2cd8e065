"""Dated values with a citation each: limits, thresholds, shares, rates.

A parameter is a file ``data/law/parameters/<code>.yaml`` (what the law says) or ``data/parameters/<code>.yaml`` (what
practice and calculations use). Asking for a day before its first value raises
``NotInForceError``; a repealed value is an explicit null; a value whose source was not read as statute or
official page carries a status that says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.core.data import read_yaml, yaml_files
from svangrum.core.errors import NotInForceError
from svangrum.core.money import Money
from svangrum.core.sources import Citation, Source, cite

if TYPE_CHECKING:
    from datetime import date

FOLDERS = ("law/parameters", "parameters")


class Status(StrEnum):
    """How well a value is known."""

    STATUTE = "statute"
    OFFICIAL_PAGE = "official-page"
    DERIVED = "derived"
    TO_VERIFY = "to-verify"
    ASSUMPTION = "assumption"


@dataclass(frozen=True)
class DatedValue:
    """One value from one day on.

    ``low``–``high`` bound it where only a range is known (``to-verify``) or where it varies (``assumption``).
    """

    since: date
    value: Money | int | float | None
    citation: Citation | Source
    status: Status
    url: str | None = None
    low: Money | int | float | None = None
    high: Money | int | float | None = None
    note: str | Mapping[str, str] | None = None

    def remark(self, language: str) -> str:
        """The note that a reader is told; one that stands in a single language is for the maintainers."""
        return self.note[language] if isinstance(self.note, Mapping) else ""


@dataclass(frozen=True)
class Review:
    checked_on: date
    checked_by: str
    next_review: date


@dataclass(frozen=True)
class Parameter:
    """A value over time. ``unit`` is ``SEK``, ``EUR``, or has words of its own: ``days``, ``percent``, ``persons``."""

    code: str
    unit: str
    values: tuple[DatedValue, ...]
    review: Review

    def at(self, day: date) -> DatedValue:
        """The value in force on ``day``.

        Raises ``NotInForceError`` ``parameter.not-in-force`` with the first date when ``day`` is before it.
        """
        in_force = [dated for dated in self.values if dated.since <= day]
        if not in_force:
            first = self.values[0].since
            raise NotInForceError("parameter.not-in-force", field="as_of", parameter=self.code, first=first, day=day)
        return in_force[-1]


def _typed(raw: float | None, unit: str) -> Money | int | float | None:
    if raw is None:
        return None
    return Money(round(raw * 100), unit) if unit in {"SEK", "EUR"} else raw


def _citation(raw: dict[str, Any]) -> Citation | Source:
    return cite(raw["source"]) if "source" in raw else Citation(raw["act"], str(raw.get("section", "")))


def _dated_value(raw: dict[str, Any], unit: str) -> DatedValue:
    return DatedValue(
        since=raw["from"],
        value=_typed(raw["value"], unit),
        citation=_citation(raw["citation"]),
        status=Status(raw["status"]),
        url=raw["citation"].get("url"),
        low=_typed(raw.get("low"), unit),
        high=_typed(raw.get("high"), unit),
        note=raw.get("note"),
    )


def parse_parameter(raw: dict[str, Any]) -> Parameter:
    """Build a parameter from its parsed file. Raises ``ValueError`` when the dates are not in order."""
    values = tuple(_dated_value(one, raw["unit"]) for one in raw["values"])
    since = [dated.since for dated in values]
    if not since or since != sorted(set(since)):
        message = f"{raw['id']}: values must be present, in date order, one a day"
        raise ValueError(message)
    return Parameter(raw["id"], raw["unit"], values, Review(**raw["review"]))


def number(code: str, as_of: date) -> float:
    """A parameter's value on a day as a number: kronor for money, else as it stands.

    Raises ``TypeError`` for a value that is not known, ``NotInForceError`` for a day before the first.
    """
    value = parameters()[code].at(as_of).value
    if value is None:
        message = f"{code} has no value on {as_of}"
        raise TypeError(message)
    return value.minor / 100 if isinstance(value, Money) else float(value)


@cache
def parameters() -> dict[str, Parameter]:
    """Every parameter, by code."""
    loaded = [parse_parameter(read_yaml(path)) for folder in FOLDERS for path in yaml_files(folder)]
    return {parameter.code: parameter for parameter in loaded}
