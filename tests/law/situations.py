"""The situations a lawyer writes: name, day, facts, and the code each rule is to give."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from svangrum.core.money import Money
from svangrum.law.purchase import Buyer, Kind, Purchase

if TYPE_CHECKING:
    from datetime import date

FOLDER = Path(__file__).parent / "situations"
READ = {
    "value": Money.kronor,
    "same_kind_12_months": Money.kronor,
    "kind": Kind,
    "buyer": Buyer,
}


@dataclass(frozen=True)
class Situation:
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
        return Purchase(**{name: READ.get(name, lambda same: same)(raw) for name, raw in self.facts.items()})


@cache
def situations() -> tuple[Situation, ...]:
    files = sorted(FOLDER.glob("*.yaml"))
    return tuple(Situation(**raw) for path in files for raw in yaml.safe_load(path.read_text("utf-8")))
