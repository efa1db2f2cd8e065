"""The table of permissions: ``table.yaml`` read, and who is expected to get what in each of its cells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tests.harness.permissions.who import WHO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FILE = Path(__file__).with_name("table.yaml")
METHODS = ("GET", "POST")
OPEN, SIGN_IN, REFUSED, HIDDEN, METHOD, GONE = "open", "sign-in", "refused", "hidden", "method", "gone"


@dataclass(frozen=True)
class Cell:
    """One request: who asks for which page in which state of its thing, and what is expected of the answer."""

    page: str
    method: str
    state: str
    who: str
    expected: str

    def __str__(self) -> str:
        return f"{self.method} {self.page} [{self.state or '-'}] {self.who}"


@dataclass(frozen=True)
class Row:
    """What the table says of one page.

    ``rule`` is who passes the page's own rule; others are refused. Of those, who may not do it to the thing in its
    state is refused when the thing may be ``seen``, and else told that there is none.
    """

    page: str
    allowed: Mapping[str, Mapping[str, frozenset[str] | None]]
    """Method → state → who may; None for a thing that is gone."""
    rule: frozenset[str]
    seen: Mapping[str, frozenset[str]] | None

    @property
    def states(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(state for states in self.allowed.values() for state in states))

    def cells(self) -> Iterator[Cell]:
        """Every cell of the page, also those of a method that it does not take."""
        for method in METHODS:
            for state in self.states:
                yield from (Cell(self.page, method, state, who, self._expected(method, state, who)) for who in WHO)

    def _expected(self, method: str, state: str, who: str) -> str:
        if who not in self.rule:
            return SIGN_IN if who == "stranger" else REFUSED
        if method not in self.allowed:
            return METHOD
        may = self.allowed[method].get(state)
        if may is not None and who in may:
            return OPEN
        if may is None:
            return GONE
        return REFUSED if self.seen is None or who in self.seen.get(state, ()) else HIDDEN


def operations() -> Mapping[str, Mapping[str, str]]:
    """Operation → state of its thing → the keys that may, as the file has it."""
    said = _read()["operations"]
    return {name: row if isinstance(row, dict) else {"": row} for name, row in said.items()}


@cache
def _read() -> Any:
    return yaml.safe_load(_FILE.read_text("utf-8"))


@cache
def table() -> Mapping[str, Row]:
    """Every row by its page. Raises ``ValueError`` for someone who is not in ``WHO``."""
    read = _read()
    sets = {name: _people(text, {}) for name, text in read["sets"].items()}
    said = {page: {"GET": "everyone"} for page in read["public"]} | read["pages"]
    return {page: _row(page, said, sets) for page in said}


def _row(page: str, said: Mapping[str, Any], sets: Mapping[str, frozenset[str]]) -> Row:
    row = said[page]
    allowed = {method: _states(row[method], sets) for method in METHODS if method in row}
    everyone = frozenset().union(*(who for states in allowed.values() for who in states.values() if who))
    rule = _people(row["rule"], sets) if "rule" in row else everyone
    return Row(page, allowed, rule, _seen(row.get("seen"), said, sets))


def _seen(page: str | None, said: Mapping[str, Any], sets: Mapping[str, frozenset[str]]) -> Any:
    """Who may see the thing in each state: None where there is no thing, empty for one that has no page of its own."""
    if page in {None, "nobody"}:
        return None if page is None else {}
    return _states(said[page]["GET"], sets)


def _states(said: Any, sets: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str] | None]:
    states = said if isinstance(said, dict) else {"": said}
    return {state: None if text is None else _people(text, sets) for state, text in states.items()}


def _people(text: str, sets: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """``members, crossing`` or ``members - controller``: people and sets, with commas; a minus takes away."""
    found: set[str] = set()
    for part in filter(None, (one.strip() for one in text.split(","))):
        taken, name = part.startswith("- "), part.removeprefix("- ")
        if name not in sets and name not in WHO:
            message = f"{name} is nobody"
            raise ValueError(message)
        named = sets.get(name, {name})
        found = found - named if taken else found | named
    return frozenset(found)
