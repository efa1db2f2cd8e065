"""The situations a lawyer writes, in ``data/law/situations/*.yaml``: a day, facts, and the code each rule is to give.

They prove the rules (``tests/law/test_situations.py``) and exemplify them (the pages of the law).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.core.data import read_yaml, yaml_files
from svangrum.core.money import Money
from svangrum.law.purchase import Act, Buyer, Kind, Purchase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

FOLDER = "law/situations"
READ: Mapping[str, Callable[[Any], Any]] = {
    "value": Money.kronor,
    "same_kind_12_months": Money.kronor,
    "direct_awards_this_year": Money.kronor,
    "act": Act,
    "kind": Kind,
    "buyer": Buyer,
}
"""How a fact that is no plain text, number or yes and no is read."""


@dataclass(frozen=True)
class Situation:
    """One purchase on one day.

    ``expect`` is the code of each rule that is named, ``missing`` the facts that a rule asks for, ``cites`` places that
    its finding cites, ``warns`` and ``silent`` warnings that the answer holds and does not hold.
    """

    name: str
    as_of: date
    facts: dict[str, Any]
    expect: dict[str, str]
    missing: dict[str, list[str]] = field(default_factory=dict)
    cites: dict[str, list[str]] = field(default_factory=dict)
    warns: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)

    @property
    def purchase(self) -> Purchase:
        read: dict[str, Any] = {name: READ[name](raw) if name in READ else raw for name, raw in self.facts.items()}
        return Purchase(**read)


@cache
def situations() -> tuple[Situation, ...]:
    """Every situation, file by file. Raises ``TypeError`` for a field that does not exist."""
    return tuple(Situation(**raw) for path in yaml_files(FOLDER) for raw in read_yaml(path))
