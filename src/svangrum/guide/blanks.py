"""What is filled in in a clause: each blank with a label, a hint and a kind, from ``data/texts/bank/blanks.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from svangrum.core.amounts import parse_kronor
from svangrum.core.data import read_yaml
from svangrum.core.dates import parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.prose import Prose, read_prose
from svangrum.core.reading import decimal_number, positive_kronor, whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.core.findings import Value

LONGEST = 200
"""Characters on one line: what is longer is a text of its own, and an address has an end."""
LONGEST_FEW = 600
"""Characters in a few sentences, such as the reasons for a decision."""
MOST_NUMBER = 10_000
"""The largest number a blank takes."""


class BlankKind(StrEnum):
    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    DATE = "date"
    PERCENT = "percent"
    AMOUNT = "amount"


@dataclass(frozen=True)
class Blank:
    """``example`` is a value that fits, as a person would type it; ``least`` is the smallest number or sum.

    ``known_by`` is the field of *Pröva ett köp* that fills the blank; empty where it is asked for.
    """

    name: str
    kind: BlankKind
    label: Prose
    hint: Prose
    example: str
    least: int = 1
    known_by: str = ""


@cache
def blanks() -> Mapping[str, Blank]:
    """Every blank by name, in the order they are asked for."""
    return {
        name: Blank(
            name,
            BlankKind(raw["kind"]),
            read_prose(raw["label"]),
            read_prose(raw["hint"]),
            raw["example"],
            raw.get("least", 1),
            raw.get("from", ""),
        )
        for name, raw in read_yaml("texts/bank/blanks.yaml").items()
    }


def read_blank(blank: Blank, text: str, *, field: str) -> Value:
    """What was typed, as a value: a text, a whole number, a share of a hundred, kronor or a day.

    A few sentences lose their last full stop: the text around them has one.
    Raises ``SvangrumError`` at ``field`` for what is not of the blank's kind.
    """
    match blank.kind:
        case BlankKind.NUMBER:
            return whole_number(text, field, least=blank.least, most=MOST_NUMBER)
        case BlankKind.PERCENT:
            return _short(decimal_number(text, field, least=0, most=100, decimals=1))
        case BlankKind.DATE:
            return parse_day(text, field=field)
        case BlankKind.AMOUNT:
            return positive_kronor(text, field) if blank.least else parse_kronor(text, field=field)
        case BlankKind.TEXT:
            return _at_most(LONGEST, text, field)
        case BlankKind.LONG:
            return _at_most(LONGEST_FEW, text, field).rstrip(". ")


def _at_most(longest: int, text: str, field: str) -> str:
    if len(text) > longest:
        raise SvangrumError("clause.too-long", field=field, longest=longest)
    return text


def _short(number: float) -> float:
    """A whole number without decimals: 30, not 30.0."""
    return int(number) if number.is_integer() else number
