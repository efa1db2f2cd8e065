"""One purchase, one date: what every rule answers, what it must ask, and what the reader must be warned of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from svangrum.core.errors import NotInForceError, SvangrumError
from svangrum.core.findings import Finding, Message, Missing, Outcome
from svangrum.core.money import Money, VatBasis
from svangrum.core.parameters import Status
from svangrum.core.sources import acts
from svangrum.law.answer import Answer, Asks
from svangrum.law.completions import ALIKE, ASSUMED, CHOICES, LOOK_AT_BUYER, Completions
from svangrum.law.dated import LawAt, Limit, Named, ReadThrough, law_at
from svangrum.law.meaning import meaning
from svangrum.law.registry import Rule, edition, entries, first_day, rewritten, rules_on, step_order
from svangrum.law.wording import led

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from svangrum.law.completions import Completed
    from svangrum.law.meaning import Meaning
    from svangrum.law.purchase import Purchase
    from svangrum.law.registry import Entry

_T = TypeVar("_T")


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
    meant: Meaning | None = None


def assess(purchase: Purchase, *, as_of: date) -> Assessment:
    """What the law says of ``purchase`` on ``as_of``.

    Raises ``NotInForceError`` ``law.not-in-force`` for a day before the first that the rules cover, and
    ``SvangrumError`` ``law.amount`` for an amount that is negative, in another currency or includes VAT.
    """
    if as_of < first_day():
        raise NotInForceError("law.not-in-force", field="as_of", first=first_day(), day=as_of)
    _check_amounts(purchase)
    law = law_at(edition(as_of), purchase.under)
    alike, each = Completions(purchase, law.act, ALIKE), Completions(purchase, law.act, CHOICES)
    outcomes = [
        _apply(one, (each if one.name in LOOK_AT_BUYER else alike)[one.reads], law)
        for one in rules_on(law.day, law.act)
    ]
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


def _apply(rule: Rule, completed: Completed, law: LawAt) -> _Outcome:
    if completed.chosen is None:
        return _Outcome(missing=Missing(rule.name, completed.unknown))
    answers = {chosen: _answer(rule, purchase, law) for chosen, purchase in completed.chosen.items()}
    agreed = _agreed(rule, answers)
    if agreed is None:
        return _Outcome(missing=Missing(rule.name, _needed(completed.unknown, answers)))
    measured = tuple([limit.citation for limit in agreed.limits])
    meant = meaning(rule.name, agreed.code, agreed.warnings, measured, law)
    asked = Missing(rule.name, agreed.asks) if agreed.asks else None
    return _Outcome(_finding(rule, agreed, meant), asked, agreed.limits, completed.assumed, meant)


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
    if not any(one.warnings or one.asks for one in given):
        return given[0]
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


def _finding(rule: Rule, answer: Answer, meant: Meaning) -> Finding:
    entry = meant.entry
    return Finding(
        rule=rule.name,
        code=answer.code,
        outcome=entry.outcome,
        citations=meant.citations,
        values={**meant.values, **answer.values},
        conditions=entry.conditions,
        choices=entry.choices,
        steps=entry.steps,
        proofs=entry.proofs,
        warnings=entry.warnings + answer.warnings,
        question=entry.question,
    )


def _distinct(items: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(items))


def _warnings(outcomes: list[_Outcome], law: LawAt, as_of: date) -> Iterator[Message]:
    assumed = frozenset().union(*(outcome.assumed for outcome in outcomes if outcome.limits))
    yield from (Message(f"law.assumed.{fact}") for fact in ASSUMED if fact in assumed)
    limits = dict.fromkeys(limit for outcome in outcomes for limit in outcome.limits)
    yield from (_unverified(limit, law) for limit in limits if limit.status is Status.TO_VERIFY)
    told = [outcome.meant for outcome in outcomes if outcome.meant]
    for name in _distinct(name for meant in told for name in meant.unverified):
        yield Message("law.value-to-verify", {"parameter": Named(name)})
    yield from _not_read_before([meant.entry for meant in told], law)
    yield from _read_through(frozenset().union(*(meant.acts for meant in told)), as_of)


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
    cited = _distinct(citation for entry in told for citation in entry.citations) if unread else ()
    hidden = ((led(citation, law.act), one.since) for one in unread for citation in cited if one.holds(citation))
    for chapter, since in _distinct((place.section.partition(":")[0], since) for place, since in hidden if place):
        yield Message("law.not-read-before", {"act": law.act.code, "chapter": chapter, "date": since})


def _read_through(cited: frozenset[str], day: date) -> Iterator[Message]:
    """One warning that names every cited act whose text was read for an earlier day than the answer's."""
    read = ((code, act.consolidated_through) for code, act in acts().items() if code in cited)
    earlier = tuple((code, through) for code, through in read if through is not None and through < day)
    if earlier:
        yield Message("law.not-read-after", {"acts": ReadThrough(earlier)})
