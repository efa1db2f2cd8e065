"""The law as a book: what the files hold of each rule, answer, value and part, and what rests on each place of an act.

Codes and values only; ``advice.lawbook`` writes them in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from svangrum.core.data import yaml_files
from svangrum.core.parameters import Parameter, parameters
from svangrum.core.sources import Citation, acts
from svangrum.law.concession import THRESHOLD as CONCESSION_THRESHOLD
from svangrum.law.dated import own_code
from svangrum.law.place import ANNEX2_THRESHOLD, THRESHOLDS
from svangrum.law.purchase import Act
from svangrum.law.registry import Entry, Rule, entries, rewritten, rules
from svangrum.law.situations import situations
from svangrum.law.wording import led

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from svangrum.law.registry import Rewritten
    from svangrum.law.situations import Situation

_FOLDER = "law/parameters"
_OF_PURCHASES = frozenset({"direct-award-limit", ANNEX2_THRESHOLD, *THRESHOLDS.values()})
_LIMITS = {Act.LOU: _OF_PURCHASES, Act.LUF: _OF_PURCHASES, Act.LUK: frozenset({CONCESSION_THRESHOLD})}
"""Values that decide where in an act a purchase stands, whatever words name them."""


class Part(StrEnum):
    """What an answer points to beside its citations. Each value is the beginning of the part's words' codes."""

    CONDITION = "condition"
    CHOICE = "choice"
    STEP = "step"
    PROOF = "proof"
    WARNING = "warning"
    QUESTION = "question"


@dataclass(frozen=True)
class Told:
    """One answer of one rule. ``rules`` are the functions that can give it: each with its acts and its period."""

    rule: str
    code: str
    entry: Entry
    rules: tuple[Rule, ...]

    @property
    def key(self) -> str:
        return f"{self.rule}.{self.code}"

    @property
    def acts(self) -> tuple[Act, ...]:
        return tuple(act for act in Act if any(act in one.acts for one in self.rules))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The places it rests on: those of each act it holds for, then judgments and pages."""
        found = [place for act in self.acts for one in self.entry.citations if (place := led(one, act))]
        own = [place for place in found if place.act in {act.code for act in self.acts}]
        return tuple(dict.fromkeys([*own, *found]))

    def parts(self, part: Part) -> tuple[str, ...]:
        """The codes of its conditions, choices, steps, proofs or warnings, or of its unsettled question."""
        if part is Part.QUESTION:
            return (self.entry.question,) if self.entry.question else ()
        codes: tuple[str, ...] = getattr(self.entry, f"{part}s")
        return codes


@dataclass(frozen=True)
class Rest:
    """What rests on one place of an act: answers of rules, and dated values."""

    place: Citation
    answers: tuple[Told, ...]
    values: tuple[str, ...]


@cache
def rule_names() -> tuple[str, ...]:
    """Every rule once, in the order of the rules."""
    return tuple(dict.fromkeys(one.name for one in rules()))


@cache
def versions(name: str) -> tuple[Rule, ...]:
    """The functions of one rule: by period, and by act."""
    found = (one for one in rules() if one.name == name)
    return tuple(sorted(found, key=lambda one: (one.acts, one.period.since)))


@cache
def answers(name: str) -> Mapping[str, Told]:
    """Every answer of one rule by code, in the order of its file."""
    return {
        code: Told(name, code, entry, tuple(one for one in versions(name) if code in one.codes))
        for code, entry in entries(name).items()
    }


def facts_of(name: str) -> tuple[str, ...]:
    """The facts that a rule reads, each once."""
    return tuple(dict.fromkeys(fact for one in versions(name) for fact in one.reads))


def follows_from_place(name: str) -> bool:
    """Whether the rule's answer follows from where the purchase stands against the limits."""
    return any(_measures(one) for one in versions(name))


def measured_rules(parameter: str) -> tuple[str, ...]:
    """The rules whose answer follows from on which side of the value a purchase lies."""
    of = {act for act, limits in _LIMITS.items() if parameter in {own_code(one, act) for one in limits}}
    return tuple(dict.fromkeys(one.name for one in rules() if _measures(one) and of.intersection(one.acts)))


def _measures(rule: Rule) -> bool:
    """Whoever reads the value holds it against the limits of the act."""
    return "value" in rule.reads


@cache
def examples(name: str) -> Mapping[str, tuple[Situation, ...]]:
    """The situations that name each answer of a rule."""
    return {code: tuple(one for one in situations() if one.expect.get(name) == code) for code in entries(name)}


@cache
def every_answer() -> tuple[Told, ...]:
    return tuple(one for name in rule_names() for one in answers(name).values())


def answers_with(part: Part, code: str) -> tuple[Told, ...]:
    """The answers that point to one condition, choice, step, proof, warning or question."""
    return tuple(one for one in every_answer() if code in one.parts(part))


def answers_taking(parameter: str) -> tuple[Told, ...]:
    """The answers whose words take the value: under any of their acts, when the value has siblings for other acts."""
    return tuple(
        one
        for one in every_answer()
        if any(own_code(code, act) == parameter for code in one.entry.values for act in one.acts)
    )


@cache
def law_values() -> Mapping[str, Parameter]:
    """The dated values that the law sets, by code: not those of practice and of calculations."""
    names = (path.rpartition("/")[2].removesuffix(".yaml") for path in yaml_files(_FOLDER))
    return {code: parameters()[code] for code in sorted(names)}


def relatives(parameter: str) -> tuple[str, ...]:
    """Values of the same thing: in euro, or under another act."""
    return tuple(code for code in law_values() if code != parameter and _stem(code) == _stem(parameter))


def _stem(code: str) -> str:
    """The code without what tells currency and act: ``eu-threshold-works-euro-luf`` is of ``eu-threshold-works``."""
    for act in Act:
        code = code.removesuffix(f"-{act}")
    return code.removesuffix("-euro")


@cache
def rests_on(act: str) -> tuple[Rest, ...]:
    """What rests on each place of an act, place by place in the order of the act. Empty for an act nothing cites."""
    told: dict[Citation, list[Told]] = {}
    for one in every_answer():
        for place in one.citations:
            told.setdefault(place, []).append(one)
    dated: dict[Citation, list[str]] = {}
    for place, code in _valued():
        dated.setdefault(place, []).append(code)
    places = sorted((one for one in {*told, *dated} if one.act == act), key=in_order)
    return tuple(Rest(one, tuple(told.get(one, ())), tuple(dict.fromkeys(dated.get(one, ())))) for one in places)


def _valued() -> Iterator[tuple[Citation, str]]:
    """Every place that a dated value rests on, and the value's code."""
    for code, one in parameters().items():
        for dated in one.values:
            if isinstance(dated.citation, Citation):
                yield dated.citation, code


def in_order(place: Citation) -> tuple[tuple[bool, int, str], ...]:
    """The key that sorts places as they stand in an act: ``4:2`` before ``4:18``, ``19 a:2`` after ``19:25``."""
    pieces = place.section.replace(":", "  ").split(" ")
    return tuple((not one.isdigit(), int(one) if one.isdigit() else 0, one) for one in pieces)


def rewritten_in(act: str) -> tuple[Rewritten, ...]:
    """The chapters of an act whose earlier wording has not been read."""
    return tuple(one for one in rewritten() if one.act == act)


@cache
def questions() -> Mapping[str, tuple[Told, ...]]:
    """Every unsettled question, and the answers that raise it, in the order of the rules."""
    found: dict[str, list[Told]] = {}
    for one in every_answer():
        for code in one.parts(Part.QUESTION):
            found.setdefault(code, []).append(one)
    return {code: tuple(raised) for code, raised in found.items()}


@cache
def parts() -> Mapping[Part, tuple[str, ...]]:
    """The codes of every condition, choice, step, proof, warning and question that an answer points to."""
    return {part: tuple(dict.fromkeys(code for one in every_answer() for code in one.parts(part))) for part in Part}


def statutes() -> tuple[str, ...]:
    """The codes of the acts, cases and pages that something in the law's files rests on, as they stand in theirs."""
    return tuple(code for code in acts() if rests_on(code))
