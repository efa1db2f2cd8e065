"""One purchase, one date: what every rule answers, what it must ask, and what the reader must be warned of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from svangrum.core.errors import NotInForceError, SvangrumError
from svangrum.core.findings import Finding, Message, Missing, Outcome
from svangrum.core.money import Money, VatBasis
from svangrum.core.parameters import Status
from svangrum.core.sources import Citation, acts
from svangrum.law.answer import Answer, Asks
from svangrum.law.dated import LawAt, Limit, Named, ReadThrough, law_at
from svangrum.law.purchase import Act, Buyer, Kind, Purchase
from svangrum.law.registry import Rule, edition, entries, first_day, rewritten, rules_on, step_order
from svangrum.law.wording import led, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from svangrum.core.findings import Value
    from svangrum.law.registry import Entry

_T = TypeVar("_T")

CHOICES: dict[str, tuple[Any, ...]] = {
    "kind": tuple(Kind),
    "buyer": tuple(Buyer),
    "covered_by_contract": (False, True),
}
"""What an unknown fact may turn out to be.

A rule is asked about every combination. When all give one code, or all forbid, the fact does not matter and is not
asked for.
Other facts have no such list: unknown, they are asked for.
"""

IMMATERIAL: dict[Act, frozenset[str]] = {
    Act.LOU: frozenset(),
    Act.LUF: frozenset(),
    Act.LUK: frozenset({"buyer"}),
}
"""Facts that no rule of an act hangs on, though a rule that it shares with other acts may read them.

There is one threshold for concessions, whoever buys.
"""

ALIKE: dict[str, tuple[Any, ...]] = {**CHOICES, "buyer": (Buyer.MUNICIPALITY, Buyer.STATE)}
"""The choices that the thresholds tell apart: enough to ask about, but for the rules in ``LOOK_AT_BUYER``."""

LOOK_AT_BUYER = frozenset({"secrecy"})
"""Rules that wait for the buyer and look at more of it than its threshold."""

ASSUMED = ("kind", "buyer")
"""Facts whose first choice decides which threshold is shown, though the code is the same for all."""


@dataclass(frozen=True)
class Assessment:
    """``findings`` stand in the order of the rules.

    ``missing`` are rules that wait for facts, or that answer on what is known and ask for facts that might change it.
    """

    as_of: date
    findings: tuple[Finding, ...]
    missing: tuple[Missing, ...]
    warnings: tuple[Message, ...]

    def instrument(self, rule: str) -> Finding | None:
        """The finding of one rule; None when it waits for facts or does not hold on this day."""
        return next((finding for finding in self.findings if finding.rule == rule), None)

    @property
    def steps(self) -> tuple[Message, ...]:
        """What to do, each thing once, in the order it is done (not that of the findings)."""
        values = {step: finding.values for finding in reversed(self.findings) for step in finding.steps}
        return tuple(Message(f"step.{step}", values[step]) for step in step_order() if step in values)

    @property
    def asked(self) -> tuple[str, ...]:
        """The facts to ask for, each once."""
        return tuple(dict.fromkeys(fact for one in self.missing for fact in one.facts))


class _Outcome(NamedTuple):
    """One rule's result: a finding with its limits and the facts assumed, a question, or both."""

    finding: Finding | None = None
    missing: Missing | None = None
    limits: tuple[Limit, ...] = ()
    assumed: frozenset[str] = frozenset()


def assess(purchase: Purchase, *, as_of: date) -> Assessment:
    """What the law says of ``purchase`` on ``as_of``.

    Raises ``NotInForceError`` ``law.not-in-force`` for a day before the first that the rules cover, and
    ``SvangrumError`` ``law.amount`` for an amount that is negative, in another currency or includes VAT.
    """
    if as_of < first_day():
        raise NotInForceError("law.not-in-force", field="as_of", first=first_day(), day=as_of)
    _check_amounts(purchase)
    law = law_at(edition(as_of), purchase.under)
    alike, each = _Completions(purchase, ALIKE), _Completions(purchase, CHOICES)
    outcomes = [_apply(one, each if one.name in LOOK_AT_BUYER else alike, law) for one in rules_on(law.day, law.act)]
    return Assessment(
        as_of=as_of,
        findings=tuple(outcome.finding for outcome in outcomes if outcome.finding),
        missing=tuple(outcome.missing for outcome in outcomes if outcome.missing),
        warnings=tuple(_warnings(outcomes, law, as_of)),
    )


def _check_amounts(purchase: Purchase) -> None:
    for field in ("value", "same_kind_12_months", "direct_awards_this_year"):
        amount: Money | None = getattr(purchase, field)
        if amount is None:
            continue
        if amount.minor < 0 or amount.currency != "SEK" or amount.vat is not VatBasis.EXCLUDED:
            raise SvangrumError("law.amount", field=field)


class _Completions(dict[tuple[str, ...], dict[tuple[Any, ...], Purchase]]):
    """The purchase as it may turn out to be: by the facts that are unknown, then by what each was taken to be."""

    def __init__(self, purchase: Purchase, choices: Mapping[str, tuple[Any, ...]]) -> None:
        super().__init__({(): {(): purchase}})
        self.purchase, self.choices = purchase, choices

    def __missing__(self, unknown: tuple[str, ...]) -> dict[tuple[Any, ...], Purchase]:
        combinations = product(*(self.choices[fact] for fact in unknown))
        known = {fact: getattr(self.purchase, fact) for fact in self.purchase.__dataclass_fields__}
        taken = {one: Purchase(**known | dict(zip(unknown, one, strict=True))) for one in combinations}
        self[unknown] = taken
        return taken


def _apply(rule: Rule, completions: _Completions, law: LawAt) -> _Outcome:
    waited_for = [fact for fact in rule.reads if fact not in IMMATERIAL[law.act]]
    unknown = tuple([fact for fact in waited_for if getattr(completions.purchase, fact) is None])
    if not all(fact in CHOICES for fact in unknown):
        return _Outcome(missing=Missing(rule.name, unknown))
    answers = {taken: _answer(rule, completed, law) for taken, completed in completions[unknown].items()}
    agreed = _agreed(rule, answers)
    if agreed is not None:
        assumed = frozenset(ASSUMED).intersection(unknown)
        asked = Missing(rule.name, agreed.asks) if agreed.asks else None
        return _Outcome(_finding(rule, agreed, law), asked, agreed.limits, assumed)
    return _Outcome(missing=Missing(rule.name, _needed(unknown, answers)))


def _agreed(rule: Rule, answers: Mapping[tuple[Any, ...], Answer | Asks]) -> Answer | None:
    """The first answer with the warnings and questions of all, when all give one code, or all forbid; else None."""
    given = [one for one in answers.values() if isinstance(one, Answer)]
    if len(given) < len(answers):
        return None
    if len(given) == 1:
        return given[0]
    codes = {one.code for one in given}
    if len(codes) > 1 and any(entries(rule.name)[code].outcome is not Outcome.FORBIDDEN for code in codes):
        return None
    return replace(
        given[0],
        warnings=_distinct(warning for one in given for warning in one.warnings),
        asks=_distinct(fact for one in given for fact in one.asks),
    )


def _answer(rule: Rule, purchase: Purchase, law: LawAt) -> Answer | Asks:
    answer = rule.answer(purchase, law)
    return Answer(answer) if isinstance(answer, str) else answer


def _needed(unknown: tuple[str, ...], answers: Mapping[tuple[Any, ...], Answer | Asks]) -> tuple[str, ...]:
    """The unknown facts that the answer hangs on, then those that the rule itself asks for."""
    decisive = [fact for place, fact in enumerate(unknown) if _matters(place, answers)]
    asked = (fact for one in answers.values() for fact in (one.facts if isinstance(one, Asks) else one.asks))
    return tuple(dict.fromkeys([*decisive, *asked]))


def _matters(place: int, answers: Mapping[tuple[Any, ...], Answer | Asks]) -> bool:
    """Whether two combinations that differ only in this fact give different answers."""
    seen: dict[tuple[Any, ...], object] = {}
    for chosen, answer in answers.items():
        told = answer.code if isinstance(answer, Answer) else answer
        if seen.setdefault(chosen[:place] + chosen[place + 1 :], told) != told:
            return True
    return False


def _finding(rule: Rule, answer: Answer, law: LawAt) -> Finding:
    entry = entries(rule.name)[answer.code]
    measured = tuple(limit.citation for limit in answer.limits)
    return Finding(
        rule=rule.name,
        code=answer.code,
        outcome=entry.outcome,
        citations=_places(rule.name, answer.code, measured, law),
        values={**_known(rule.name, answer.code, answer.warnings, law), **answer.values},
        conditions=entry.conditions,
        choices=entry.choices,
        steps=entry.steps,
        proofs=entry.proofs,
        warnings=entry.warnings + answer.warnings,
        question=entry.question,
    )


@lru_cache(maxsize=8192)
def _known(rule: str, code: str, warnings: tuple[str, ...], law: LawAt) -> Mapping[str, Value]:
    """What the words of an answer take, whichever the purchase: values of the law, the act and places in it."""
    entry = entries(rule)[code]
    values: dict[str, Value] = {name: law.value(name) for name in entry.values}
    return {**values, **named(rule, code, entry, warnings, law.act)}


@lru_cache(maxsize=8192)
def _places(rule: str, code: str, measured: tuple[Citation, ...], law: LawAt) -> tuple[Citation, ...]:
    """What an answer cites on the day, under the act: the places of its entry and of the limits it was measured by."""
    cited = _distinct([*entries(rule)[code].citations, *measured])
    return _distinct(place for one in _read(cited, law.day) if (place := led(one, law.act)))


def _read(citations: Iterable[Citation], day: date) -> list[Citation]:
    """Those whose text has been read as it stood on the day."""
    unread = [chapter for chapter in rewritten() if day < chapter.since]
    return [one for one in citations if not any(chapter.holds(one) for chapter in unread)]


def _distinct(items: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(items))


def _warnings(outcomes: list[_Outcome], law: LawAt, as_of: date) -> Iterator[Message]:
    assumed = frozenset().union(*(outcome.assumed for outcome in outcomes if outcome.limits))
    yield from (Message(f"law.assumed.{fact}") for fact in ASSUMED if fact in assumed)
    limits = dict.fromkeys(limit for outcome in outcomes for limit in outcome.limits)
    yield from (_unverified(limit, law) for limit in limits if limit.status is Status.TO_VERIFY)
    told = [entries(one.rule)[one.code] for outcome in outcomes if (one := outcome.finding)]
    used = dict.fromkeys(code for entry in told for code in entry.values)
    yield from (Message("law.value-to-verify", {"parameter": Named(code)}) for code in used if law.unverified(code))
    yield from _not_read_before(told, law)
    cited = {citation.act for outcome in outcomes if outcome.finding for citation in outcome.finding.citations}
    yield from _read_through(cited, as_of)


def _unverified(limit: Limit, law: LawAt) -> Message:
    if limit.low is None or limit.high is None:
        return Message("law.threshold-not-read")
    euro = law.value(f"{limit.code}-euro")
    return Message("law.threshold-to-verify", {"euro": euro, "low": limit.low, "high": limit.high})


def _not_read_before(told: list[Entry], law: LawAt) -> Iterator[Message]:
    """A warning for each chapter that would have been cited, had its wording on the day been read.

    The chapter is told as the act of the purchase numbers it: 21 in LOU and LUF, 17 in LUK.
    """
    unread = [one for one in rewritten() if law.day < one.since]
    cited = _distinct(citation for entry in told for citation in entry.citations)
    hidden = ((led(citation, law.act), one.since) for one in unread for citation in cited if one.holds(citation))
    for chapter, since in _distinct((place.section.partition(":")[0], since) for place, since in hidden if place):
        yield Message("law.not-read-before", {"act": law.act.code, "chapter": chapter, "date": since})


def _read_through(cited: set[str], day: date) -> Iterator[Message]:
    """One warning that names every cited act whose text was read for an earlier day than the answer's."""
    read = ((code, act.consolidated_through) for code, act in acts().items() if code in cited)
    earlier = tuple((code, through) for code, through in read if through is not None and through < day)
    if earlier:
        yield Message("law.not-read-after", {"acts": ReadThrough(earlier)})
