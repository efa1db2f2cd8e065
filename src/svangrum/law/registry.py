"""Every rule, by name and date: the function that finds its code, and the file that says what the code means."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from svangrum.core.data import read_yaml
from svangrum.core.dates import Period
from svangrum.core.findings import Outcome
from svangrum.core.parameters import parameters
from svangrum.core.sources import Citation
from svangrum.law.answer import Answer, Asks
from svangrum.law.dated import LawAt
from svangrum.law.purchase import Act, Purchase

if TYPE_CHECKING:
    from datetime import date

    from svangrum.law.table import Table

RuleFunction = Callable[[Purchase, LawAt], str | Answer | Asks]


@dataclass(frozen=True)
class Rule:
    """One rule of some acts during one period. ``reads``: the facts it may ask for; ``tables`` hold all its codes."""

    name: str
    acts: tuple[Act, ...]
    period: Period
    reads: tuple[str, ...]
    tables: tuple[Table, ...]
    answer: RuleFunction

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(code for table in self.tables for code in table.codes.values())


@dataclass(frozen=True)
class Entry:
    """What one code means: data, so that a lawyer can read and change it. ``values`` are parameters its words take."""

    outcome: Outcome
    citations: tuple[Citation, ...]
    conditions: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    question: str | None = None
    values: tuple[str, ...] = ()


class Registry:
    """Rules in the order they are read. Refuses two rules of one name and one act whose periods overlap."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []

    def add(self, rule: Rule) -> None:
        """Raises ``ValueError`` when a rule of the same name and act holds on some of the same days."""
        for other in self._rules:
            alike = other.name == rule.name and set(other.acts) & set(rule.acts)
            if alike and other.period.overlaps(rule.period):
                message = f"{rule.name}: {other.period} and {rule.period} overlap"
                raise ValueError(message)
        self._rules.append(rule)

    def all(self) -> tuple[Rule, ...]:
        return tuple(self._rules)


_REGISTRY = Registry()


AS_LOU = (Act.LOU, Act.LUF)
"""Acts that are built alike: a rule of LOU holds in LUF too, with the places and amounts of LUF."""


def rule(
    name: str,
    *,
    acts: tuple[Act, ...] = AS_LOU,
    since: date,
    until: date | None = None,
    reads: tuple[str, ...] = (),
    tables: tuple[Table, ...],
) -> Callable[[RuleFunction], RuleFunction]:
    """Register a function as the rule ``name`` of ``acts`` from ``since`` up to, not including, ``until``."""

    def register(function: RuleFunction) -> RuleFunction:
        _REGISTRY.add(Rule(name, acts, Period(since, until), reads, tables, function))
        return function

    return register


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of every period, in the order of ``law.rules.ORDER``."""
    package = import_module("svangrum.law.rules")
    for module in package.ORDER:
        import_module(f"svangrum.law.rules.{module}")
    return _REGISTRY.all()


@cache
def rules_on(day: date, act: Act) -> tuple[Rule, ...]:
    """The rules of one act on one day, in order."""
    return tuple(one for one in rules() if act in one.acts and day in one.period)


@cache
def first_day() -> date:
    """The first day that the rules cover."""
    return min(one.period.since for one in rules())


@cache
def entries(name: str) -> dict[str, Entry]:
    """What each code of the rule ``name`` means, from ``data/law/rules/<name>.yaml``."""
    raw = read_yaml(f"law/rules/{name}.yaml")
    if raw["id"] != name:
        message = f"{name}.yaml calls itself {raw['id']}"
        raise ValueError(message)
    return {code: parse_entry(fields) for code, fields in raw["codes"].items()}


@dataclass(frozen=True)
class Rewritten:
    """A chapter whose text has been read only as it stands from ``since``: it is not cited before."""

    act: str
    chapter: str
    since: date

    def holds(self, citation: Citation) -> bool:
        """Whether the cited place stands in the chapter."""
        return citation.act == self.act and citation.section.startswith(f"{self.chapter}:")


@cache
def rewritten() -> tuple[Rewritten, ...]:
    return tuple(Rewritten(**fields) for fields in read_yaml("law/rewritten.yaml"))


@cache
def editions() -> tuple[date, ...]:
    """The days on which a rule, a value or what has been read of a chapter changes, in order."""
    of_rules = (day for one in rules() for day in (one.period.since, one.period.until) if day)
    of_values = (dated.since for one in parameters().values() for dated in one.values)
    return tuple(sorted({*of_rules, *of_values, *(one.since for one in rewritten())}))


def edition(day: date) -> date:
    """The last of ``editions`` up to ``day``, a day that the rules cover. Up to the next one the law is the same."""
    return editions()[bisect_right(editions(), day) - 1]


@cache
def step_order() -> tuple[str, ...]:
    """Every step that findings point to, in the order they are taken."""
    return tuple(read_yaml("law/steps.yaml"))


def parse_entry(raw: dict[str, Any]) -> Entry:
    """Build an entry from its parsed file. Raises ``TypeError`` for a field that does not exist."""
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}
    fields["outcome"] = Outcome(raw["outcome"])
    fields["citations"] = tuple(Citation(act, str(section)) for act, section in raw["citations"])
    return Entry(**fields)
