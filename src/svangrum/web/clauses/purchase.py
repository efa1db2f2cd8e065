"""The texts of the bank that fit a purchase that was tried, with its blanks filled by what the purchase says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from svangrum.core.findings import Outcome
from svangrum.guide.blanks import blanks
from svangrum.guide.compose import CONCESSIONS
from svangrum.guide.texts import Kind, Part, Regime, Statute, clauses
from svangrum.law.purchase import Act
from svangrum.web.clauses.asking import PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.advice.answer import Answer
    from svangrum.guide.texts import Clause

_POSSIBLE = {
    Act.LOU: (Regime.DIRECTIVE, Regime.CHAPTER_19, Regime.DIRECT),
    Act.LUF: (Regime.DIRECTIVE, Regime.CHAPTER_19, Regime.DIRECT),
    Act.LUK: CONCESSIONS,
}
IN_CONTRACT = _POSSIBLE[Act.LOU]
"""The rules that the page of the contract asks about: a concession has its own by its kind."""
_STATUTES = {Act.LOU: Statute.LOU, Act.LUF: Statute.LUF}
_DIRECT = "direct-award."
_IN_WORDS = {"months"}
"""Facts that a blank takes as the answer writes them; the rest it takes as they were typed."""


@dataclass(frozen=True)
class Fitting:
    """What the answer settles for the texts: the rules that may govern, the act and the kind of contract."""

    regimes: tuple[Regime, ...]
    statute: Statute | None
    kind: Kind | None
    filled: Mapping[str, str]

    def takes(self, clause: Clause) -> bool:
        """Whether a text may be for the purchase. The social terms of a contract have a page of their own."""
        kinds = clause.when.kinds
        return (
            clause.part is not Part.CONTRACT
            and bool(clause.law.keys() & set(self.regimes))
            and (self.kind is None or not kinds or self.kind in kinds)
        )

    def query(self, clause: Clause | None = None) -> str:
        """The same as an address for one text, or for the contract; what is not settled is left out."""
        rules = [one for one in self.regimes if one in (clause.law if clause else IN_CONTRACT)]
        stated = {"statute": self.statute, "kind": self.kind, "regime": rules[0] if len(rules) == 1 else None}
        settled = {name: one.value for name, one in stated.items() if one}
        return urlencode({**settled, **{f"{PREFIX}{name}": text for name, text in self.filled.items()}})


def fitting(answer: Answer, stated: Mapping[str, str]) -> Fitting:
    """What ``answer`` to the ``stated`` facts settles."""
    act = Act(answer.act)
    kind = Kind.CONCESSION if act is Act.LUK else _kind(stated)
    return Fitting(
        regimes=_regimes(answer, act),
        statute=_STATUTES.get(act),
        kind=kind,
        filled=_filled(answer, stated),
    )


def fitting_texts(held: Fitting) -> tuple[Clause, ...]:
    return tuple(one for one in clauses().values() if held.takes(one))


def _kind(stated: Mapping[str, str]) -> Kind | None:
    return Kind(stated["kind"]) if stated.get("kind") in set(Kind) else None


def _regimes(answer: Answer, act: Act) -> tuple[Regime, ...]:
    """The rules that govern, or all that may; those of direct award come along where it is allowed."""
    if answer.regime == "unknown":
        return _POSSIBLE[act]
    governing = (Regime(answer.regime),)
    direct = any(one.key.startswith(_DIRECT) and one.outcome == Outcome.CONDITIONAL for one in answer.lines)
    return (*governing, Regime.DIRECT) if direct and act is not Act.LUK else governing


def _filled(answer: Answer, stated: Mapping[str, str]) -> dict[str, str]:
    written = {fact.field: fact.value for fact in answer.summary if fact.field in _IN_WORDS}
    offered = {**stated, **written}
    return {name: offered[one.known_by] for name, one in blanks().items() if offered.get(one.known_by)}
