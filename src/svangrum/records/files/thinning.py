"""How long what people keep stays here: rules from ``data/thinning.yaml``, and what is due by them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from svangrum.core.data import read_yaml
from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID


@dataclass(frozen=True)
class Rule:
    """``after`` is what the months are counted from; ``months`` is None for what stays until somebody decides.

    A ``guarded`` one is for what belongs to a procurement. An ``own`` one is for organisations to set, to no fewer
    months than ``least``.
    """

    code: str
    after: str
    months: int | None
    chosen: bool
    own: bool = False
    guarded: bool = False
    least: int = 1

    def last_day(self, began: date) -> date | None:
        """The last day that a thing stays whose time began on ``began``; None for always."""
        return None if self.months is None else began + relativedelta(months=self.months)


@dataclass(frozen=True)
class Due:
    """A thing that a rule bids go: ``last_day`` was the last that it should stay. ``size`` is in bytes."""

    kind: str
    thing: UUID
    version: int
    organisation: UUID
    name: str
    size: int
    rule: str
    last_day: date


@cache
def rules() -> Mapping[str, Rule]:
    return {code: Rule(code=code, **fields) for code, fields in read_yaml("thinning.yaml").items()}


def rule(code: str) -> Rule:
    """Raises ``KeyError`` for none."""
    return rules()[code]


def chosen_rule(code: str) -> Rule:
    """A rule that can be chosen for a file. Raises ``SvangrumError`` ``file.no-rule``."""
    found = rules().get(code)
    if found is None or not found.chosen:
        raise SvangrumError("file.no-rule", field="rule")
    return found
